/** Collects the fields of a form: properties, empty ones, long ones, pasted without colons, with boxes. */
import * as l10n from '@vscode/l10n';
import { type Cell, matchKey, type PropertyLine, type RowLine, type Span } from 'budget-grammar';
import { keptByName } from '../../base/by-name.ts';
import { once } from '../../base/once.ts';
import { labelKey } from '../../forms/names.ts';
import { nearestOf } from '../../forms/registry.ts';
import type { PerformanceForm, PerformanceProperty } from '../../forms/types.ts';
import { PASTED_KEYS } from '../bind/captions.ts';
import { SHEET_KEYS } from '../bind/table.ts';
import type { Section } from '../section.ts';
import { findNamed, sameTitle } from './names.ts';
import { type Field, fieldsOf, hasBoxes, type Piece, readChoices } from './properties.ts';
import { textOf } from './rows.ts';
import type { Say } from './say.ts';
import type { BoundProperty, BoundText } from './types.ts';

const NOTES: ReadonlySet<string> = new Set(['注', '备注']);
const EMPTY = '空表';

const keyOf = keptByName(matchKey);

interface OpenProperty {
  readonly key: BoundText;
  readonly form: PerformanceProperty | undefined;
  readonly lines: BoundText[];
}

/** Whether a key is one of the form's fields, or one that every sheet may have. */
export const isField = (form: PerformanceForm, key: string): boolean =>
  findNamed(form.properties, key) !== undefined || SHEET_KEYS.includes(keyOf(key)) || PASTED_KEYS.has(labelKey(key));

/** Goes on with what was read last. */
export type Continue = (text: BoundText) => void;

export class Fields {
  readonly notes: string[] = [];
  emptyStatement: string | undefined;
  readonly #open: OpenProperty[] = [];
  /** Columns of long text whose heading was the line above: 预期目标 ⇥ 实际完成情况. */
  #headed: { readonly index: number; readonly property: OpenProperty }[] | undefined;
  readonly #section: Section;
  readonly #form: PerformanceForm;
  readonly #say: Say;

  constructor(section: Section, form: PerformanceForm, say: Say) {
    this.#section = section;
    this.#form = form;
    this.#say = say;
  }

  /** `键：值`. `inTable`: the line stands among rows, so that a row's label with a colon may be meant. */
  addLine(line: PropertyLine, inTable: boolean): Continue {
    let last: Continue = () => {};
    for (const field of fieldsOf(line, this.#section.tree, (key) => isField(this.#form, key))) last = this.#addField(field, inTable);
    return last;
  }

  /** `键：` with nothing behind. */
  addEmpty(key: Piece): Continue {
    return this.#addField({ key, value: { start: key.end, end: key.end, text: '' }, cells: [] }, false);
  }

  /** A pasted row of fields without colons, or below the headings of long text; undefined if the row is neither. `names`: some name of the form stands in it. */
  addRow(line: RowLine, names: boolean): Continue | undefined {
    const headed = this.#headed;
    this.#headed = undefined;
    if (headed) return this.#addTexts(line, headed);
    if (!names) return undefined;
    const filled = line.cells.filter((cell) => cell.kind !== 'empty');
    if (filled.length > 0 && this.#isTextHeading(line)) return () => {};
    return filled[0] && findNamed(this.#form.properties, filled[0].text) ? this.#addPairs(filled) : undefined;
  }

  /** The line above was a heading of long texts, which this one holds. */
  get isHeaded(): boolean {
    return this.#headed !== undefined;
  }

  /** Another kind of line came: a heading of long text above it has no text. */
  forgetHeading(): void {
    this.#headed = undefined;
  }

  properties(): BoundProperty[] {
    return this.#open.map(({ key, form, lines }) => {
      const value = lines.map((line) => line.text).join(' ');
      const choices = (form?.options.length ?? 0) > 0 || hasBoxes(value) ? readChoices(value, form) : [];
      return { key, form, lines, choices };
    });
  }

  #addField(field: Field, inTable: boolean): Continue {
    const name = keyOf(field.key.text);
    if (NOTES.has(name)) return this.#addNote(field.value.text);
    if (name === EMPTY) {
      this.emptyStatement = field.value.text;
      return (text) => {
        this.emptyStatement += text.text;
      };
    }
    if (SHEET_KEYS.includes(name)) return () => {};
    const form = findNamed(this.#form.properties, field.key.text);
    if (!form && !PASTED_KEYS.has(labelKey(name))) this.#unknownKey(field, inTable);
    return this.#keep(field.key, form, field.value);
  }

  #addNote(text: string): Continue {
    this.notes.push(text);
    return (more) => this.notes.push(more.text);
  }

  #keep(key: Piece, form: PerformanceProperty | undefined, value: Piece): Continue {
    if (form && this.#open.some((property) => property.form === form))
      this.#say('repeated-property', 'warning', l10n.t('{0} is given twice; the first one counts.', key.text), key);
    const lines = value.text === '' ? [] : [textOf(this.#section, value)];
    const property: OpenProperty = { key: textOf(this.#section, key), form, lines };
    this.#open.push(property);
    return (text) => property.lines.push(text);
  }

  /** Figures behind an unknown key are a row whose label has a colon, if the line stands among rows or holds several; a telephone number is not. */
  #unknownKey({ key, cells }: Field, inTable: boolean): void {
    const figures = cells.filter((cell) => cell.kind === 'amount');
    if (figures.length > 1 || (inTable && figures.some((cell) => cell.amount!.decimals > 0 || cell.amount!.percent)))
      this.#say(
        'unquoted-label',
        'error',
        l10n.t('"{0}" is read as a property, so its figure counts nowhere. A row label with a colon wants quotes.', key.text),
        key,
      );
    else {
      const nearest = nearestOf(key.text, [...this.#form.properties.map(({ title }) => title), ...SHEET_KEYS]);
      const message =
        nearest.length > 0
          ? l10n.t('"{0}" is no property of {1}; it is printed behind the form. Near: {2}.', key.text, this.#form.title, nearest.join('、'))
          : l10n.t('"{0}" is no property of {1}; it is printed behind the form.', key.text, this.#form.title);
      this.#say('unknown-property', 'warning', message, key, nearest);
    }
  }

  /** 主管部门 ⇥ X ⇥ ⇥ 实施单位 ⇥ Y */
  #addPairs(filled: readonly Cell[]): Continue {
    let last: Continue = () => {};
    for (let i = 0; i < filled.length; ) {
      const form = findNamed(this.#form.properties, filled[i].text);
      let end = i + 1;
      while (end < filled.length && !findNamed(this.#form.properties, filled[end].text)) end++;
      last = this.#keep(filled[i], form, this.#pieceOf(filled.slice(i + 1, end)) ?? emptyBehind(filled[i]));
      i = end;
    }
    return last;
  }

  /**
   * At least two fields that the form prints beside each other as headed columns, and nothing else but merged cells at their left.
   * A province may head a third one.
   */
  #isTextHeading(line: RowLine): boolean {
    for (const { heading, fields, isField } of textBlocksOf(this.#form)) {
      const isBeside = (cell: Cell): boolean => !isField && sameTitle(cell.text, heading);
      const own = line.cells.filter((cell) => !isBeside(cell) && findNamed(fields, cell.text));
      if (own.length < 2) continue;
      const found = line.cells.flatMap((cell, index) => {
        const form = cell.start < own[0].start || isBeside(cell) ? undefined : findNamed(this.#form.properties, cell.text);
        return form ? [{ index, form, cell }] : [];
      });
      const others = line.cells.filter(
        (cell, i) => cell.kind !== 'empty' && cell.start > own[0].start && !found.some(({ index }) => index === i),
      );
      if (others.length > 0) continue;
      this.#headed = found.map(({ index, form, cell }) => {
        this.#keep(cell, form, emptyBehind(cell));
        return { index, property: this.#open[this.#open.length - 1] };
      });
      return true;
    }
    return false;
  }

  #addTexts(line: RowLine, headed: readonly { readonly index: number; readonly property: OpenProperty }[]): Continue {
    let last: Continue = () => {};
    const spaced = line.cells.filter((cell) => cell.kind !== 'empty');
    headed.forEach(({ index, property }, i) => {
      const cells = line.tabbed ? line.cells.slice(i === 0 ? 0 : index, headed[i + 1]?.index) : spaced.slice(i, i + 1);
      const value = this.#pieceOf(cells.filter((cell) => cell.kind !== 'empty'));
      if (value) property.lines.push(textOf(this.#section, value));
      last = (text) => property.lines.push(text);
    });
    return last;
  }

  #pieceOf(cells: readonly Cell[]): Piece | undefined {
    if (cells.length === 0) return undefined;
    if (cells.length === 1) return cells[0];
    const span: Span = { start: cells[0].start, end: cells[cells.length - 1].end };
    return { ...span, text: this.#section.tree.text.slice(span.start, span.end) };
  }
}

/** Fields that a form prints beside each other as headed columns of long text. */
interface TextBlock {
  /** The merged cell beside them. */
  readonly heading: string;
  /** One of them bears that very title, so that it is no heading. */
  readonly isField: boolean;
  readonly fields: readonly PerformanceProperty[];
}

const textBlocksOf = once((form: PerformanceForm): readonly TextBlock[] =>
  form.layout.flatMap((block): TextBlock[] => {
    if (block.kind !== 'texts') return [];
    const fields = form.properties.filter(({ title }) => block.titles.includes(title));
    return [{ heading: block.heading, isField: fields.some(({ title }) => sameTitle(title, block.heading)), fields }];
  }),
);

const emptyBehind = (cell: Cell): Piece => ({ start: cell.end, end: cell.end, text: '' });
