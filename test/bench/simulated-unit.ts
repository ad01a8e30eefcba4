/**
 * Units that hold by construction, for any form set: true amounts in 分 at every address that a form may print, parents summed exactly.
 *
 * 2–5 classes with 1–3 sections of 1–4 items of the real classification. An item has money of 一般公共 with probability 0.6 and of other funds more seldom; its outlay has natures,
 * its fund an opening and a closing balance, its basic outlay economic accounts, and in budgets each amount a project of one of the unit's offices and a year from which it comes.
 */
import { builtInCatalogue } from '../../server/src/accounts/builtin.ts';
import type { Account } from '../../server/src/accounts/types.ts';
import type { FormSet } from '../../server/src/forms/types.ts';
import { Ledger } from './ledger.ts';
import type { Random } from './random.ts';
import { addHospitality, type Unit } from './unit.ts';

export interface Simulation {
  readonly random: Random;
  /** Share of amounts under 50 元, which print as 0.00. */
  readonly tiny: number;
}

/** How often an item has money of a fund. */
const SHARES: readonly (readonly [fund: string, share: number])[] = [
  ['一般公共', 0.6],
  ['事业', 0.1],
  ['经营', 0.04],
  ['上级补助', 0.04],
  ['附属上缴', 0.03],
  ['其他', 0.15],
];
/** Funds whose money only budgets know apart. */
const IN_BUDGETS: readonly (readonly [fund: string, share: number])[] = [['财政专户', 0.06]];

const FISCAL = ['一般公共', '政府性基金', '国有资本'];
const NATURES: readonly (readonly [nature: string, share: number])[] = [
  ['人员', 0.5],
  ['公用', 0.5],
  ['项目', 0.5],
];
/** What is never paid out of fiscal money. */
const OTHER_NATURES: readonly (readonly [nature: string, share: number])[] = [
  ['上缴上级', 0.06],
  ['补助附属', 0.06],
];

/** The first digit of a project's kind: 1101 人员, 2110 公用, 3101 项目; what else there is counts as 项目. */
const KINDS: Readonly<Record<string, string>> = { 人员: '1', 公用: '2' };

const FISCAL_YEAR: Readonly<Record<string, number>> = { 预算: 2025, 决算: 2023 };

export const yearOf = (set: FormSet): number => FISCAL_YEAR[set.kind] ?? 2023;

export function simulateUnit(set: FormSet, simulation: Simulation): Unit {
  const simulated = new SimulatedUnit(set, simulation);
  return {
    name: '临江市综合事务服务中心',
    short: '综合事务服务中心',
    department: '临江市综合事务局',
    ledger: simulated.ledger,
    catalogue: builtInCatalogue(),
  };
}

class SimulatedUnit {
  readonly ledger = new Ledger();
  readonly #set: FormSet;
  readonly #random: Random;
  readonly #tiny: number;
  readonly #isBudget: boolean;
  /** Paths of offices: department, then office. */
  readonly #offices: readonly string[];
  #projects = 0;
  /** Basic outlay of 一般公共 by nature, to be divided among economic accounts. */
  readonly #basic = new Map<string, number>();

  constructor(set: FormSet, { random, tiny }: Simulation) {
    this.#set = set;
    this.#random = random;
    this.#tiny = tiny;
    this.#isBudget = set.kind === '预算';
    this.#offices = Array.from({ length: random.whole(1, 3) }, (_, i) => `032/03200${i + 1}/`);
    const funds = this.#isBudget ? [...SHARES, ...IN_BUDGETS] : SHARES;
    for (const code of this.#codes('一般公共预算', random.whole(2, 5)))
      for (const [fund, share] of funds) if (random.chance(share)) this.#addItem(code, fund);
    if (random.chance(0.5)) for (const code of this.#codes('政府性基金', random.whole(1, 2))) this.#addItem(code, '政府性基金');
    if (random.chance(0.2)) for (const code of this.#codes('国有资本经营', 1)) this.#addItem(code, '国有资本');
    for (const [nature, total] of this.#basic) this.#divide(nature, total);
    addHospitality(this.ledger, random);
  }

  /** A true amount in 分. */
  #amount(): number {
    return this.#random.chance(this.#tiny) ? this.#random.whole(1, 4999) : this.#random.whole(1, 5e8);
  }

  /** 项 in force, all of whose levels above are known, under classes that every summary of the form lists. */
  #codes(budget: string, classes: number): string[] {
    const catalogue = builtInCatalogue();
    const year = yearOf(this.#set);
    const listed = classesOf(this.#set);
    const all = catalogue
      .all('功能')
      .filter((one) => one.level === 2 && one.budget === budget && listed.has(one.code.slice(0, 3)))
      .filter(({ code }) => catalogue.status(code, year)?.state === 'in-force' && catalogue.find(code.slice(0, 5)) !== undefined);
    const below = (length: number) => [...new Set(all.map(({ code }) => code.slice(0, length)))];
    return this.#some(below(3), classes).flatMap((cls) =>
      this.#some(inside(below(5), cls), this.#random.whole(1, 3)).flatMap((section) =>
        this.#some(inside(codesOf(all), section), this.#random.whole(1, 4)),
      ),
    );
  }

  #some(from: readonly string[], count: number): string[] {
    const chosen = new Set<string>();
    for (let n = 0; n < count && from.length > 0; n++) chosen.add(this.#random.pick(from));
    return [...chosen];
  }

  #addItem(code: string, fund: string): void {
    const isFiscal = FISCAL.includes(fund);
    const natures = fund === '经营' ? ([['经营支出', 1]] as const) : isFiscal ? NATURES : [...NATURES, ...OTHER_NATURES];
    const outlay: (readonly [string, number])[] = [];
    while (outlay.length === 0)
      for (const [nature, share] of natures) if (this.#random.chance(share)) outlay.push([nature, this.#amount()]);
    const spent = outlay.reduce((sum, [, fen]) => sum + fen, 0);
    const closing = !this.#isBudget && this.#random.chance(0.3) ? this.#amount() : 0;
    const opening = this.#random.chance(0.3) ? Math.min(this.#amount(), spent + closing) : 0;
    const at = { 功能: code, 资金: fund };
    const own = !this.#isBudget && !isFiscal;
    // Balances of earlier years that were used, and what was put aside, are printed without function and fund.
    const used = own && this.#random.chance(0.2) ? Math.min(this.#amount(), spent + closing - opening) : 0;
    const aside = own && this.#random.chance(0.2) ? this.#amount() : 0;
    const total = spent + closing + aside;
    this.ledger.add('收入', at, total - opening - used);
    this.ledger.add('使用结余', {}, used);
    this.ledger.add('结余分配', {}, aside);
    this.ledger.add('结转', { ...at, 时点: '年初' }, opening);
    this.ledger.add('结转', { ...at, 时点: '年末' }, closing);
    this.ledger.add('收入总计', at, total);
    this.ledger.add('支出总计', at, total);
    if (this.#isBudget) this.#addToOffice(fund, { 收入: spent - opening, 结转: opening, 收入总计: spent });
    let carried = isFiscal && this.#isBudget ? opening : 0;
    for (const [nature, fen] of outlay) {
      const before = Math.min(carried, fen);
      carried -= before;
      this.#addOutlay(code, this.#isBudget && isFiscal ? `${fund}结转` : fund, nature, before);
      this.#addOutlay(code, this.#isBudget && isFiscal ? `${fund}本年` : fund, nature, fen - before);
      if (fund === '一般公共' && KINDS[nature]) this.#basic.set(nature, (this.#basic.get(nature) ?? 0) + fen);
    }
  }

  #addOutlay(code: string, fund: string, nature: string, fen: number): void {
    this.ledger.add('支出', { 功能: code, 资金: fund, 性质: nature }, fen);
    if (!this.#isBudget || fen === 0) return;
    const kind = `${KINDS[nature] ?? '3'}${this.#random.whole(1, 2)}0${this.#random.whole(1, 3)}`;
    const project = `42130322032${nature === '项目' ? 'T' : 'R'}${String(++this.#projects).padStart(9, '0')}`;
    const path = `${this.#random.pick(this.#offices)}${kind}/${project}/`;
    for (const above of prefixes(path)) this.ledger.add('支出', { 资金: fund, 项目: above }, fen, ['项目']);
  }

  #addToOffice(fund: string, amounts: Readonly<Record<string, number>>): void {
    const office = this.#random.pick(this.#offices);
    for (const [measure, fen] of Object.entries(amounts))
      for (const above of prefixes(office))
        this.ledger.add(measure, { 资金: fund, 预算单位: above, ...(measure === '结转' ? { 时点: '年初' } : {}) }, fen, ['预算单位']);
  }

  /** Basic outlay by economic accounts: those that the form prints, else known ones. */
  #divide(nature: string, total: number): void {
    const panel = this.#set.tables.flatMap(({ panels }) => panels).find(({ at, codes }) => codes?.listed && at.members.性质 === nature);
    const known = codesOf(builtInCatalogue().all('经济')).filter((code) => (nature === '人员' ? /^30[13]..$/ : /^(302|310)..$/).test(code));
    const listed = panel?.codes?.listed?.map(({ code }) => code).filter((code) => code.length === 5) ?? known;
    const chosen = this.#some(listed, this.#random.whole(4, 16));
    const cuts = [
      ...chosen
        .slice(1)
        .map(() => this.#random.whole(0, total))
        .sort((a, b) => a - b),
      total,
    ];
    for (const [i, code] of chosen.entries())
      for (const 经济 of [code.slice(0, 3), code])
        this.ledger.add('支出', { 资金: '一般公共', 性质: nature, 经济 }, cuts[i] - (cuts[i - 1] ?? 0), ['经济']);
  }
}

const codesOf = (accounts: readonly Account[]): string[] => accounts.map(({ code }) => code);

const inside = (codes: readonly string[], parent: string): string[] => codes.filter((code) => code.startsWith(parent));

/** `032/`, `032/032001/` … of a path. */
const prefixes = (path: string): string[] =>
  path
    .split('/')
    .slice(0, -1)
    .map((_, i, parts) => `${parts.slice(0, i + 1).join('/')}/`);

/** Classes that each of the form's summaries prints. */
function classesOf(set: FormSet): ReadonlySet<string> {
  const summaries = set.tables
    .map((table) => table.panels.flatMap(({ rows }) => rows).flatMap((row) => row.at?.members.功能 ?? []))
    .filter((classes) => classes.length > 0);
  return new Set(summaries[0].filter((cls) => summaries.every((classes) => classes.includes(cls))));
}
