/** The chapters of prose, with the figures that the tables print. */
import type { FilledForm } from './forms.ts';
import { inHundredths, yuan10k } from './ledger.ts';
import type { Random } from './random.ts';
import { type Unit, YEAR } from './unit.ts';

type Members = Readonly<Record<string, string>>;

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** Chinese numerals from 1 to 99. */
export const numeral = (n: number): string => `${n < 20 ? '' : DIGITS[Math.floor(n / 10)]}${n < 10 ? '' : '十'}${DIGITS[n % 10]}`;

/** Reads sums of the unit's ledger as sentences want them. */
class Figures {
  readonly #unit: Unit;

  constructor(unit: Unit) {
    this.#unit = unit;
  }

  fen(measure: string, members: Members = {}): number {
    return this.#unit.ledger.amount({ measure, members });
  }

  money(measure: string, members: Members = {}): string {
    return `${yuan10k(this.fen(measure, members))}万元`;
  }

  /** The share that the printed figures give. */
  share(part: number, whole: number): string {
    return `${((inHundredths(part) / inHundredths(whole)) * 100).toFixed(2)}%`;
  }
}

/** `比上年增加284.20万元，增长139.96%`, from a figure of last year that is made up. */
function change(fen: number, random: Random): string {
  const now = inHundredths(fen);
  const before = Math.max(1, Math.round((now * random.whole(60, 140)) / 100));
  if (now === before) return '与上年持平';
  const difference = (Math.abs(now - before) / 100).toFixed(2);
  const rate = ((Math.abs(now - before) / before) * 100).toFixed(2);
  return `比上年${now > before ? '增加' : '减少'}${difference}万元，${now > before ? '增长' : '下降'}${rate}%`;
}

const REASONS = ['人员增加', '项目进度加快', '厉行节约', '业务量增加', '政策调整', '一次性支出减少'];
const because = (random: Random): string => `主要原因：${random.pick(REASONS)}。`;

const DUTIES = [
  '贯彻执行国家和省有关法律、法规和政策，拟订全市有关规划和年度计划并组织实施。',
  '负责统筹全市公共服务事项的受理、审核、办结和档案管理工作。',
  '承担全市有关数据的采集、汇总、分析和报送工作，指导县（市、区）开展业务。',
  '负责信息系统的建设、运行、维护和网络安全工作。',
  '组织开展业务培训、宣传教育和绩效管理工作。',
];

/** 概况; `extra` more duties make the document as long as it is wanted. */
export const overview = (unit: Unit, extra: number): string[] => [
  '【概况】',
  '一、单位主要职责',
  ...Array.from({ length: DUTIES.length + extra }, (_, i) => `（${i + 1}）${DUTIES[i % DUTIES.length]}`),
  '二、机构设置及人员情况',
  `${unit.name}内设机构8个，分别是：办公室、财务科、人事科、业务一科、业务二科、信息科、稽核科、法规科。`,
  '本单位年末在职人员86人，离退休人员21人，其他人员5人。',
  '',
];

function revenueAndOutlay(figures: Figures, random: Random): string[] {
  const income = figures.fen('收入');
  const outlay = figures.fen('支出');
  const part = (title: string, fen: number, whole: number) => `${title}${yuan10k(fen)}万元，占${figures.share(fen, whole)}`;
  const fiscal = part('财政拨款收入', figures.fen('收入', { 资金: '财政拨款' }), income);
  const own = [
    part('事业收入', figures.fen('收入', { 资金: '事业' }), income),
    part('其他收入', figures.fen('收入', { 资金: '其他' }), income),
  ];
  const total = figures.money('收入总计');
  return [
    '一、收入决算情况说明',
    `本单位${YEAR}年度收入总计${total}，其中年初结转和结余${figures.money('结转', { 时点: '年初' })}；本年收入合计${yuan10k(income)}万元，${change(income, random)}，${because(random)}`,
    `本年收入的具体构成：${[fiscal, ...own].join('；')}。`,
    '二、支出决算情况说明',
    `本单位${YEAR}年度支出总计${total}，其中本年支出合计${yuan10k(outlay)}万元，${change(outlay, random)}，${because(random)}`,
    `本年支出的具体构成：${part('基本支出', figures.fen('支出', { 性质: '基本' }), outlay)}；${part('项目支出', figures.fen('支出', { 性质: '项目' }), outlay)}。`,
  ];
}

/** A paragraph a class, and below it one an account. */
function fiscalOutlay(unit: Unit, figures: Figures): string[] {
  const at = (code?: string): Members => ({ 资金: '财政拨款', ...(code ? { 功能: code } : {}) });
  const name = (code: string): string => unit.catalogue.find(code)?.name ?? code;
  const against = (code?: string): string => {
    const budget = figures.fen('预算', at(code));
    const actual = figures.fen('支出', at(code));
    return `年初预算数${yuan10k(budget)}万元，决算数${yuan10k(actual)}万元，完成年初预算的${figures.share(actual, budget)}`;
  };
  const codes = unit.ledger.codes('功能').filter((code) => code.length !== 5 && figures.fen('支出', at(code)) !== 0);
  let classes = 0;
  let accounts = 0;
  const paragraphs = codes.map((code) => {
    if (code.length === 3) {
      accounts = 0;
      return `（${numeral(++classes)}）${name(code)}（类）${against(code)}。其中：`;
    }
    return `${++accounts}.${name(code.slice(0, 3))}（类）${name(code.slice(0, 5))}（款）${name(code)}（项）${against(code)}。预决算差异主要原因：年中按规定调整预算。`;
  });
  return ['三、财政拨款支出决算情况说明', `本单位${YEAR}年度财政拨款本年支出${against()}。其中：`, ...paragraphs];
}

function otherStatements(figures: Figures, random: Random): string[] {
  const basic = (code: string) =>
    ['人员', '公用'].reduce((sum, nature) => sum + figures.fen('支出', { 资金: '一般公共', 性质: nature, 经济: code }), 0);
  const classes = ['301 工资福利支出', '302 商品和服务支出', '303 对个人和家庭的补助', '310 资本性支出'].map((one) => one.split(' '));
  const public3 = (at: string, basis: string) => figures.money('三公', { ...(at ? { 三公: at } : {}), 基准: basis });
  const pair = (at: string) => `全年预算数${public3(at, '全年预算')}，决算数${public3(at, '决算')}`;
  const count = (at: string, kind: string) => figures.fen('三公数', { 三公: at, 计数: kind, 基准: '决算' });
  return [
    '四、一般公共预算财政拨款基本支出决算情况说明',
    `本单位${YEAR}年度一般公共预算财政拨款基本支出${figures.money('支出', { 资金: '一般公共', 性质: '基本' })}，其中：`,
    ...classes.map(
      ([code, title], i) => `（${numeral(i + 1)}）${title}${yuan10k(basic(code))}万元，${change(basic(code), random)}，${because(random)}`,
    ),
    '五、财政拨款“三公”经费支出决算情况说明',
    `本单位${YEAR}年度财政拨款“三公”经费支出${pair('')}，其中：`,
    `（一）因公出国（境）费${pair('出国')}。全年安排因公出国（境）团组${count('出国', '团组')}个，累计${count('出国', '人次')}人次。`,
    `（二）公务用车购置及运行维护费${pair('车')}。年末使用财政拨款负担费用的公务用车保有量${count('运行', '保有量')}辆。`,
    `（三）公务接待费${pair('接待')}。全年国内公务接待${count('国内', '批次')}批，累计接待${count('国内', '人次')}人次。`,
    '六、机关运行经费支出情况说明',
    '本单位为事业单位，无机关运行经费支出。',
    '七、政府采购支出情况说明',
    `本单位${YEAR}年度政府采购支出总额0.00万元。`,
    '八、国有资产占用情况说明',
    `截止${YEAR}年12月31日，本单位共有车辆${figures.fen('资产', { 资产: '车辆' })}辆，单价100万元（含）以上设备（不含车辆）${figures.fen('资产', { 资产: '设备' })}台（套）。`,
  ];
}

function performanceStatement(forms: readonly FilledForm[]): string[] {
  const covered = forms.reduce((sum, { project }) => sum + project.revised, 0);
  const graded = (from: number, to: number) => forms.filter(({ score }) => score >= from && score < to).length;
  return [
    '九、预算绩效情况说明',
    '（一）绩效管理工作开展情况。',
    `根据预算绩效管理要求，我单位组织对${YEAR}年度二级项目${forms.length}个全面开展绩效自评，共涉及资金${(covered / 100).toFixed(2)}万元。其中，${graded(90, 101)}个项目评价结果为“优”，${graded(80, 90)}个项目评价结果为“良”，${graded(60, 80)}个项目评价结果为“中”，${graded(0, 60)}个项目评价结果为“差”。`,
    '（二）单位决算中项目绩效自评情况。',
  ];
}

/** 情况说明 with the performance forms between its paragraphs. */
export function explanation(unit: Unit, forms: readonly FilledForm[], random: Random): string[] {
  const figures = new Figures(unit);
  return [
    '【情况说明】',
    ...revenueAndOutlay(figures, random),
    ...fiscalOutlay(unit, figures),
    ...otherStatements(figures, random),
    ...performanceStatement(forms),
    ...forms.flatMap(({ project, lines }, i) => [...(i > 0 ? ['【续】'] : []), `本单位“${project.name}”如下：`, '', ...lines]),
  ];
}

/** 名词解释: every account in use, and the words of the field. */
export function glossary(unit: Unit): string[] {
  const path = (code: string): string =>
    [3, 5, 7].map((length, i) => `${unit.catalogue.find(code.slice(0, length))?.name}（${'类款项'[i]}）`).join('');
  const codes = unit.ledger.codes('功能').filter((code) => code.length === 7);
  return [
    '【名词解释】',
    '一、收入科目',
    '（一）财政拨款收入：指市级财政当年拨付的资金。',
    '（二）事业收入：指事业单位开展专业业务活动及辅助活动取得的收入。',
    '（三）其他收入：指除财政拨款收入、事业收入、经营收入等以外的各项收入。',
    '（四）年初结转和结余：填列上年度全部结转和结余的资金数。',
    '二、支出科目',
    ...codes.map((code, i) => `${i + 1}.${path(code)}：反映${unit.catalogue.find(code)?.name}方面的支出。`),
    '三、相关专业名词',
    '（一）“三公”经费：是指用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费。',
    '（二）机关运行经费：是指为保障行政单位运行用于购买货物和服务的各项资金。',
  ];
}
