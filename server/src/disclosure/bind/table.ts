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
import type { Section } from '../section.ts';
import { bindCell, type Units } from './cells.ts';
import { figureColumns } from './columns.ts';
import { completeTable } from './complete.ts';
import { codedStartOf, columnIn, damagedCells, figureInName, linesWith, ownRow, rowKeyOf, withoutMerged } from './figures.ts';
import { type HeadingTitle, readSlots } from './heading.ts';
import { labelsOf } from './labels.ts';
import { type Heading, type Segment, segmentsOf } from './layout.ts';
import { matchRow } from './match.ts';
import { officialHeading, RowNumbers } from './official.ts';
import { pastedHeading } from './pasted.ts';
import { Remarks } from './remarks.ts';
import { figureInLabel, repeatedRow, type Say, sayInto, saySurplus, sayUnknownColumn, sayUnknownRow } from './say.ts';
import type { BoundCell, BoundColumn, BoundRow, BoundTable, RowKey, Slot } from './types.ts';
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
  const binder = new TableBinder(section, form, settings);
  const table = binder.bind();
  return binder.numbered ? new TableBinder(section, form, settings, true).bind() : table;
}

class TableBinder {
  private readonly findings: Finding[] = [];
  private readonly units: Units;
  private readonly rows: BoundRow[] = [];
  private readonly seen = new Map<string, BoundRow>();
  private readonly remarks = new Remarks();
  private readonly headingLines: number[] = [];
  private readonly damaged: { dimension: string; member?: string }[] = [];
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
  private readonly repeats = new Map<string, number>();
  private readonly rowNumbers = new RowNumbers();
  /** The line of which it was said that its row is unknown or repeated: said of one side, it need not be said of the other. */
  private spokenLine: number | undefined;
  private readonly section: Section;
  private readonly form: TableForm;
  private readonly settings: TableSettings;
  private readonly official: boolean;
  private readonly say: Say;

  /** `official`: without a heading in the text, that of the form holds, row numbers included. */
  constructor(section: Section, form: TableForm, settings: TableSettings, official = false) {
    this.section = section;
    this.form = form;
    this.settings = settings;
    this.official = official;
    this.heading = official ? officialHeading(form, undefined) : undefined;
    this.say = sayInto(this.findings, section);
    const printed = ownUnit(section, form, this.findings) ?? settings.unitOfMeasure;
    this.units = { printed, typed: settings.inputUnit ?? printed };
  }

  /** The rows were pasted with their numbers, and without the heading that names them. */
  get numbered(): boolean {
    return !this.official && !this.headed && this.rowNumbers.certain;
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
      stated: this.remarks.stated,
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
      notes: this.remarks.notes,
      ...(this.remarks.emptyStatement === undefined ? {} : { emptyStatement: this.remarks.emptyStatement }),
      headingLines: this.headingLines,
      findings: this.findings,
    };
  }

  private bindLine(line: Line, index: number): void {
    if (line.kind !== 'blank' && line.kind !== 'continuation') this.remarks.interrupt();
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
        this.remarks.goOn(line.text.text);
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
      this.heading = this.official ? officialHeading(this.form, side) : undefined;
      return;
    }
    // An opener with nothing below is an empty property, such as a note left blank.
    const { lines } = this.section.tree;
    let below = index + 1;
    while (lines[below]?.kind === 'blank') below++;
    const next = lines[below];
    const empty = next?.kind !== 'row' && next?.kind !== 'columns' && next?.kind !== 'continuation';
    if (empty && [...SHEET_KEYS, ...PASTED_KEYS].some((key) => labelKey(key) === title)) return;
    if (next?.kind === 'continuation' && this.remarks.open(title)) return;
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
    if (!this.remarks.take(name, value.text) && !SHEET_KEYS.includes(name) && !PASTED_KEYS.has(name)) this.unknownKey(key, values);
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
    // 列： with nothing behind names nothing yet.
    if (titles.every(({ text }) => text === '')) return;
    const before = pasted && this.heading ? this.heading.slots : [];
    const slots = this.slotsOf(titles, before);
    const heads = slots.filter((slot) => slot.kind !== 'column' && slot.kind !== 'unknown');
    const positional = heads.length > 1 || heads.some((slot) => slot.kind === 'ordinal' || slot.kind === 'codePart');
    this.heading = { mode: positional ? 'positional' : 'sequence', slots };
    // Of a pasted heading the next line may be a part, so what is wrong with it is said when it is complete.
    this.headingOpen = pasted;
    if (!pasted) this.closeHeading();
  }

  /** The side that was opened is asked first; titles that it does not have may be those of another, whose opener is missing. */
  private slotsOf(titles: readonly HeadingTitle[], before: readonly Slot[]): Slot[] {
    const all = () => readSlots(titles, this.form.panels, before);
    if (!this.side) return all();
    const own = readSlots(titles, [this.side], before);
    const isUnknown = (slot: Slot) => slot.kind === 'unknown' && slot.title !== undefined;
    return own.some(isUnknown) && !all().some(isUnknown) ? all() : own;
  }

  /** The heading is complete: its columns hold up to the first title that no column bears, which is said. Behind it nobody knows what stands where. */
  private closeHeading(): void {
    this.headingOpen = false;
    this.headed = true;
    for (const slot of this.heading!.slots) {
      if (slot.kind === 'column') this.named.add(slot.column);
      if (slot.kind !== 'unknown' || !slot.title) continue;
      sayUnknownColumn(this.say, this.form, slot.title);
      this.columnsDoubtful = true;
      if (this.form.panels.length > 1) this.damageAll();
      return;
    }
  }

  private bindSegment(line: RowLine, segment: Segment, index: number): void {
    const match = matchRow(segment, { form: this.form, formSet: this.settings.formSet, side: this.side, last: this.last }, index);
    if (!match) {
      this.unknownRow(line, segment);
      return;
    }
    const { panel } = match;
    // A row that only another side has: its opener is missing.
    if (this.side) this.side = panel;
    const row = ownRow(panel, match.row, this.seen, this.repeats);
    const rowKey = rowKeyOf(panel, row);
    this.last.set(panel, row);
    const before = this.seen.get(rowKey);
    if (before) this.repeat(before, line, segment);
    const stuck = segment.name && figureInName(segment.name);
    if (stuck) this.findings.push(figureInLabel(this.section, segment.name!, stuck.figure));
    const { cells, unsure } = before ? { cells: [], unsure: false } : this.bindFigures(segment, panel, row, rowKey);
    const name = stuck ? { ...segment.name!, text: stuck.bare, end: segment.name!.start + stuck.bare.length } : segment.name;
    const doubtful = unsure || stuck !== undefined;
    const bound: BoundRow = {
      panel,
      row,
      line: line.line,
      span: { start: (segment.code ?? segment.name ?? line.cells[0]).start, end: line.cells[line.cells.length - 1].end },
      ...(segment.code ? { code: segment.code } : {}),
      ...(name ? { name } : {}),
      ...(segment.texts ? { texts: segment.texts } : {}),
      cells: doubtful ? damagedCells(cells) : cells,
      ...(doubtful ? { unsure: true } : {}),
    };
    this.rows.push(bound);
    if (!before) this.seen.set(rowKey, bound);
    this.noteNumber(line, segment, row);
  }

  /** Figures under the columns of the heading, or in the order of the form's own. `unsure` if nobody knows in which columns they belong. */
  private bindFigures(segment: Segment, panel: Panel, row: RowKey, rowKey: string): { cells: BoundCell[]; unsure: boolean } {
    const columns = figureColumns(panel);
    const figures = this.heading ? segment.figures : withoutMerged(segment.figures, columns.length);
    const surplus: Cell[] = [];
    const cells: BoundCell[] = [];
    const taken = new Set<BoundColumn>();
    // A text among the figures may be one cell too many: what stands behind it is not trusted either.
    const text = figures.findIndex(({ cell }) => cell.kind === 'text');
    figures.forEach(({ column: headed, cell }, i) => {
      const column = headed ? columnIn(panel, headed) : columns[i];
      if (!column || taken.has(column)) {
        if (cell.kind !== 'empty') surplus.push(cell);
        return;
      }
      taken.add(column);
      const place = { section: this.section, form: this.form, row, rowKey, panel, column, units: this.units };
      const bound = bindCell(place, cell, 'blank', text >= 0 && i > text ? [] : this.findings);
      cells.push(text >= 0 && i > text ? damagedCells([bound])[0] : bound);
    });
    surplus.push(...segment.surplus);
    // With a figure too many nobody knows which of them is the one; beside a cell that cannot be read it is that one.
    const damaged = cells.some(({ model }) => model?.state === 'damaged');
    if (surplus.length > 0 && !damaged) saySurplus(this.say, this.form, surplus);
    return { cells, unsure: surplus.some((cell) => cell.kind === 'amount') };
  }

  /** Pasted row numbers are recognised by their regularity where no heading names them. */
  private noteNumber(line: RowLine, segment: Segment, row: RowKey): void {
    if (this.heading || !line.tabbed || typeof row !== 'object' || row.ordinal === undefined) return;
    const first = segment.figures[0]?.cell;
    this.rowNumbers.note(row.ordinal, first?.kind === 'amount' && first.amount!.decimals === 0 ? first.amount!.value : undefined);
  }

  /** The first row counts. A code of the account classifications given twice is the account check's to say; any other row is said here. */
  private repeat(before: BoundRow, line: RowLine, segment: Segment): void {
    const { panel, row } = before;
    if (typeof row === 'string') this.damaged.push({ dimension: panel.codes!.dimension, member: row });
    else this.damageAll();
    if (typeof row === 'string' && panel.codes!.label === 'code' && !panel.codes!.levels) return;
    if (this.spokenLine === line.line) return;
    this.spokenLine = line.line;
    this.findings.push(repeatedRow(this.section, this.form, segment.name ?? segment.code ?? line.cells[0], before.span));
  }

  /** Said once a line, as long as it says anything: a bare number without a figure beside it is a row number that lost its place. */
  private unknownRow(line: RowLine, segment: Segment): void {
    const { code, name, figures } = segment;
    const hasFigure = figures.some(({ cell }) => cell.kind === 'amount');
    if (!hasFigure && !code && (!name || (name.kind === 'amount' && name.amount!.decimals === 0))) return;
    this.damageAll();
    if (this.spokenLine === line.line) return;
    this.spokenLine = line.line;
    const panels = segment.panel ? [segment.panel] : this.side ? [this.side] : this.form.panels;
    sayUnknownRow(this.say, this.form, name ?? code ?? figures[0]?.cell ?? line.cells[0], [...new Set(panels.flatMap(labelsOf))]);
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
}
