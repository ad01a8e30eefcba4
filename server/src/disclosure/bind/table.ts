/**
 * Binds a sheet section to an official table: which line is a heading, which row of the form a row is, which column a figure stands in.
 * Nothing is dropped: what cannot be bound is a finding, and the sums in which it could take part say nothing.
 */
import { t } from '@vscode/l10n';
import { type Cell, type Line, matchKey, type RowLine, type Span } from 'budget-grammar';
import { labelKey } from '../../forms/names.ts';
import { nearestOf } from '../../forms/registry.ts';
import type { Panel, TableForm } from '../../forms/types.ts';
import type { Finding } from '../finding.ts';
import { numberInTitle, type Section } from '../section.ts';
import { PASTED_KEYS, sentenceOf } from './captions.ts';
import { bindCell, type Units } from './cells.ts';
import { figureColumns } from './columns.ts';
import { areOfForm, cellsByKey, completeTable, isLabelOnly, type RowFacts } from './complete.ts';
import { codedStartOf, columnIn, damagedCells, figureInName, linesWith, ownRow, rowKeyOf, withoutMerged } from './figures.ts';
import { Headings } from './headings.ts';
import type { Around, Frame, NotedNumber } from './kept.ts';
import { labelsOf } from './labels.ts';
import { type Segment, segmentsOf } from './layout.ts';
import { matchRow } from './match.ts';
import { Memory } from './memory.ts';
import { RowNumbers } from './official.ts';
import { Remarks } from './remarks.ts';
import { figureInLabel, repeatedRow, type Say, sayInto, saySurplus, sayUnknownRow } from './say.ts';
import type { BoundCell, BoundColumn, BoundRow, BoundTable, RowKey, TableSettings } from './types.ts';
import { ownUnit } from './units.ts';
import { unquotedLabel } from './unquoted.ts';

/** Keys known in every sheet. */
export const SHEET_KEYS: readonly string[] = ['注', '备注', '空表', '金额单位', '文件'];

/** `before`: the table as it was bound before its last edit, or any other; what still holds of it is not read again. */
export function bindTable(section: Section, form: TableForm, settings: TableSettings, before?: BoundTable): BoundTable {
  const read = (official: boolean) => {
    const binder = new TableBinder(section, form, settings, official, before);
    const table = binder.bind();
    // What was kept of a row holds for the columns that were named then.
    if (binder.fitsBefore) return { table, numbered: binder.numbered };
    const fresh = new TableBinder(section, form, settings, official);
    return { table: fresh.bind(), numbered: fresh.numbered };
  };
  const { table, numbered } = read(false);
  return numbered ? read(true).table : table;
}

class TableBinder {
  private readonly findings: Finding[] = [];
  private readonly units: Units;
  private readonly rows: BoundRow[] = [];
  private readonly seen = new Map<string, BoundRow>();
  private readonly remarks = new Remarks();
  private readonly damaged: { dimension: string; member?: string }[] = [];
  private side: Panel | undefined;
  /** Behind the last part of the table. */
  private beyond = false;
  private rowsDoubtful = false;
  private repeated = false;
  private amountSeen = false;
  private readonly codedStart: number | undefined;
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
  private readonly memory: Memory;
  private readonly headings: Headings;
  /** What the model has of rows that are taken as they were. */
  private readonly facts: (RowFacts | undefined)[] = [];
  private numbers: NotedNumber[] = [];

  /** `official`: without a heading in the text, that of the form holds, row numbers included. */
  constructor(section: Section, form: TableForm, settings: TableSettings, official: boolean, before?: BoundTable) {
    this.section = section;
    this.form = form;
    this.settings = settings;
    this.official = official;
    this.say = sayInto(this.findings, section);
    const printed = ownUnit(section, form, this.findings) ?? settings.unitOfMeasure;
    this.units = { printed, typed: settings.inputUnit ?? printed };
    this.codedStart = codedStartOf(section.tree.lines, form);
    this.memory = new Memory(this.frame, before);
    this.headings = new Headings(form, settings, official, this.memory, this.say, () => this.damageAll());
  }

  private get frame(): Frame {
    const { section, form, settings, units, official, codedStart } = this;
    return { section, form, settings, units, official, codedStart };
  }

  /** What was kept of the table before serves for this one. */
  get fitsBefore(): boolean {
    return this.memory.fits(this.headings);
  }

  /** The rows were pasted with their numbers, and without the heading that names them. */
  get numbered(): boolean {
    return !this.official && !this.headings.headed && this.rowNumbers.certain;
  }

  bind(): BoundTable {
    const { tree } = this.section;
    this.unclosed = linesWith('unclosed-quote', tree);
    for (const [i, line] of tree.lines.entries()) this.bindLine(line, i);
    const complete = completeTable({
      section: this.section,
      form: this.form,
      formSet: this.settings.formSet,
      units: this.units,
      rows: this.rows,
      named: this.headings.headed ? this.headings.named : undefined,
      rowsDoubtful: this.rowsDoubtful,
      columnsDoubtful: this.headings.columnsDoubtful,
      damaged: this.damaged,
      stated: this.remarks.stated,
      repeated: this.repeated,
      facts: this.facts,
      before: this.fitsBefore ? this.memory.complete : undefined,
    });
    const { rows } = complete;
    let cells: ReadonlyMap<string, BoundCell> | undefined;
    const table: BoundTable = {
      section: this.section,
      form: this.form,
      number: this.headings.number ?? numberInTitle(this.section) ?? this.form.number,
      unitOfMeasure: this.form.unitOfMeasure ?? this.units.printed,
      rows,
      get cells() {
        cells ??= cellsByKey(rows);
        return cells;
      },
      places: this.memory.places(rows),
      model: complete.model,
      modelOnly: complete.modelOnly,
      unfilled: complete.unfilled,
      notes: this.remarks.notes,
      ...(this.remarks.emptyStatement === undefined ? {} : { emptyStatement: this.remarks.emptyStatement }),
      headingLines: this.headings.lines,
      findings: this.findings,
    };
    if (!table.modelOnly && !table.unfilled && areOfForm(this.headings.named)) this.keep(table, complete.facts);
    return table;
  }

  private keep(table: BoundTable, facts: readonly RowFacts[]): void {
    const { headed, named, columnsDoubtful } = this.headings;
    this.memory.keep(table, facts, { headed, named, columnsDoubtful, typed: this.rows.length, rowsDoubtful: this.rowsDoubtful });
  }

  private bindLine(line: Line, index: number): void {
    if (line.kind !== 'blank' && line.kind !== 'continuation') this.remarks.interrupt();
    switch (line.kind) {
      case 'columns':
        this.headings.start(line.titles, index, this.side);
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
        if (!this.beyond) this.bindRow(line);
    }
  }

  private openSide(path: readonly { text: string; start: number; end: number }[], index: number): void {
    const title = labelKey(path.map((p) => p.text).join('/'));
    const side = this.form.panels.find((panel) => panel.title !== undefined && labelKey(panel.title) === title);
    if (side) {
      this.headings.open(side);
      this.side = side;
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
    const name = path.map((p) => p.text).join('／');
    this.side = undefined;
    // Below its one row a horizontal table has nothing: what another province prints there is no row of it.
    this.beyond = this.rows.length > 0 && this.form.panels.every(({ single }) => single);
    const message = this.beyond
      ? t(
          '{0} has no part "{1}"; what stands below is neither printed nor checked. It can stand in a section of its own: 【表格：{1}】.',
          this.form.title,
          name,
        )
      : t('{0} has no side or block "{1}".', this.form.title, name);
    this.say('unknown-group', 'warning', message, path[0], nearestOf(title, titles));
  }

  private bindProperty(key: Span & { text: string }, value: Span & { text: string }, values: readonly Cell[]): void {
    const name = matchKey(key.text);
    if (PASTED_KEYS.has(name)) this.headings.noteNumber(values);
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
    if (!this.amountSeen && this.headings.takes(line, this.side)) return;
    this.headings.close();
    const sentence = sentenceOf(line, this.section.tree.text);
    if (sentence !== undefined) {
      this.remarks.add(sentence);
      return;
    }
    if (!this.takeRows(line)) this.readRow(line);
    this.amountSeen ||= line.cells.some((cell) => cell.kind === 'amount');
  }

  private get around(): Around {
    return { heading: this.headings.current, side: this.side, last: this.form.panels.map((panel) => this.last.get(panel)) };
  }

  private isAround({ heading, side, last }: Around): boolean {
    return (
      heading === this.headings.current && side === this.side && this.form.panels.every((panel, i) => last[i] === this.last.get(panel))
    );
  }

  /** Takes the rows of a line as they were read before; false if they must be read again. */
  private takeRows(line: RowLine): boolean {
    const known = this.memory.rowsAt(
      line,
      (around) => this.isAround(around),
      (key) => this.seen.has(key),
    );
    if (!known) return false;
    for (let i = 0; i < known.rows.length; i++) {
      this.facts[this.rows.length] = known.facts[i];
      this.add(known.rows[i], known.keys[i]);
    }
    for (const { ordinal, first } of known.numbers) this.rowNumbers.note(ordinal, first);
    return true;
  }

  /** Reads the rows of a line; of what may serve again nothing was said, and nobody waits for figures in it. */
  private readRow(line: RowLine): void {
    const { around, rows, findings, damaged } = this;
    const [from, said, doubts] = [rows.length, findings.length, damaged.length];
    this.numbers = [];
    const segments = segmentsOf(line, { form: this.form, side: this.side, heading: this.headings.current, codedStart: this.codedStart });
    for (const [i, segment] of segments.entries()) this.bindSegment(line, segment, i);
    if (findings.length > said || damaged.length > doubts) return;
    const own = rows.slice(from);
    if (own.some((row) => row.unsure || isLabelOnly(row) || (typeof row.row === 'string' && row.panel.codes?.repeats))) return;
    const keys = own.map(({ panel, row }) => rowKeyOf(panel, row));
    this.memory.noteRows({ line, around, keys, numbers: this.numbers, from, to: rows.length });
  }

  private add(row: BoundRow, key: string): void {
    // A row that only another side has: its opener is missing.
    if (this.side) this.side = row.panel;
    this.last.set(row.panel, row.row);
    this.rows.push(row);
    if (!this.seen.has(key)) this.seen.set(key, row);
  }

  private bindSegment(line: RowLine, segment: Segment, index: number): void {
    const match = matchRow(segment, { form: this.form, formSet: this.settings.formSet, side: this.side, last: this.last }, index);
    if (!match) {
      this.unknownRow(line, segment);
      return;
    }
    const { panel } = match;
    const row = ownRow(panel, match.row, this.seen, this.repeats);
    const rowKey = rowKeyOf(panel, row);
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
    this.add(bound, rowKey);
    this.noteNumber(line, segment, row);
  }

  /** Figures under the columns of the heading, or in the order of the form's own. `unsure` if nobody knows in which columns they belong. */
  private bindFigures(segment: Segment, panel: Panel, row: RowKey, rowKey: string): { cells: BoundCell[]; unsure: boolean } {
    const columns = figureColumns(panel);
    const figures = this.headings.current ? segment.figures : withoutMerged(segment.figures, columns.length);
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
    if (this.headings.current || !line.tabbed || typeof row !== 'object' || row.ordinal === undefined) return;
    const first = segment.figures[0]?.cell;
    const number = {
      ordinal: row.ordinal,
      first: first?.kind === 'amount' && first.amount!.decimals === 0 ? first.amount!.value : undefined,
    };
    this.rowNumbers.note(number.ordinal, number.first);
    this.numbers.push(number);
  }

  /** The first row counts. A code of the account classifications given twice is the account check's to say; any other row is said here. */
  private repeat(before: BoundRow, line: RowLine, segment: Segment): void {
    const { panel, row } = before;
    this.repeated = true;
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
