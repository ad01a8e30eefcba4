/**
 * 【情况说明要素表】: the facts behind the standard text. Each row is a figure of the tables, or one that no table has (机关运行经费, purchases),
 * with last year's amount, the initial budget and the reason why it changed. What its columns may be called is in `data/elements.json`.
 */
import { t } from '@vscode/l10n';
import { type Cell, type ColumnTitle, fold, matchKey, type RowLine } from 'budget-grammar';
import { type Say, sayInto } from '../disclosure/bind/say.ts';
import type { Disclosure } from '../disclosure/disclosure.ts';
import type { Finding } from '../disclosure/finding.ts';
import type { Place } from '../disclosure/place.ts';
import { countScale, isMoneyUnit, moneyScale, quantityOf, type Scale } from '../disclosure/quantity.ts';
import { placeOf, type Section } from '../disclosure/section.ts';
import { measures } from '../forms/field.ts';
import { formatFragment, join, settle } from '../forms/fragment.ts';
import { labelKey } from '../forms/names.ts';
import { nearestOf } from '../forms/registry.ts';
import type { Address, Interval } from '../model/types.ts';
import data from './data/elements.json' with { type: 'json' };
import { contains, type FactBook } from './facts.ts';
import { meaningsOf, type NameContext, namesIn, nearestPaths } from './reference/names.ts';

/** What a column holds: figures of last year, of the initial budget, of this year; a reason for all comparisons or for one. */
type ColumnRole = 'prior' | 'budget' | 'current' | 'reason' | 'priorReason' | 'budgetReason';
type FigureRole = 'prior' | 'budget' | 'current';

export interface ElementFigure {
  /** Integers of 0.001 元, or a count. */
  readonly value: number;
  readonly interval: Interval;
  readonly scale: Scale;
  readonly place: Place;
  /** As typed. */
  readonly text: string;
}

export interface Reason {
  readonly text: string;
  readonly place: Place;
}

export interface ElementRow {
  readonly address: Address;
  /** The same fact as the only table that prints it has it: 资本性支出 stands under 公用经费, and nowhere else in 基本支出. */
  readonly printed?: Address;
  readonly label: string;
  readonly place: Place;
  readonly prior?: ElementFigure;
  readonly budget?: ElementFigure;
  readonly current?: ElementFigure;
  readonly reasons: { readonly any?: Reason; readonly prior?: Reason; readonly budget?: Reason };
}

const ROLE_OF: ReadonlyMap<string, ColumnRole> = new Map(
  Object.entries(data.columns).flatMap(([role, titles]) => titles.map((title) => [title, role as ColumnRole])),
);
const USUAL = data.usual as readonly ColumnRole[];

/** Titles worth offering, in the usual order. */
export const elementColumns: readonly string[] = Object.values(data.columns).map(([title]) => title);

/** The rows of every 情况说明要素表 of a disclosure by address. */
export class Elements {
  readonly rows: readonly ElementRow[];
  readonly findings: readonly Finding[];
  readonly #byAddress = new Map<string, ElementRow>();
  #byCells?: ReadonlyMap<string, ElementRow>;

  constructor(rows: readonly ElementRow[], findings: readonly Finding[]) {
    this.rows = rows;
    this.findings = findings;
    for (const address of ['address', 'printed'] as const)
      for (const row of rows) {
        const key = row[address] && formatFragment(row[address]);
        if (key !== undefined && !this.#byAddress.has(key)) this.#byAddress.set(key, row);
      }
  }

  /** The row of an address, or of another address that the tables state by the same cells: 工资福利支出 stands under 人员经费 and is all there is of it in 基本支出. */
  at(address: Address, facts: () => FactBook): ElementRow | undefined {
    const direct = this.#byAddress.get(formatFragment(address));
    if (direct || this.rows.length === 0) return direct;
    const cells = cellsKey(address, facts());
    if (cells === '') return undefined;
    this.#byCells ??= new Map(this.rows.map((row) => [cellsKey(row.address, facts()), row]));
    return this.#byCells.get(cells);
  }
}

const cellsKey = (address: Address, facts: FactBook): string =>
  facts
    .at(address)
    ?.cells.map(({ cell }) => cell.key)
    .join(' ') ?? '';

/** Reads the sections; undefined for a disclosure without any. */
export function elementsOf(disclosure: Disclosure, names: NameContext): Elements | undefined {
  const sections = disclosure.sections.filter(({ role }) => role.kind === 'elements').map(({ section }) => section);
  if (sections.length === 0) return undefined;
  const findings: Finding[] = [];
  const rows = sections.flatMap((section) => new Reader(section, disclosure, names, findings).rows());
  return new Elements(rows, findings);
}

/** One section, line by line. */
class Reader {
  readonly #section: Section;
  readonly #disclosure: Disclosure;
  readonly #names: NameContext;
  readonly #findings: Finding[];
  readonly #say: Say;
  readonly #unit: string;
  readonly #seen = new Map<string, ElementRow>();

  constructor(section: Section, disclosure: Disclosure, names: NameContext, findings: Finding[]) {
    this.#section = section;
    this.#disclosure = disclosure;
    this.#names = names;
    this.#findings = findings;
    this.#say = sayInto(findings, section);
    const { inputUnit, unitOfMeasure } = disclosure.head;
    this.#unit = unitTyped(section) ?? inputUnit ?? unitOfMeasure;
  }

  rows(): ElementRow[] {
    const found: ElementRow[] = [];
    let columns: readonly (ColumnRole | undefined)[] = USUAL;
    const { lines } = this.#section.tree;
    lines.forEach((line, i) => {
      if (line.kind === 'columns') columns = this.#columns(line.titles);
      if (line.kind !== 'row') return;
      if (
        line.cells.some(({ text }) => ROLE_OF.has(matchKey(text))) &&
        line.cells.every(({ kind }) => kind === 'text' || kind === 'empty')
      ) {
        columns = this.#columns(line.cells.map((cell) => ({ ...cell, path: [cell.text] })));
        return;
      }
      const more: string[] = [];
      for (let next = i + 1; lines[next]?.kind === 'continuation'; next++) more.push((lines[next] as { text: { text: string } }).text.text);
      const row = line.damaged ? undefined : this.#row(line, columns, more);
      if (row) found.push(row);
    });
    return found;
  }

  #columns(titles: readonly ColumnTitle[]): (ColumnRole | undefined)[] {
    const found: (ColumnRole | undefined)[] = [];
    for (const [i, title] of titles.entries()) {
      const key = matchKey(title.text);
      const role = ROLE_OF.get(key) ?? ROLE_OF.get(key.replace(/\(.*\)$/, ''));
      if (!role && data.labels.includes(key) && found.length === 0) continue;
      if (!role && key !== '' && i > 0) this.#unknownColumn(title);
      if (role || i > 0) found.push(role);
    }
    return found;
  }

  #unknownColumn(title: ColumnTitle): void {
    const nearest = nearestOf(title.text, [...ROLE_OF.keys()]);
    const message = t(
      '情况说明要素表 has no column "{0}"; what stands below it is not read. It knows: {1}.',
      title.text,
      elementColumns.join('、'),
    );
    this.#say('unknown-column', 'error', message, title, nearest);
  }

  #row(line: RowLine, columns: readonly (ColumnRole | undefined)[], more: readonly string[]): ElementRow | undefined {
    const named = line.cells.length > 1 && isCode(line.cells[0]) && line.cells[1].kind === 'text' && columns[0] !== 'reason' ? 2 : 1;
    const label = line.cells[0];
    const address = this.#address(label, line.cells.slice(0, named));
    if (!address) return undefined;
    const printed = this.#printed(label, address);
    const filled = this.#filled(address, label, line.cells.slice(named), columns, more);
    const row = printed ? { ...filled, printed } : filled;
    const key = formatFragment(address);
    const first = this.#seen.get(key);
    if (first) {
      const related = [{ message: t('First given here'), place: first.place }];
      const message = t('"{0}" is given twice in 情况说明要素表; the first one counts.', label.text);
      this.#findings.push({ code: 'repeated-row', severity: 'warning', message, place: placeOf(this.#section, label), related });
      return undefined;
    }
    this.#seen.set(key, row);
    return row;
  }

  #printed(label: Cell, address: Address): Address | undefined {
    if (address.members.经济 === undefined) return undefined;
    const [meaning, ...others] = meaningsOf([fold(label.text).trim()], this.#names);
    return meaning && others.length === 0 && contains(address, meaning.address) ? meaning.address : undefined;
  }

  #filled(
    address: Address,
    label: Cell,
    cells: readonly Cell[],
    columns: readonly (ColumnRole | undefined)[],
    more: readonly string[],
  ): ElementRow {
    const figures: Partial<Record<FigureRole, ElementFigure>> = {};
    const reasons: { any?: Reason; prior?: Reason; budget?: Reason } = {};
    cells.forEach((cell, i) => {
      if (cell.kind === 'empty' || cell.kind === 'none') return;
      const role = columns[i];
      const last = i === cells.length - 1;
      if (role === undefined) {
        if (i >= columns.length) this.#surplus(cell);
        return;
      }
      const text = last ? [cell.text, ...more].join('') : cell.text;
      // Who has no figure to give writes the reason behind the label.
      const shifted = cell.kind === 'text' && isFigureRole(role) && last ? columns.find((one) => one && !isFigureRole(one)) : role;
      if (shifted && !isFigureRole(shifted)) reasons[reasonOf(shifted)] ??= { text, place: placeOf(this.#section, cell) };
      else if (isFigureRole(role)) figures[role] ??= this.#figure(cell, address);
    });
    return { address, label: label.text, place: placeOf(this.#section, label), ...figures, reasons };
  }

  #surplus(cell: Cell): void {
    this.#say('surplus-cell', 'error', t('"{0}" stands in no column of {1}.', cell.text, '情况说明要素表'), cell);
  }

  #figure(cell: Cell, address: Address): ElementFigure | undefined {
    const counts = measures.get(address.measure)?.kind === 'count';
    const unit = cell.amount?.unit;
    const scale = counts
      ? countScale
      : moneyScale(unit !== undefined && isMoneyUnit(unit) ? unit : this.#unit, this.#disclosure.formSet.decimals);
    const quantity = cell.kind === 'amount' && !cell.amount!.percent ? quantityOf(cell.amount!, scale, scale) : undefined;
    if (!quantity) {
      this.#say('unreadable-amount', 'error', t('"{0}" is no amount that can be read; it is not used.', cell.text), cell);
      return undefined;
    }
    const { value, half } = quantity;
    return { value, interval: { low: value - half, high: value + half }, scale, place: placeOf(this.#section, cell), text: cell.text };
  }

  #address(label: Cell, cells: readonly Cell[]): Address | undefined {
    const path = fold(label.text)
      .split(/[.．]/)
      .map((part) => part.trim())
      .filter((part) => part !== '');
    if (path.length === 0) return undefined;
    const account = path.length === 1 ? this.#account(path[0]) : undefined;
    if (account) return account;
    const meanings = meaningsOf(path, this.#names);
    if (meanings.length === 1) return meanings[0].address;
    const span = { start: cells[0].start, end: cells[0].end, text: label.text };
    if (meanings.length > 1) {
      const titles = meanings.map(({ title }) => title);
      const message = t('"{0}" may mean several figures: {1}. Say which.', label.text, titles.join('、'));
      this.#say('ambiguous-reference', 'warning', message, span, titles);
    } else this.#unknown(span, path);
    return undefined;
  }

  #unknown(span: { readonly start: number; readonly end: number; readonly text: string }, path: readonly string[]): void {
    const nearest = nearestPaths(path, this.#names);
    const message =
      nearest.length > 0
        ? t('{0} has no row "{1}"; its figures count nowhere. Near: {2}.', '情况说明要素表', span.text, nearest.join('、'))
        : t('{0} has no row "{1}"; its figures count nowhere.', '情况说明要素表', span.text);
    this.#say('unknown-row', 'error', message, span, nearest);
  }

  /** A word of the form set goes first; an account, by code or by name, stands for what the form set says. */
  #account(label: string): Address | undefined {
    const { formSet, catalogue } = this.#names;
    if (formSet.facts.has(labelKey(label))) return undefined;
    for (const [dimension, at] of formSet.accounts) {
      const code = /^\d{3,7}$/.test(label)
        ? catalogue.classificationOf(label)?.dimension === dimension
          ? label
          : undefined
        : this.#codeNamed(label, dimension);
      if (code === undefined) continue;
      const { measure, members } = join(at, { members: { [dimension]: code } });
      if (measure !== undefined) return { measure, members: settle(members) };
    }
    return undefined;
  }

  #codeNamed(name: string, dimension: string): string | undefined {
    const key = labelKey(name);
    const panels = this.#names.formSet.tables.flatMap(({ panels: all }) => all).filter(({ codes }) => codes?.dimension === dimension);
    for (const { codes } of panels) {
      const listed = codes?.listed?.find((entry) => [entry.name, ...entry.aliases].some((one) => labelKey(one) === key));
      if (listed) return listed.code;
    }
    return namesIn(this.#names, dimension).get(key);
  }
}

const isCode = (cell: Cell): boolean => /^\d{3,7}$/.test(fold(cell.text).trim());
const isFigureRole = (role: ColumnRole): role is FigureRole => role === 'prior' || role === 'budget' || role === 'current';
const reasonOf = (role: Exclude<ColumnRole, FigureRole>): 'any' | 'prior' | 'budget' =>
  role === 'reason' ? 'any' : role === 'priorReason' ? 'prior' : 'budget';

function unitTyped(section: Section): string | undefined {
  for (const line of section.tree.lines) {
    if (line.kind !== 'property' || matchKey(line.key.text) !== '金额单位') continue;
    const typed = fold(line.value.text).trim();
    if (isMoneyUnit(typed)) return typed;
  }
  return undefined;
}
