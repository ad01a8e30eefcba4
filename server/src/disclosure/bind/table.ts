/**
 * Binds a sheet section to an official table: which line is a heading, which row of the form a row is, which column a figure stands in.
 * Nothing is dropped: what cannot be bound is a finding, and the sums in which it could take part say nothing.
 */
import { t } from '@vscode/l10n';
import { type Cell, type Line, matchKey, type RowLine, type Span } from 'budget-grammar';
import { labelKey } from '../../forms/names.ts';
import { nearestOf } from '../../forms/registry.ts';
import type { FormSet, Panel, TableForm } from '../../forms/types.ts';
import type { Finding } from '../finding.ts';
import { replaceFixes } from '../head.ts';
import { placeOf, type Section } from '../section.ts';
import { bindCell, type Units } from './cells.ts';
import { columnTitles, figureColumns } from './columns.ts';
import { completeTable } from './complete.ts';
import {
  codedStartOf,
  columnIn,
  damagedCells,
  figureInName,
  figuresApart,
  linesWith,
  ownRow,
  rowKeyOf,
  type StuckFigure,
  withoutMerged,
} from './figures.ts';
import { type HeadingTitle, readSlots } from './heading.ts';
import { labelsOf } from './labels.ts';
import { type Heading, type Segment, segmentsOf } from './layout.ts';
import { matchRow } from './match.ts';
import { pastedHeading } from './pasted.ts';
import type { BoundCell, BoundColumn, BoundRow, BoundTable, RowKey } from './types.ts';
import { ownUnit } from './units.ts';
import { unquotedLabel } from './unquoted.ts';

/** What of the head a table needs. */
export interface TableSettings {
  readonly formSet: FormSet;
  readonly unitOfMeasure: string;
  readonly inputUnit?: string;
}

/** Keys known in every sheet. */
export const SHEET_KEYS: readonly string[] = ['注', '备注', '空表', '金额单位', '文件'];
/** Keys that a paste brings with it and that repeat the head. */
const PASTED_KEYS: ReadonlySet<string> = new Set(['单位', '部门', '编制单位', '单位名称', '部门名称', '年度']);

export function bindTable(section: Section, form: TableForm, settings: TableSettings): BoundTable {
  return new TableBinder(section, form, settings).bind();
}

class TableBinder {
  private readonly findings: Finding[] = [];
  private readonly units: Units;
  private readonly rows: BoundRow[] = [];
  private readonly seen = new Map<string, BoundRow>();
  private readonly notes: string[] = [];
  private readonly headingLines: number[] = [];
  private readonly damaged: { dimension: string; member?: string }[] = [];
  private emptyStatement: string | undefined;
  private side: Panel | undefined;
  private heading: Heading | undefined;
  /** Whether the heading in force was given by 列, whose columns left out are left out for good. */
  private readonly named = new Set<BoundColumn>();
  private headed = false;
  private headingOpen = false;
  private columnsDoubtful = false;
  private rowsDoubtful = false;
  private amountSeen = false;
  private codedStart: number | undefined;
  /** Lines with a quote that is not closed: their figures are part of a text. */
  private unclosed: ReadonlySet<number> = new Set();
  private readonly last = new Map<Panel, RowKey>();
  private lastText: 'note' | 'empty' | undefined;
  private readonly section: Section;
  private readonly form: TableForm;
  private readonly settings: TableSettings;

  constructor(section: Section, form: TableForm, settings: TableSettings) {
    this.section = section;
    this.form = form;
    this.settings = settings;
    const printed = ownUnit(section, form, this.findings) ?? settings.unitOfMeasure;
    this.units = { printed, typed: settings.inputUnit ?? printed };
  }

  bind(): BoundTable {
    const { tree } = this.section;
    this.codedStart = codedStartOf(tree.lines, this.form);
    this.unclosed = linesWith('unclosed-quote', tree);
    for (const [i, line] of tree.lines.entries()) this.bindLine(line, i);
    const complete = completeTable({
      section: this.section,
      form: this.form,
      formSet: this.settings.formSet,
      units: this.units,
      rows: this.rows,
      named: this.headed ? this.named : undefined,
      rowsDoubtful: this.rowsDoubtful,
      columnsDoubtful: this.columnsDoubtful,
      damaged: this.damaged,
      stated: this.emptyStatement !== undefined || this.notes.length > 0,
    });
    return {
      section: this.section,
      form: this.form,
      unitOfMeasure: this.form.unitOfMeasure ?? this.units.printed,
      rows: complete.rows,
      cells: complete.cells,
      model: complete.model,
      modelOnly: complete.modelOnly,
      unfilled: complete.unfilled,
      notes: this.notes,
      ...(this.emptyStatement === undefined ? {} : { emptyStatement: this.emptyStatement }),
      headingLines: this.headingLines,
      findings: this.findings,
    };
  }

  private bindLine(line: Line, index: number): void {
    const continues = this.lastText;
    if (line.kind !== 'blank') this.lastText = undefined;
    switch (line.kind) {
      case 'columns':
        this.startHeading(line.titles);
        return;
      case 'opener':
        this.openSide(line.path, index);
        return;
      case 'property':
        this.bindProperty(line.key, line.value, line.values);
        return;
      case 'continuation':
        if (continues === 'note') this.notes.push(line.text.text);
        else if (continues === 'empty') this.emptyStatement += line.text.text;
        this.lastText = continues;
        return;
      case 'stray':
        // What it would have said is unknown.
        this.damageAll();
        return;
      case 'row':
        this.bindRow(line);
    }
  }

  private openSide(path: readonly { text: string; start: number; end: number }[], index: number): void {
    const title = labelKey(path.map((p) => p.text).join('/'));
    const side = this.form.panels.find((panel) => panel.title !== undefined && labelKey(panel.title) === title);
    if (side) {
      if (this.headingOpen) this.closeHeading();
      this.side = side;
      this.heading = undefined;
      return;
    }
    // An opener with nothing below is an empty property, such as a note left blank.
    const { lines } = this.section.tree;
    let below = index + 1;
    while (lines[below]?.kind === 'blank') below++;
    const next = lines[below];
    const empty = next?.kind !== 'row' && next?.kind !== 'columns' && next?.kind !== 'continuation';
    if (empty && [...SHEET_KEYS, ...PASTED_KEYS].some((key) => labelKey(key) === title)) return;
    if (next?.kind === 'continuation') {
      if (title === '注' || title === '备注') this.lastText = 'note';
      else if (title === '空表') {
        this.lastText = 'empty';
        this.emptyStatement = '';
      }
      if (this.lastText) return;
    }
    const titles = this.form.panels.flatMap((panel) => panel.title ?? []);
    this.side = undefined;
    this.say(
      'unknown-group',
      'warning',
      t('{0} has no side or block "{1}".', this.form.title, path.map((p) => p.text).join('／')),
      path[0],
      nearestOf(title, titles),
    );
  }

  private bindProperty(key: Span & { text: string }, value: Span & { text: string }, values: readonly Cell[]): void {
    const name = matchKey(key.text);
    if (name === '注' || name === '备注') {
      this.notes.push(value.text);
      this.lastText = 'note';
    } else if (name === '空表') {
      this.emptyStatement = value.text;
      this.lastText = 'empty';
    } else if (!SHEET_KEYS.includes(name) && !PASTED_KEYS.has(name)) this.unknownKey(key, values);
  }

  private unknownKey(key: Span & { text: string }, values: readonly Cell[]): void {
    const figure = values.some((cell) => cell.kind === 'amount');
    if (!figure) {
      this.say(
        'unknown-property',
        'warning',
        t('"{0}" is no property of {1}; it is kept but not used.', key.text, this.form.title),
        key,
        nearestOf(key.text, SHEET_KEYS),
      );
      return;
    }
    this.damageAll();
    this.findings.push(unquotedLabel(this.section, key, values));
  }

  private bindRow(line: RowLine): void {
    if (line.damaged || this.unclosed.has(line.line)) {
      this.damageRow(line);
      return;
    }
    if (!this.amountSeen && this.isHeading(line)) return;
    if (this.headingOpen) this.closeHeading();
    const segments = segmentsOf(line, { form: this.form, side: this.side, heading: this.heading, codedStart: this.codedStart });
    for (const [i, segment] of segments.entries()) this.bindSegment(line, segment, i);
    if (line.cells.some((cell) => cell.kind === 'amount')) this.amountSeen = true;
  }

  /** A pasted heading serves as 列; group titles and 栏次 are passed over. */
  private isHeading(line: RowLine): boolean {
    const heading = pastedHeading(line, this.form, this.settings.formSet);
    if (heading === undefined) return false;
    if (heading !== 'passed') this.startHeading(heading, true);
    this.headingLines.push(line.line);
    return true;
  }

  private startHeading(titles: readonly HeadingTitle[], pasted = false): void {
    const before = pasted && this.heading ? this.heading.slots : [];
    const slots = readSlots(titles, this.side ? [this.side] : this.form.panels, before);
    const heads = slots.filter((slot) => slot.kind !== 'column' && slot.kind !== 'unknown');
    const positional = heads.length > 1 || heads.some((slot) => slot.kind === 'ordinal' || slot.kind === 'codePart');
    this.heading = { mode: positional ? 'positional' : 'sequence', slots };
    // Of a pasted heading the next line may be a part, so what is wrong with it is said when it is complete.
    this.headingOpen = pasted;
    if (!pasted) this.closeHeading();
  }

  /** The heading is complete: its columns hold, and titles that no column bears are said. */
  private closeHeading(): void {
    this.headingOpen = false;
    this.headed = true;
    for (const slot of this.heading!.slots) {
      if (slot.kind === 'column') this.named.add(slot.column);
      else if (slot.kind === 'unknown' && slot.title) this.unknownColumn(slot.title);
    }
  }

  private unknownColumn(title: Span & { text: string }): void {
    this.columnsDoubtful = true;
    const nearest = nearestOf(title.text, columnTitles(this.form));
    const names = (nearest.length > 0 ? nearest : columnTitles(this.form)).join('、');
    this.say(
      'unknown-column',
      'error',
      t('{0} has no column "{1}"; what stands below it is not read. Near or known: {2}.', this.form.title, title.text, names),
      title,
      nearest,
    );
  }

  private bindSegment(line: RowLine, segment: Segment, index: number): void {
    const match = matchRow(segment, { form: this.form, formSet: this.settings.formSet, side: this.side, last: this.last }, index);
    if (!match) {
      if (segment.code || segment.name || segment.figures.some(({ cell }) => cell.kind === 'amount')) this.unknownRow(line, segment);
      return;
    }
    const { panel } = match;
    const row = ownRow(panel, match.row, this.seen);
    const rowKey = rowKeyOf(panel, row);
    this.last.set(panel, row);
    const before = this.seen.get(rowKey);
    if (before) this.repeatedRow(before, line, segment);
    const stuck = segment.name && figureInName(segment.name);
    const name = stuck ? this.figureInLabel(segment.name!, stuck) : segment.name;
    const { cells, surplus } = before ? { cells: [], surplus: [] } : this.bindFigures(segment, panel, row, rowKey);
    this.surplusCells(surplus);
    // With a figure too many nobody knows which of them is the one.
    const unsure = stuck !== undefined || surplus.some((cell) => cell.kind === 'amount');
    const bound: BoundRow = {
      panel,
      row,
      line: line.line,
      span: { start: (segment.code ?? segment.name ?? line.cells[0]).start, end: line.cells[line.cells.length - 1].end },
      ...(segment.code ? { code: segment.code } : {}),
      ...(name ? { name } : {}),
      ...(segment.texts ? { texts: segment.texts } : {}),
      cells: unsure ? damagedCells(cells) : cells,
      ...(unsure ? { unsure: true } : {}),
    };
    this.rows.push(bound);
    if (!before) this.seen.set(rowKey, bound);
  }

  /** Figures under the columns of the heading, or in the order of the form's own. */
  private bindFigures(segment: Segment, panel: Panel, row: RowKey, rowKey: string): { cells: BoundCell[]; surplus: Cell[] } {
    const columns = figureColumns(panel);
    const figures = this.heading ? segment.figures : withoutMerged(segment.figures, columns.length);
    const surplus: Cell[] = [];
    const cells: BoundCell[] = [];
    const taken = new Set<BoundColumn>();
    figures.forEach(({ column: headed, cell }, i) => {
      const column = headed ? columnIn(panel, headed) : columns[i];
      if (!column || taken.has(column)) {
        if (cell.kind !== 'empty') surplus.push(cell);
        return;
      }
      taken.add(column);
      const place = { section: this.section, form: this.form, row, rowKey, panel, column, units: this.units };
      cells.push(bindCell(place, cell, 'blank', this.findings));
    });
    return { cells, surplus: [...surplus, ...segment.surplus] };
  }

  /** One finding a row: who pasted a column too many has it in every cell of it. */
  private surplusCells(cells: readonly Cell[]): void {
    if (cells.length === 0) return;
    const span = { start: Math.min(...cells.map((cell) => cell.start)), end: Math.max(...cells.map((cell) => cell.end)) };
    const texts = cells.map((cell) => cell.text).join('、');
    this.say('surplus-cell', 'error', t('"{0}" stands in no column of {1}.', texts, this.form.title), span, []);
  }

  /** A figure one blank behind a name is part of the name: it counts nowhere, and nobody would see that it is missing. Answers the name without it. */
  private figureInLabel(name: Cell, { bare, figure }: StuckFigure): Cell {
    this.findings.push({
      code: 'figure-in-label',
      severity: 'error',
      message: t(
        '{0} stands one blank behind the name and is read as part of it, so no figure of this row is used. Part them by two spaces or a tab.',
        figure,
      ),
      place: placeOf(this.section, name),
      fixes: [
        {
          title: t('Part the figure by two spaces'),
          edits: [{ place: placeOf(this.section, name), text: figuresApart(name.text) }],
          preferred: true,
        },
      ],
    });
    return { ...name, text: bare, end: name.start + bare.length };
  }

  /** The first row counts. A code of the account classifications given twice is the account check's to say; any other row is said here. */
  private repeatedRow(before: BoundRow, line: RowLine, segment: Segment): void {
    const { panel, row } = before;
    if (typeof row === 'string') this.damaged.push({ dimension: panel.codes!.dimension, member: row });
    else this.damageAll();
    if (typeof row === 'string' && panel.codes!.label === 'code' && !panel.codes!.levels) return;
    const span = segment.name ?? segment.code ?? line.cells[0];
    this.findings.push({
      code: 'repeated-row',
      severity: 'error',
      message: t('{0} already has the row "{1}"; the first one counts.', this.form.title, span.text),
      place: placeOf(this.section, span),
      related: [{ message: t('First given here'), place: placeOf(this.section, before.span) }],
    });
  }

  private unknownRow(line: RowLine, segment: Segment): void {
    this.damageAll();
    const span = segment.name ?? segment.code ?? segment.figures[0]?.cell ?? line.cells[0];
    const panels = segment.panel ? [segment.panel] : this.side ? [this.side] : this.form.panels;
    const labels = [...new Set(panels.flatMap(labelsOf))];
    const nearest = nearestOf(span.text, labels);
    const message =
      nearest.length > 0
        ? t('{0} has no row "{1}"; its figures count nowhere. Near: {2}.', this.form.title, span.text, nearest.join('、'))
        : t('{0} has no row "{1}"; its figures count nowhere.', this.form.title, span.text);
    this.say('unknown-row', 'error', message, span, nearest);
  }

  /** No figure of the row can be used. If its code can be read, its own cells are unknown; else it could be any row. */
  private damageRow(line: RowLine): void {
    const [first] = line.cells;
    const code = first && /^[\d０-９]{3,7}(?=[\s\u3000]|$)/.exec(first.text)?.[0];
    const cell = code === undefined ? undefined : { ...first, text: code, end: first.start + code.length };
    const context = { form: this.form, formSet: this.settings.formSet, side: this.side, last: this.last };
    const match = cell && matchRow({ code: cell, figures: [], surplus: [] }, context, 0);
    if (!match) {
      this.damageAll();
      return;
    }
    const rowKey = rowKeyOf(match.panel, match.row);
    if (this.seen.has(rowKey)) return;
    const bound: BoundRow = { ...match, line: line.line, span: line, code: cell, cells: [], unsure: true };
    this.rows.push(bound);
    this.seen.set(rowKey, bound);
  }

  /** A row that could be any: no sum of this table can be trusted until it is mended. */
  private damageAll(): void {
    if (this.rowsDoubtful) return;
    this.rowsDoubtful = true;
    for (const axis of this.form.axes) this.damaged.push({ dimension: axis.dimension });
  }

  private say(code: string, severity: Finding['severity'], message: string, span: Span, candidates: readonly string[]): void {
    this.findings.push({
      code,
      severity,
      message,
      place: placeOf(this.section, span),
      fixes: replaceFixes(this.section, span, candidates),
    });
  }
}
