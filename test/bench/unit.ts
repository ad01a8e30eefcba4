/** A unit's year: what it received and spent, by account, fund and nature. */
import { builtInCatalogue } from '../../server/src/accounts/builtin.ts';
import type { Account } from '../../server/src/accounts/types.ts';
import type { FormSet } from '../../server/src/forms/types.ts';
import { Ledger } from './ledger.ts';
import type { Random } from './random.ts';

export const YEAR = 2023;

export interface Unit {
  readonly name: string;
  readonly short: string;
  readonly department: string;
  readonly ledger: Ledger;
  readonly catalogue: ReturnType<typeof builtInCatalogue>;
}

/** One 万元 in fen. */
const TEN_THOUSAND = 1_000_000;

const amount = (random: Random, low: number, high: number): number =>
  random.spread(low * TEN_THOUSAND, high * TEN_THOUSAND) + random.whole(0, 9_999);

/** 项 of the classification in force that hang under one of the form's 类, spread evenly over the classification. */
function pickAccounts(set: FormSet, budget: string, count: number): Account[] {
  const catalogue = builtInCatalogue();
  const rows = set.tables.flatMap((table) => table.panels.flatMap((panel) => panel.rows));
  const classes = new Set(rows.flatMap((row) => row.at?.members.功能 ?? []));
  const all = catalogue
    .all('功能')
    .filter((one) => one.level === 2 && one.budget === budget && classes.has(one.code.slice(0, 3)))
    .filter((one) => catalogue.status(one.code, YEAR)?.state === 'in-force' && catalogue.parent(one.code)?.code.length === 5);
  const wanted = Math.min(count, all.length);
  return Array.from({ length: wanted }, (_, i) => all[Math.floor((i * all.length) / wanted)]);
}

/** Income, outlay and what was carried over at one account balance, for this fund alone. */
function addAccount(ledger: Ledger, code: string, fund: string, random: Random): void {
  const basic = fund === '一般公共' && random.chance(0.6) ? amount(random, 0.5, 800) : 0;
  const project = basic === 0 || random.chance(0.6) ? amount(random, 0.1, 2000) : 0;
  const closing = random.chance(0.3) ? amount(random, 0.01, 30) : 0;
  const opening = random.chance(0.3) ? Math.min(amount(random, 0.01, 30), basic + project) : 0;
  const at = { 功能: code, 资金: fund };
  ledger.add('支出', { ...at, 性质: '基本' }, basic);
  ledger.add('支出', { ...at, 性质: '项目' }, project);
  ledger.add('结转', { ...at, 时点: '年初' }, opening);
  ledger.add('结转', { ...at, 时点: '年末' }, closing);
  ledger.add('收入', at, basic + project + closing - opening);
  ledger.add('收入总计', at, basic + project + closing);
  ledger.add('支出总计', at, basic + project + closing);
  ledger.add('预算', at, Math.round((basic + project) * (random.whole(85, 115) / 100)));
}

/** Divides the basic outlay among the codes that a block of the form lists. */
function divideBasic(ledger: Ledger, codes: readonly string[], nature: string, total: number, random: Random): void {
  const used = codes.filter((code) => code.length === 5 && random.chance(0.7));
  const weights = used.map(() => random.spread(1, 100));
  const sum = weights.reduce((a, b) => a + b, 0);
  let rest = total;
  used.forEach((code, i) => {
    const share = i === used.length - 1 ? rest : Math.floor((total * weights[i]) / sum);
    rest -= share;
    ledger.add('支出', { 资金: '一般公共', 性质: nature, 经济: code }, share, ['资金', '性质']);
  });
}

/** “三公” at least what the basic outlay of the same accounts is, with its counts. */
export function addHospitality(ledger: Ledger, random: Random): void {
  const basic = (code: string) => ledger.amount({ measure: '支出', members: { 资金: '一般公共', 性质: '公用', 经济: code } });
  const actual: Record<string, number> = {
    国内: basic('30217') + amount(random, 0.5, 5),
    运行: basic('30231') + amount(random, 1, 20),
    出国: basic('30212'),
    购置: basic('31013'),
  };
  for (const [member, fen] of Object.entries(actual)) {
    // Reception is one sum in the budgets; only the final account tells at home from abroad.
    const budgeted = member === '国内' ? '接待' : member;
    ledger.add('三公', { 三公: member, 基准: '决算' }, fen);
    ledger.add('三公', { 三公: budgeted, 基准: '全年预算' }, Math.round(fen * 1.1));
    ledger.add('三公', { 三公: budgeted, 基准: '年初预算' }, Math.round(fen * 1.2));
  }
  const parties = random.whole(20, 90);
  const count = (at: string, kind: string, things: number) =>
    ledger.add('三公数', { 三公: at, 计数: kind, 基准: '决算' }, things, ['三公']);
  count('国内', '批次', parties);
  count('国内', '人次', parties * 7);
  count('运行', '保有量', 6);
  if (actual.购置 > 0) count('购置', '购置数', 1);
  if (actual.出国 > 0) count('出国', '团组', 1);
  if (actual.出国 > 0) count('出国', '人次', 3);
  ledger.add('资产', { 资产: '机要通信用车' }, 2);
  ledger.add('资产', { 资产: '应急保障用车' }, 4);
  ledger.add('资产', { 资产: '设备' }, random.whole(1, 9));
}

/** A unit that uses about `accounts` 项 of the functional classification. */
export function createUnit(set: FormSet, accounts: number, random: Random): Unit {
  const ledger = new Ledger();
  for (const { code } of pickAccounts(set, '一般公共预算', accounts)) {
    addAccount(ledger, code, '一般公共', random);
    if (random.chance(0.15)) addAccount(ledger, code, '事业', random);
    if (random.chance(0.1)) addAccount(ledger, code, '其他', random);
  }
  for (const { code } of pickAccounts(set, '政府性基金', Math.ceil(accounts / 8))) addAccount(ledger, code, '政府性基金', random);
  const basic = ledger.amount({ measure: '支出', members: { 资金: '一般公共', 性质: '基本' } });
  const blocks = set.tables.find((table) => table.layout === 'blocks')?.panels ?? [];
  let rest = basic;
  blocks.forEach((panel, i) => {
    const share = i === blocks.length - 1 ? rest : Math.floor(basic * 0.7);
    rest -= share;
    const codes = panel.codes?.listed?.map((entry) => entry.code) ?? [];
    divideBasic(ledger, codes, panel.at.members.性质, share, random);
  });
  addHospitality(ledger, random);
  return {
    name: '临江市综合事务服务中心',
    short: '综合事务服务中心',
    department: '临江市综合事务局',
    ledger,
    catalogue: builtInCatalogue(),
  };
}
