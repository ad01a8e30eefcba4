/**
 * Binds a section to a performance form: which line is a field, which row is which, what each cell says.
 * Nothing is dropped: what the form does not know is kept for the print and is a finding with the nearest names.
 */
import * as l10n from '@vscode/l10n';
import type { Cell, ColumnsLine, Line, OpenerLine, PropertyLine, RowLine } from 'budget-grammar';
import { labelKey } from '../../forms/names.ts';
import type { IndicatorList, PerformanceForm, PerformanceList } from '../../forms/types.ts';
import type { Finding } from '../finding.ts';
import { headerOf, placeOf, type Section } from '../section.ts';
import {
  columnsOf,
  type Heading,
  joinedTitles,
  matches,
  type OwnColumns,
  ownHeading,
  type Part,
  partOf,
  placeCells,
  readHeading,
  type Title,
} from './columns.ts';
import { type Continue, Fields, isField } from './fields.ts';
import { Funds } from './funds.ts';
import { groupByName, isFirstLevel } from './groups.ts';
import { Indicators } from './indicators.ts';
import { findRow, isName, isNumberedIndicator, sameTitle, totalsOf } from './names.ts';
import { isDivision, openedBy } from './openers.ts';
import type { Piece } from './properties.ts';
import { asRow, labelOnly, rowBehind, rowWithin } from './reread.ts';
import { continueRow, type OpenRow, Rows, textOf, totalCells } from './rows.ts';
import { type Say, sayTo } from './say.ts';
import type { BoundGrid, BoundPerformance, BoundText } from './types.ts';
import { unknownColumn, unknownOpener } from './unknown.ts';

/** Reads a performance section by its form. Total: every section gives a form, with findings for what could not be read. */
export const bindPerformance = (section: Section, form: PerformanceForm): BoundPerformance => new PerformanceBinder(section, form).bind();

interface OpenGrid extends BoundGrid {
  columns: BoundGrid['columns'];
  labelTitle?: BoundText;
  readonly rows: OpenRow[];
}

const nothing: Continue = () => {};
/** Whether a list says which columns it has. */
const hasColumns = (list: OwnColumns | undefined): boolean => list !== undefined && list.columns.length > 0;
const isFilled = ({ kind }: Cell): boolean => kind !== 'empty';

class PerformanceBinder {
  readonly #section: Section;
  readonly #form: PerformanceForm;
  readonly #findings: Finding[] = [];
  readonly #say: Say;
  readonly #fields: Fields;
  readonly #funds: Funds;
  readonly #indicators: Indicators;
  readonly #rows: Rows;
  readonly #isFirstLevel: (name: string) => boolean;
  readonly #grids: OpenGrid[] = [];
  readonly #headings = new Map<Part, Heading>();
  readonly #headingLines: number[] = [];
  /** The pasted heading that was read last. */
  #headingAbove: RowLine | undefined;
  /** The part to which the rows belong that follow. */
  #part: Part | undefined;
  #total: OpenRow | undefined;
  /** What a continuation goes on with: a row, or what was read otherwise. */
  #continue: Continue | OpenRow = nothing;

  constructor(section: Section, form: PerformanceForm) {
    this.#section = section;
    this.#form = form;
    this.#say = sayTo(this.#findings, section);
    this.#fields = new Fields(section, form, this.#say);
    this.#funds = new Funds(section, form, this.#say);
    this.#indicators = new Indicators(section, form, this.#say);
    this.#rows = new Rows(section, form, this.#say);
    this.#isFirstLevel = (name) => isFirstLevel(form, name);
  }

  bind(): BoundPerformance {
    const { lines } = this.#section.tree;
    for (let i = 0; i < lines.length; i++) this.#bindLine(lines[i], i);
    const properties = this.#fields.properties();
    const name = this.#name() ?? properties.find((property) => property.form?.parameter)?.lines[0];
    return {
      section: this.#section,
      form: this.#form,
      name,
      properties,
      funds: this.#funds.bound,
      blocks: this.#indicators.blocks,
      total: this.#total,
      grids: this.#grids,
      notes: this.#fields.notes,
      emptyStatement: this.#fields.emptyStatement,
      headingLines: this.#headingLines,
      findings: this.#findings,
    };
  }

  #name(): BoundText | undefined {
    const parameter = headerOf(this.#section)?.parameter;
    return parameter && this.#form.properties.some((property) => property.parameter) ? textOf(this.#section, parameter) : undefined;
  }

  #bindLine(line: Line, index: number): void {
    if (line.kind === 'blank') return;
    if (line.kind === 'continuation') {
      const text = textOf(this.#section, line.text);
      if (typeof this.#continue === 'function') this.#continue(text);
      else continueRow(this.#continue, text);
      return;
    }
    if (line.kind !== 'row' && line.kind !== 'property') this.#fields.forgetHeading();
    this.#continue = this.#read(line, index);
  }

  #read(line: Line, index: number): Continue | OpenRow {
    switch (line.kind) {
      case 'columns':
        return this.#startHeading(line, line.titles, false);
      case 'opener':
        return this.#open(line, index);
      case 'property':
        return this.#bindKeyed(line);
      case 'row':
        return this.#bindRow(line);
      default:
        return nothing;
    }
  }

  /** A field, unless its key is the label of a row or the first words of a text. */
  #bindKeyed(line: PropertyLine): Continue | OpenRow {
    const { text } = line.key;
    const { tree } = this.#section;
    if (this.#isTotal(text)) return this.#bindTotal(asRow(line, tree, false));
    if (!isField(this.#form, text)) {
      if (this.#fields.isHeaded) return this.#bindRow(asRow(line, tree, true));
      if (isDivision(this.#form, text)) return this.#bindDivided(line);
      const row = rowWithin(this.#form, this.#part, line, tree);
      if (row) return this.#bindRow(row);
    }
    this.#fields.forgetHeading();
    return this.#fields.addLine(line, this.#part !== undefined);
  }

  /** 资金来源：财政拨款⇥90. Nothing but the name of another division may stand behind it, where two stand beside each other. */
  #bindDivided(line: PropertyLine): Continue | OpenRow {
    this.#part = 'funds';
    return line.values.some(({ kind }) => kind === 'amount') ? this.#bindRow(rowBehind(line, this.#section.tree)) : nothing;
  }

  #open(line: OpenerLine, index: number): Continue | OpenRow {
    const whole = wholeOf(line, this.#section);
    const opened = openedBy(this.#form, whole.text);
    switch (opened.kind) {
      case 'field':
        return this.#fields.addEmpty(whole);
      case 'funds':
        return this.#openFunds(whole);
      case 'division':
        this.#part = 'funds';
        return nothing;
      case 'list':
        return this.#openList(whole, opened.list);
      case 'indicators':
        return this.#openIndicators(textOf(this.#section, whole), opened.list);
      default:
        return this.#openOther(line, whole, index);
    }
  }

  /** A group of indicators, a target within the list that is open, or something that the form does not know. */
  #openOther(line: OpenerLine, whole: Piece, index: number): Continue | OpenRow {
    const single = line.path.length === 1;
    if (single && this.#part === 'indicators' && isNumberedIndicator(whole.text)) return this.#bindRow(labelOnly(line));
    this.#openListOf(line.path[0].text);
    if (single && this.#isTarget(whole.text)) {
      this.#part = 'indicators';
      this.#indicators.openTarget(textOf(this.#section, whole));
      return nothing;
    }
    const group = single ? groupByName(this.#form, whole.text) : line.path.map((part) => part.text);
    if (group && this.#form.indicators) {
      this.#part = 'indicators';
      this.#indicators.openGroup(line.path, group);
      return nothing;
    }
    return this.#openUnknown(whole, this.#nextLine(index));
  }

  /** An opener that the form does not know is what follows it: a heading over indicators, the funds under another name, a field, or a list of its own. */
  #openUnknown(opener: Piece, next: Line | undefined): Continue {
    const titles = next?.kind === 'columns' ? next.titles : next?.kind === 'row' && this.#isHeading(next) ? next.cells : [];
    const part = partOf(this.#form, titles, undefined);
    if (matches(this.#form, part, titles) > 0 && part === 'indicators') {
      this.#part = part;
      this.#indicators.openHeading(textOf(this.#section, opener));
      return nothing;
    }
    if (matches(this.#form, part, titles) > 0) {
      unknownOpener(this.#say, this.#form, opener);
      return this.#openFunds(opener);
    }
    if (next?.kind !== 'columns' && next?.kind !== 'row') return this.#fields.addEmpty(opener);
    if (this.#part === 'indicators' && next.kind === 'row') {
      this.#indicators.openGroup([opener]);
      return nothing;
    }
    unknownOpener(this.#say, this.#form, opener);
    this.#part = 'grid';
    this.#headings.delete('grid');
    this.#grids.push({ opener: textOf(this.#section, opener), columns: [], rows: [] });
    return nothing;
  }

  #openFunds(opener: Piece): Continue {
    this.#part = 'funds';
    this.#funds.open(opener);
    return nothing;
  }

  /** A list of the form's own: its columns are known, so that its rows need no 列. */
  #openList(opener: Piece, form: PerformanceList): Continue {
    this.#part = 'grid';
    const heading = ownHeading(this.#form, 'grid', form);
    this.#headings.set('grid', heading);
    this.#grids.push({ form, opener: textOf(this.#section, opener), columns: heading.columns, rows: [] });
    return nothing;
  }

  #openIndicators(heading: BoundText | undefined, list: IndicatorList): Continue {
    this.#part = 'indicators';
    this.#indicators.openHeading(heading, list);
    const own = ownHeading(this.#form, 'indicators', list);
    this.#headings.set('indicators', own);
    this.#indicators.addColumns(own.columns);
    return nothing;
  }

  /** A target's name may open the list to which it belongs: `年度绩效目标 1／产出指标／数量指标：`. */
  #openListOf(name: string): void {
    const list = this.#listOfTarget(name);
    if (list && list !== this.#indicators.list) this.#openIndicators(undefined, list);
  }

  #listOfTarget(name: string): IndicatorList | undefined {
    return this.#form.indicators?.lists.find(({ title, each }) =>
      each === '' ? sameTitle(title, name) : labelKey(name).startsWith(labelKey(each)),
    );
  }

  #isTarget(name: string): boolean {
    const list = this.#listOfTarget(name);
    return list !== undefined && list === this.#indicators.list;
  }

  /** The list that is open, if it has columns of its own. */
  #list(part: Part): OwnColumns | undefined {
    return part === 'grid' ? this.#grids.at(-1)?.form : part === 'indicators' ? this.#indicators.list : undefined;
  }

  #nextLine(index: number): Line | undefined {
    return this.#section.tree.lines.slice(index + 1).find((line) => line.kind !== 'blank');
  }

  #startPasted(line: RowLine): Continue {
    const titles = joinedTitles(this.#headingAbove, line);
    this.#headingAbove = line;
    return this.#startHeading(line, titles, true);
  }

  #startHeading(line: ColumnsLine | RowLine, titles: readonly Title[], pasted: boolean): Continue {
    const part = this.#partOfHeading(titles);
    const list = this.#list(part);
    const { heading, unknown } = readHeading(this.#form, part, titles, pasted, (span) => placeOf(this.#section, span), list);
    if (pasted) this.#headingLines.push(line.line);
    if (part !== 'grid' || hasColumns(list))
      for (const title of unknown) unknownColumn(this.#say, this.#form, columnsOf(this.#form, part, list), title);
    this.#part = part;
    this.#headings.set(part, heading);
    if (part === 'funds') this.#funds.addColumns(heading.columns);
    else if (part === 'indicators') this.#indicators.addColumns(heading.columns);
    else {
      const grid = this.#grids[this.#grids.length - 1];
      grid.columns = heading.columns;
      if (heading.slots[0]?.kind === 'label' && titles[0].text !== '') grid.labelTitle = textOf(this.#section, titles[0]);
    }
    return nothing;
  }

  #partOfHeading(titles: readonly Title[]): Part {
    const isGrid = this.#part === 'grid';
    const isForeign = matches(this.#form, 'indicators', titles) + matches(this.#form, 'funds', titles) === 0;
    if (isGrid && (isForeign || hasColumns(this.#list('grid')) || this.#wantsColumns())) return 'grid';
    return partOf(this.#form, titles, this.#part);
  }

  /** A list of the form's is open for which authors name the columns, and nobody has yet. */
  #wantsColumns(): boolean {
    const grid = this.#part === 'grid' ? this.#grids.at(-1) : undefined;
    return grid?.form !== undefined && !hasColumns(grid.form) && grid.columns.length === 0;
  }

  #bindRow(line: RowLine): Continue | OpenRow {
    const first = line.cells.find(isFilled);
    // Most rows have no name of the form in them: one look at each cell tells that they are no heading, total or field.
    const names = this.#holdsName(line.cells);
    if (!line.damaged && this.#wantsColumns()) return this.#startHeading(line, line.cells, false);
    if (names && !line.damaged && this.#isHeading(line)) return this.#startPasted(line);
    if (names && first && this.#isTotal(first.text)) return this.#bindTotal(line);
    const field = line.damaged ? undefined : this.#fields.addRow(line, names);
    if (field) return field;
    if (this.#part === undefined) this.#part = this.#partOfRow(first);
    const part = this.#part;
    const placed = placeCells(line, this.#heading(part), this.#isFirstLevel);
    const row = part === 'indicators' ? this.#indicators.addRow(line, placed, this.#rows) : this.#rows.row(line, placed);
    if (!row) return nothing;
    if (part === 'funds') this.#funds.addRow(row);
    else if (part === 'grid') this.#grids[this.#grids.length - 1].rows.push(row);
    return row;
  }

  #holdsName(cells: readonly Cell[]): boolean {
    for (let i = 0; i < cells.length; i++) if (isName(this.#form, cells[i])) return true;
    return false;
  }

  /** Without an opener a row is told by its label: a row of the funds, else an indicator. */
  #partOfRow(first: Cell | undefined): Part {
    const { funds, indicators } = this.#form;
    return !indicators || (funds && first && findRow(funds.rows, first.text)) ? 'funds' : 'indicators';
  }

  #heading(part: Part): Heading {
    let heading = this.#headings.get(part);
    if (!heading) {
      heading = ownHeading(this.#form, part, this.#list(part));
      this.#headings.set(part, heading);
      if (part === 'funds') this.#funds.addColumns(heading.columns);
      if (part === 'indicators') this.#indicators.addColumns(heading.columns);
    }
    return heading;
  }

  /** A pasted line of column titles: at least two of them and no figure. */
  #isHeading(line: RowLine): boolean {
    if (line.cells.some((cell) => cell.kind === 'amount')) return false;
    const filled = line.cells.filter((cell) => cell.kind !== 'empty');
    const list = this.#part === 'grid' ? this.#grids.at(-1)?.form : undefined;
    // The title over a list's labels is one of its titles.
    const own = list ? matches(this.#form, 'grid', filled, list) + (filled[0] && sameTitle(filled[0].text, list.label) ? 1 : 0) : 0;
    const most = Math.max(own, matches(this.#form, 'funds', filled), matches(this.#form, 'indicators', filled, this.#list('indicators')));
    return most >= 2 && most * 2 >= filled.length;
  }

  /** Other labels than the form's own may be those of other sums, but for those below the indicators. */
  #isTotal(label: string): boolean {
    const labels = totalsOf(this.#form);
    return (this.#part === 'indicators' ? labels : labels.slice(0, 1)).some((total) => sameTitle(label, total));
  }

  #bindTotal(line: RowLine): OpenRow {
    const heading = this.#heading(this.#form.indicators ? 'indicators' : 'funds');
    const placed = totalCells(
      placeCells(line, heading, (name) => this.#isTotal(name)),
      heading,
    );
    // Pasted, the label stands under 一级指标 and is no level for that.
    const label = placed.label ?? line.cells.find((cell) => cell.kind !== 'empty');
    const row = this.#rows.row(line, label ? { ...placed, label } : placed);
    if (this.#total)
      this.#say(
        'repeated-row',
        'error',
        l10n.t('{0} already has the row "{1}"; the first one counts.', this.#form.title, row.label.text),
        row.place,
      );
    else this.#total = row;
    return row;
  }
}

const wholeOf = (line: OpenerLine, section: Section): Piece => {
  const span = { start: line.path[0].start, end: line.path[line.path.length - 1].end };
  return { ...span, text: line.path.length === 1 ? line.path[0].text : section.tree.text.slice(span.start, span.end) };
};
