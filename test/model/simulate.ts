/**
 * Documents that hold by construction: true amounts in 分, parents summed exactly, every printed cell rounded on its own.
 *
 * 2–5 classes with 1–3 sections of 1–4 items; an item has outlay from 一般公共 with probability 0.6, 政府性基金 0.1, 其他 0.15; true amounts are uniform up to 5·10⁸ 分,
 * a share `tiny` of them under 50 元, which prints as 0.00; each item and fund has its opening and closing balance; 公开06表 splits 人员 and 公用 over eight accounts a class.
 */
import type { Address, ModelCell, ModelTable } from '../../server/src/model/types.ts';
import { addressOf, HALF } from './fixture.ts';

export interface Simulation {
  readonly random: () => number;
  /** Share of amounts under 50 元. */
  readonly tiny: number;
  /** How an amount that is truly nothing prints. */
  readonly zero: 'blank' | '0.00';
}

const FUNDS = ['一般公共', '政府性基金', '其他'] as const;
type Fund = (typeof FUNDS)[number];
const SHARE: Readonly<Record<Fund, number>> = { 一般公共: 0.6, 政府性基金: 0.1, 其他: 0.15 };
const NATURES = ['人员', '公用', '项目'] as const;
type Nature = (typeof NATURES)[number];
export const CLASSES = '201 202 203 204 205 206 207 208 210 211 212 213 214 215 216 217 219 220 221 222 223 224 229 232 233 234'.split(' ');

/** One item's money of one fund, in 分. */
interface Item {
  readonly code: string;
  readonly fund: Fund;
  readonly outlay: Readonly<Record<Nature, number>>;
  readonly opening: number;
  readonly income: number;
  readonly closing: number;
}

export class Simulated {
  readonly items: readonly Item[];
  readonly #simulation: Simulation;

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
    this.items = this.#codes().flatMap((code) => FUNDS.flatMap((fund) => (this.#chance(SHARE[fund]) ? [this.#item(code, fund)] : [])));
  }

  /** The tables 01–07 of the final account; 08 is present and empty. */
  tables(): ModelTable[] {
    const nature = { '': NATURES, '性质=基本': ['人员', '公用'], '性质=项目': ['项目'] } as const;
    const outlayColumns = Object.entries(nature);
    const outlay = (natures: readonly Nature[]) => (item: Item) => natures.reduce((sum, n) => sum + item.outlay[n], 0);
    const columns = outlayColumns.map(([at, natures]) => [at, outlay(natures)] as const);
    return [
      this.#summary(),
      this.#byCode('公开02表', '收入', { 功能: null, 资金: null }, this.items, [
        ['', (item) => item.income],
        ['资金=财政拨款', (item) => (item.fund === '其他' ? 0 : item.income)],
        ['资金=其他', (item) => (item.fund === '其他' ? item.income : 0)],
      ]),
      this.#byCode('公开03表', '支出', { 功能: null, 性质: null }, this.items, columns),
      this.#fiscalSummary(),
      this.#byCode('公开05表', '支出 资金=一般公共', { 功能: null, 性质: null }, this.#of('一般公共'), columns),
      this.#basic(),
      this.#byCode('公开07表', '资金=政府性基金', { 功能: null, 性质: null }, this.#of('政府性基金'), [
        ['结转 时点=年初', (item) => item.opening],
        ['收入', (item) => item.income],
        ...columns.map(([at, of]) => [`支出 ${at}`, of] as const),
        ['结转 时点=年末', (item) => item.closing],
      ]),
      this.#byCode('公开08表', '支出 资金=国有资本', { 功能: null, 性质: null }, [], columns),
    ];
  }

  #of(fund: Fund): Item[] {
    return this.items.filter((item) => item.fund === fund);
  }

  #chance(share: number): boolean {
    return this.#simulation.random() < share;
  }

  #between(least: number, most: number): number {
    return least + Math.floor(this.#simulation.random() * (most - least + 1));
  }

  /** A true amount in 分. */
  #amount(): number {
    return this.#chance(this.#simulation.tiny) ? this.#between(1, 4999) : this.#between(1, 5e8);
  }

  #codes(): string[] {
    const codes: string[] = [];
    for (const cls of this.#some(CLASSES, this.#between(2, 5)))
      for (const section of this.#some(TWO_DIGITS, this.#between(1, 3)))
        for (const item of this.#some(TWO_DIGITS, this.#between(1, 4))) codes.push(cls + section + item);
    return codes;
  }

  #some(from: readonly string[], count: number): string[] {
    const chosen = new Set<string>();
    while (chosen.size < count) chosen.add(from[this.#between(0, from.length - 1)]);
    return from.filter((word) => chosen.has(word));
  }

  #item(code: string, fund: Fund): Item {
    const outlay = { 人员: 0, 公用: 0, 项目: 0 };
    while (outlay.人员 + outlay.公用 + outlay.项目 === 0) for (const n of NATURES) if (this.#chance(0.5)) outlay[n] = this.#amount();
    const spent = outlay.人员 + outlay.公用 + outlay.项目;
    const closing = this.#chance(0.3) ? this.#amount() : 0;
    const opening = this.#chance(0.3) ? Math.min(this.#amount(), spent + closing) : 0;
    return { code, fund, outlay, opening, closing, income: spent + closing - opening };
  }

  #sum(items: readonly Item[], of: (item: Item) => number): number {
    return items.reduce((sum, item) => sum + of(item), 0);
  }

  /** An amount as a cell prints it: to 0.01 万元, by itself. */
  #cell(key: string, address: Address, fen: number): ModelCell {
    if (fen === 0 && this.#simulation.zero === 'blank') return { key, address, state: 'blank', half: HALF };
    return { key, address, state: 'typed', value: Math.round(fen / 10_000) * 100_000, half: HALF };
  }

  #table(key: string, axes: Readonly<Record<string, string | null>>, cells: readonly (readonly [string, number])[]): ModelTable {
    return {
      key,
      axes: Object.entries(axes).map(([dimension, root]) => ({ dimension, root: root ?? undefined })),
      closed: true,
      cells: cells.map(([at, fen], i) => this.#cell(`${key}!${i}!${at}`, addressOf(at), fen)),
    };
  }

  /** A table of code rows with every level above the items that have money in it. */
  #byCode(
    key: string,
    at: string,
    axes: Readonly<Record<string, string | null>>,
    items: readonly Item[],
    columns: readonly (readonly [string, (item: Item) => number])[],
  ): ModelTable {
    const codes = [...new Set(items.flatMap(({ code }) => [code.slice(0, 3), code.slice(0, 5), code]))].sort();
    const cells = ['', ...codes].flatMap((code) => {
      const below = items.filter((item) => item.code.startsWith(code));
      const row = code === '' ? '' : ` 功能=${code}`;
      return columns.map(([column, of]) => [`${at}${row} ${column}`, this.#sum(below, of)] as const);
    });
    const table = this.#table(key, axes, cells);
    // A table without money is printed as its total row alone, blank.
    return items.length > 0
      ? table
      : { ...table, cells: table.cells.map(({ key: k, address, half }) => ({ key: k, address, half, state: 'blank' as const })) };
  }

  #summary(): ModelTable {
    const all = this.items;
    const spent = (item: Item) => item.outlay.人员 + item.outlay.公用 + item.outlay.项目;
    const opening = this.#sum(all, (item) => item.opening);
    const income = this.#sum(all, (item) => item.income);
    return this.#table('公开01表', { 资金: null, 功能: null }, [
      ...['一般公共', '政府性基金', '国有资本', '上级补助', '事业', '经营', '附属上缴', '其他'].map(
        (fund) => [`收入 资金=${fund}`, this.#sum(all, (item) => (item.fund === fund ? item.income : 0))] as const,
      ),
      ['收入', income],
      ['使用结余', 0],
      ['结转 时点=年初', opening],
      ['收入总计', income + opening],
      ...CLASSES.map(
        (cls) =>
          [
            `支出 功能=${cls}`,
            this.#sum(
              all.filter(({ code }) => code.startsWith(cls)),
              spent,
            ),
          ] as const,
      ),
      ['支出', this.#sum(all, spent)],
      ['结余分配', 0],
      ['结转 时点=年末', this.#sum(all, (item) => item.closing)],
      ['支出总计', income + opening],
    ]);
  }

  #fiscalSummary(): ModelTable {
    const spent = (item: Item) => item.outlay.人员 + item.outlay.公用 + item.outlay.项目;
    const funds = ['', '一般公共', '政府性基金', '国有资本'];
    const of = (fund: string) => this.items.filter((item) => (fund === '' ? item.fund !== '其他' : item.fund === fund));
    const at = (text: string, fund: string) => `资金=财政拨款 ${text} ${fund === '' ? '' : `资金=${fund}`}`;
    const right = (text: string, amount: (item: Item) => number, cls = '') =>
      funds.map(
        (fund) =>
          [
            at(text, fund),
            this.#sum(
              of(fund).filter(({ code }) => code.startsWith(cls)),
              amount,
            ),
          ] as const,
      );
    const left = (text: string, amount: (item: Item) => number) =>
      funds.map((fund) => [at(text, fund), this.#sum(of(fund), amount)] as const);
    return this.#table('公开04表', { 资金: '财政拨款', 功能: null }, [
      ...left('收入', (item) => item.income),
      ...left('结转 时点=年初', (item) => item.opening),
      [at('收入总计', ''), this.#sum(of(''), (item) => item.income + item.opening)],
      ...CLASSES.flatMap((cls) => right(`支出 功能=${cls}`, spent, cls)),
      ...right('支出', spent),
      ...right('结转 时点=年末', (item) => item.closing),
      ...right('支出总计', (item) => spent(item) + item.closing),
    ]);
  }

  /** 公开06表: 人员 over accounts of 301 and 303, 公用 over 302 and 310. */
  #basic(): ModelTable {
    const cells: (readonly [string, number])[] = [];
    for (const [nature, classes] of [
      ['人员', ['301', '303']],
      ['公用', ['302', '310']],
    ] as const) {
      const total = this.#sum(this.#of('一般公共'), (item) => item.outlay[nature]);
      const accounts = classes.flatMap((cls) => Array.from({ length: 8 }, (_, i) => `${cls}0${i + 1}`));
      const shares = this.#split(total, accounts.length);
      const at = `支出 资金=一般公共 性质=${nature}`;
      for (const cls of classes) {
        const own = accounts.map((account, i) => [account, shares[i]] as const).filter(([account]) => account.startsWith(cls));
        cells.push([`${at} 经济=${cls}`, own.reduce((sum, [, fen]) => sum + fen, 0)]);
        for (const [account, fen] of own) cells.push([`${at} 经济=${account}`, fen]);
      }
      cells.push([at, total]);
    }
    return this.#table('公开06表', { 经济: null, 性质: '基本' }, cells);
  }

  #split(total: number, parts: number): number[] {
    const cuts = Array.from({ length: parts - 1 }, () => this.#between(0, total)).sort((a, b) => a - b);
    return [...cuts, total].map((cut, i) => cut - (cuts[i - 1] ?? 0));
  }
}

const TWO_DIGITS = Array.from({ length: 99 }, (_, i) => String(i + 1).padStart(2, '0'));
