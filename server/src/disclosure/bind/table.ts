/**
 * Binds a sheet section to an official table: which line is a heading, which row of the form a row is, which column a figure stands in.
 * Nothing is dropped: what cannot be bound is a finding, and the sums in which it could take part say nothing.
 */
import { t } from '@vscode/l10n';
import { type Cell, fold, type Line, matchKey, type RowLine, readCell, type Span } from 'budget-grammar';
import { foldName, labelKey } from '../../forms/names.ts';
import { nearestOf } from '../../forms/registry.ts';
import type { FormSet, Panel, TableForm } from '../../forms/types.ts';
import type { Finding } from '../finding.ts';
import { replaceFixes } from '../head.ts';
import { isMoneyUnit, moneyUnits } from '../quantity.ts';
import { placeOf, type Section } from '../section.ts';
import { bindCell, type Units } from './cells.ts';
import { columnTitles, figureColumns } from './columns.ts';
import { completeTable } from './complete.ts';
import { codeByName, codeIn, labelsOf, rowByLabel } from './labels.ts';
import { type HeadingTitle, readSlots } from './heading.ts';
import { type Heading, type Segment, segmentsOf } from './layout.ts';
import type { BoundCell, BoundColumn, BoundRow, BoundTable, RowKey } from './types.ts';

/** What of the head a table needs. */
export interface TableSettings {
  readonly formSet: FormSet;
  readonly unitOfMeasure: string;
  readonly inputUnit?: string;
}

/** Rows that begin so, before the first amount, are a pasted heading (language reference, Pasted headings). */
const HEADING_WORDS: ReadonlySet<string> = new Set(['项目', '科目编码', '科目代码', '科目名称', '一级指标']);
const SKIPPED_WORDS: ReadonlySet<string> = new Set(['栏次', '行次']);
/** Keys known in every sheet. */
export const SHEET_KEYS: readonly string[] = ['注', '备注', '空表', '金额单位', '文件'];
/** Keys that a paste brings with it and that repeat the head. */
const PASTED_KEYS: ReadonlySet<string> = new Set(['单位', '部门', '编制单位', '单位名称', '部门名称', '年度']);

export function bindTable(section: Section, form: TableForm, settings: TableSettings): BoundTable {
  return new TableBinder(section, form, settings).bind();
}

/** The sheet's own 金额单位, as far as it is a unit of money or the one that the form prints. */
function ownUnit(section: Section, form: TableForm, findings: Finding[]): string | undefined {
  for (const line of section.tree.lines) {
    if (line.kind !== 'property') continue;
    const found = matchKey(line.key.text) === '金额单位' ? { text: line.value.text, span: line.value } : pastedUnit(line.values);
    if (!found) continue;
    const typed = fold(found.text).trim();
    if (isMoneyUnit(typed)) return typed;
    if (form.unitOfMeasure && foldName(typed) === foldName(form.unitOfMeasure)) return undefined;
    const units = [...moneyUnits, ...(form.unitOfMeasure ? [form.unitOfMeasure] : [])];
    findings.push({
      code: 'unknown-unit-of-measure',
      severity: 'error',
      message: t('"{0}" is no unit of money; write one of {1}.', found.text, units.join('、')),
      place: placeOf(section, found.span),
      fixes: replaceFixes(section, found.span, nearestOf(typed, units)),
    });
    return undefined;
  }
  return undefined;
}

/** `部门：X⇥⇥金额单位：万元` holds two properties. */
function pastedUnit(values: readonly Cell[]): { text: string; span: Span } | undefined {
  for (const cell of values) {
    const match = /^(?:金额)?单位[：:]\s*(.+)$/.exec(cell.text);
    if (match) return { text: match[1], span: { start: cell.end - match[1].length, end: cell.end } };
  }
  return undefined;
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
  private amountSeen = false;
  private codedStart: number | undefined;
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
    this.codedStart = codedStartOf(this.section.tree.lines, this.form);
    this.section.tree.lines.forEach((line, i) => this.bindLine(line, i));
    const complete = completeTable({
      section: this.section,
      form: this.form,
      units: this.units,
      rows: this.rows,
      named: this.headed ? this.named : undefined,
      damaged: this.damaged,
    });
    return {
      section: this.section,
      form: this.form,
      unitOfMeasure: this.form.unitOfMeasure ?? this.units.printed,
      rows: complete.rows,
      cells: complete.cells,
      model: complete.model,
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
      case 'row':
        this.bindRow(line);
    }
  }

  private openSide(path: readonly { text: string; start: number; end: number }[], index: number): void {
    const title = labelKey(path.map((p) => p.text).join('/'));
    const side = this.form.panels.find((panel) => panel.title !== undefined && labelKey(panel.title) === title);
    if (side) {
      this.side = side;
      this.heading = undefined;
      return;
    }
    // An opener with nothing below is an empty property, such as a note left blank.
    const next = this.section.tree.lines.slice(index + 1).find((line) => line.kind !== 'blank');
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
    this.say('unknown-group', 'warning', t('{0} has no side or block "{1}".', this.form.title, path.map((p) => p.text).join('／')), path[0], nearestOf(title, titles));
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
      this.say('unknown-property', 'warning', t('"{0}" is no property of {1}; it is kept but not used.', key.text, this.form.title), key, nearestOf(key.text, SHEET_KEYS));
      return;
    }
    this.damageAll();
    const last = values[values.length - 1];
    const label = this.section.tree.text.slice(key.start, values[0].start).trimEnd();
    this.findings.push({
      code: 'unquoted-label',
      severity: 'error',
      message: t('"{0}" is read as a property, so its figure counts nowhere. A row label with a colon wants quotes.', key.text),
      place: placeOf(this.section, { start: key.start, end: last.end }),
      fixes: values[0].kind === 'amount' ? [] : [{ title: t('Put the label in quotes'), edits: [{ place: placeOf(this.section, { start: key.start, end: values[0].end }), text: `"${label}${values[0].text}"` }], preferred: true }],
    });
  }

  private bindRow(line: RowLine): void {
    if (line.damaged) {
      this.damageRow(line);
      return;
    }
    if (!this.amountSeen && this.isHeading(line)) return;
    const segments = segmentsOf(line, { form: this.form, side: this.side, heading: this.heading, codedStart: this.codedStart });
    segments.forEach((segment, i) => this.bindSegment(line, segment, i));
    if (line.cells.some((cell) => cell.kind === 'amount')) this.amountSeen = true;
  }

  /** A pasted heading serves as 列; group titles and 栏次 are passed over. */
  private isHeading(line: RowLine): boolean {
    const texts = line.cells.filter((cell) => cell.kind === 'text');
    const first = texts[0] && matchKey(texts[0].text);
    if (first === undefined) return false;
    if (SKIPPED_WORDS.has(first)) this.headingLines.push(line.line);
    else if (HEADING_WORDS.has(first) && line.cells.every((cell) => cell.kind !== 'amount')) {
      this.startHeading(line.cells.map((cell) => ({ ...cell, path: [cell.text] })), true);
      this.headingLines.push(line.line);
    } else if (texts.length === line.cells.filter((cell) => cell.kind !== 'empty').length && this.isGroupLine(texts)) this.headingLines.push(line.line);
    else return false;
    return true;
  }

  /** Titles of sides or column groups only: 收入 ⇥ 支出; 本年支出. */
  private isGroupLine(texts: readonly Cell[]): boolean {
    const titles = new Set(this.form.panels.flatMap((panel) => [...(panel.title ? [panel.title] : []), ...panel.columns.flatMap((column) => [...column.path, ...column.aliases])]).map(labelKey));
    if (!texts.every((cell) => titles.has(labelKey(cell.text)))) return false;
    return !texts.some((cell) => this.form.panels.some((panel) => rowByLabel(panel, cell.text, this.settings.formSet, undefined)));
  }

  private startHeading(titles: readonly HeadingTitle[], pasted = false): void {
    const before = pasted && this.heading ? this.heading.slots : [];
    const slots = readSlots(titles, this.side ? [this.side] : this.form.panels, before);
    if (!pasted) titles.forEach((title, i) => title.text !== '' && slots[i].kind === 'unknown' && this.unknownColumn(title));
    const heads = slots.filter((slot) => slot.kind !== 'column' && slot.kind !== 'unknown');
    const positional = heads.length > 1 || heads.some((slot) => slot.kind === 'ordinal' || slot.kind === 'codePart');
    this.heading = { mode: positional ? 'positional' : 'sequence', slots };
    this.headed = true;
    for (const slot of slots) if (slot.kind === 'column') this.named.add(slot.column);
  }

  private unknownColumn(title: Span & { text: string }): void {
    const nearest = nearestOf(title.text, columnTitles(this.form));
    const names = (nearest.length > 0 ? nearest : columnTitles(this.form)).join('、');
    this.say('unknown-column', 'error', t('{0} has no column "{1}"; what stands below it is not read. Near or known: {2}.', this.form.title, title.text, names), title, nearest);
  }

  private bindSegment(line: RowLine, segment: Segment, index: number): void {
    const match = this.matchRow(segment, index);
    if (!match) {
      if (segment.code || segment.name || segment.figures.some(({ cell }) => cell.kind === 'amount')) this.unknownRow(line, segment);
      return;
    }
    const { panel, row } = match;
    const rowKey = `${panel.id}/${typeof row === 'object' ? row.id : (row ?? '')}`;
    this.last.set(panel, row);
    const span = { start: (segment.code ?? segment.name ?? line.cells[0]).start, end: line.cells[line.cells.length - 1].end };
    const columns = figureColumns(panel);
    const figures = segment.figures.map(({ column, cell }, i) => ({ column: column ?? (this.heading ? undefined : columns[i]), cell }));
    const beyond = [...segment.surplus, ...figures.filter(({ column, cell }, i) => !column && !this.heading && i >= columns.length && cell.kind !== 'empty').map(({ cell }) => cell)];
    for (const cell of beyond) this.say('surplus-cell', 'error', t('"{0}" stands beyond the last column of {1}.', cell.text, this.form.title), cell, []);
    const before = this.seen.get(rowKey);
    if (before) this.repeatedRow(before, line, segment);
    const cells: BoundCell[] = [];
    for (const { column, cell } of figures) {
      if (!column || column.panel !== panel || before) continue;
      cells.push(bindCell({ section: this.section, form: this.form, row, rowKey, panel, column, units: this.units }, cell, 'blank', this.findings));
    }
    if (segment.name) this.checkName(segment.name, row, panel);
    const bound: BoundRow = { panel, row, line: line.line, span, ...(segment.code ? { code: segment.code } : {}), ...(segment.name ? { name: segment.name } : {}), cells };
    this.rows.push(bound);
    if (!before) this.seen.set(rowKey, bound);
  }

  /** A figure one blank behind a name is part of the name: it counts nowhere, and nobody would see that it is missing. */
  private checkName(name: Cell, row: RowKey, panel: Panel): void {
    const match = name.quoted ? null : /^(.*\S)[ \u00a0]([-－(（]?[\d０-９,，]+[.．][\d０-９]+[)）]?)$/.exec(name.text);
    if (!match || readCell(match[2]).kind !== 'amount') return;
    if (typeof row === 'string' && panel.codes) this.damaged.push({ dimension: panel.codes.dimension, member: row });
    else this.damageAll();
    this.findings.push({
      code: 'figure-in-label',
      severity: 'error',
      message: t('{0} stands one blank behind the name and is read as part of it, so it counts nowhere. Part them by two spaces or a tab.', match[2]),
      place: placeOf(this.section, name),
      fixes: [{ title: t('Part the figure by two spaces'), edits: [{ place: placeOf(this.section, name), text: `${match[1]}  ${match[2]}` }], preferred: true }],
    });
  }

  /** A code given twice is the account check's to say; a row with a fixed label is said here. The first one counts. */
  private repeatedRow(before: BoundRow, line: RowLine, segment: Segment): void {
    if (typeof before.row === 'string') return;
    const span = segment.name ?? segment.code ?? line.cells[0];
    this.findings.push({
      code: 'repeated-row',
      severity: 'error',
      message: t('{0} already has the row "{1}"; the first one counts.', this.form.title, span.text),
      place: placeOf(this.section, span),
      related: [{ message: t('First given here'), place: placeOf(this.section, before.span) }],
    });
  }

  private matchRow(segment: Segment, index: number): { panel: Panel; row: RowKey } | undefined {
    const own = segment.panel ?? this.side;
    const panels = own ? [own] : rotate(this.form.panels, index);
    for (const panel of panels) {
      const row = this.rowIn(panel, segment);
      if (row !== undefined) return { panel, row };
    }
    const single = panels.find((panel) => panel.single);
    return single && !segment.code && !segment.name ? { panel: single, row: undefined } : undefined;
  }

  private rowIn(panel: Panel, segment: Segment): RowKey {
    const code = segment.codeText ?? (segment.code && codeIn(panel, segment.code));
    // A code that a panel lists belongs there; one that none lists belongs to the first panel of codes whose listed ones are its kin.
    if (code !== undefined && panel.codes && this.ownsCode(panel, code)) return code;
    if (!segment.name) return undefined;
    const row = rowByLabel(panel, segment.name.text, this.settings.formSet, this.last.get(panel));
    if (row) return row;
    if (segment.code) return undefined;
    return codeByName(panel, segment.name.text) ?? (panel.codes?.label === 'name' ? segment.name.text : undefined);
  }

  private ownsCode(panel: Panel, code: string): boolean {
    const others = this.form.panels.filter((other) => other !== panel && other.codes);
    if (others.length === 0) return true;
    const kin = (p: Panel) => Math.max(0, ...(p.codes?.listed ?? []).map((entry) => (entry.code === code ? 9 : sharedPrefix(entry.code, code))));
    return others.every((other) => kin(other) <= kin(panel));
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

  private damageRow(line: RowLine): void {
    const head = line.cells[0] && fold(line.cells[0].text).match(/^(\d{3,7})(?=\s|$)/);
    const dimension = this.form.panels.find((panel) => panel.codes)?.codes?.dimension;
    if (head && dimension) this.damaged.push({ dimension, member: head[1] });
    else this.damageAll();
  }

  /** A row that could be any: no sum of this table can be trusted until it is mended. */
  private damageAll(): void {
    for (const axis of this.form.axes) this.damaged.push({ dimension: axis.dimension });
  }

  private say(code: string, severity: Finding['severity'], message: string, span: Span, candidates: readonly string[]): void {
    this.findings.push({ code, severity, message, place: placeOf(this.section, span), fixes: replaceFixes(this.section, span, candidates) });
  }
}

const rotate = <T>(list: readonly T[], by: number): T[] => (list.length === 0 ? [] : [...list.slice(by % list.length), ...list.slice(0, by % list.length)]);

function sharedPrefix(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}

/** Where the figures of pasted coded rows begin: behind the name of the first row that has code and name. */
function codedStartOf(lines: readonly Line[], form: TableForm): number | undefined {
  const panel = form.panels.length === 1 && form.panels[0].codes ? form.panels[0] : undefined;
  if (!panel) return undefined;
  for (const line of lines) {
    if (line.kind !== 'row' || !line.tabbed || !line.cells[0] || !codeIn(panel, line.cells[0])) continue;
    const name = line.cells.findIndex((cell, i) => i > 0 && cell.kind !== 'empty');
    if (name > 0 && line.cells[name].kind === 'text') return name + 1;
  }
  return undefined;
}
