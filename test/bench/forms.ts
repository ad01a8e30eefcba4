/** Performance forms of projects, filled in as units do: funds, targets, indicators by group, scores. */
import type { PerformanceForm } from '../../server/src/forms/types.ts';
import type { Random } from './random.ts';
import type { Unit } from './unit.ts';

interface Indicator {
  readonly name: string;
  /** A relation and a unit round a number, or words. */
  readonly target: readonly [relation: string, low: number, high: number, unit: string] | string;
}

/** Indicators by second-level group, as they stand in published forms. */
const INDICATORS: Readonly<Record<string, readonly Indicator[]>> = {
  经济成本指标: [{ name: '项目总成本', target: ['≤', 20, 900, '万元'] }],
  数量指标: [
    { name: '定点机构评估次数', target: ['≥', 2, 12, '次'] },
    { name: '办公设备购置数量', target: ['≥', 2, 30, '台/套/件'] },
    { name: '月均聘用人员数量', target: ['≥', 3, 60, '人'] },
    { name: '开展专项检查次数', target: ['≥', 4, 24, '次'] },
    { name: '组织业务培训场次', target: ['≥', 1, 10, '场'] },
    { name: '维护信息系统数量', target: ['≥', 1, 8, '个'] },
  ],
  质量指标: [
    { name: '设备验收合格率', target: ['＝', 100, 100, '%'] },
    { name: '系统正常运行率', target: ['≥', 90, 99, '%'] },
    { name: '培训人员合格率', target: ['≥', 85, 98, '%'] },
    { name: '采购程序合规性', target: '合规' },
  ],
  时效指标: [
    { name: '故障响应时间', target: ['≤', 24, 72, '小时'] },
    { name: '资金拨付及时率', target: ['≥', 95, 100, '%'] },
    { name: '项目完成时间', target: '年内' },
  ],
  经济效益指标: [{ name: '节约运行成本', target: '有所节约' }],
  社会效益指标: [
    { name: '服务群众人次', target: ['≥', 500, 90_000, '人次'] },
    { name: '提升公共服务能力', target: '有效提升' },
  ],
  生态效益指标: [{ name: '降低办公能耗', target: '有所降低' }],
  服务对象满意度: [{ name: '服务对象满意率', target: ['≥', 85, 98, '%'] }],
};

/** What a group's indicators weigh together; with 10 for the funds it makes 100. */
const WEIGHTS: Readonly<Record<string, number>> = {
  经济成本指标: 20,
  数量指标: 20,
  质量指标: 12,
  时效指标: 8,
  社会效益指标: 20,
  服务对象满意度: 10,
};
const FUNDS_WEIGHT = 10;

const KINDS = [
  '信息化建设',
  '业务用房维修改造',
  '公共服务能力提升',
  '专项检查',
  '人员培训',
  '设备购置',
  '宣传教育',
  '委托业务',
  '应急保障',
  '档案整理',
];
const FIELDS = [
  '医疗保障',
  '社会保险',
  '住房保障',
  '就业创业',
  '基层治理',
  '政务服务',
  '统计调查',
  '安全生产',
  '农村公路',
  '水利工程',
  '文化惠民',
  '城市管理',
];

export interface Project {
  readonly name: string;
  /** 万元 with two decimals, in hundredths. */
  readonly initial: number;
  readonly revised: number;
  readonly actual: number;
}

export interface FilledForm {
  readonly project: Project;
  readonly score: number;
  /** The section's lines, its header first. */
  readonly lines: readonly string[];
}

const printed = (hundredths: number): string => (hundredths / 100).toFixed(2);

function projectOf(index: number, random: Random): Project {
  const revised = random.spread(500, 200_000);
  const name = `${FIELDS[index % FIELDS.length]}${KINDS[Math.floor(index / FIELDS.length) % KINDS.length]}项目`;
  const round = Math.floor(index / (FIELDS.length * KINDS.length));
  return {
    name: round === 0 ? name : `${name}（第${round + 1}期）`,
    initial: random.chance(0.5) ? revised : Math.round(revised * 0.9),
    revised,
    actual: Math.max(1, Math.round((revised * random.whole(80, 100)) / 100)),
  };
}

/** Shares of `whole`, as even as whole numbers can be. */
const divide = (whole: number, parts: number): number[] =>
  Array.from({ length: parts }, (_, i) => Math.floor(((i + 1) * whole) / parts) - Math.floor((i * whole) / parts));

/** A row that reaches its target and so has all its points. */
function indicatorRow(indicator: Indicator, weight: number, random: Random): string {
  if (typeof indicator.target === 'string') return `${indicator.name}  ${indicator.target}  基本达成目标  ${weight}  ${weight}`;
  const [relation, low, high, unit] = indicator.target;
  const value = random.whole(low, high);
  const over = unit === '%' ? Math.min(100 - value, 2) : Math.ceil(value / 10);
  const actual =
    relation === '≥' ? value + random.whole(0, over) : relation === '≤' ? value - random.whole(0, Math.floor(value / 10)) : value;
  return `${indicator.name}  ${relation}${value}${unit}  ${actual}  ${weight}  ${weight}`;
}

function indicatorLines(form: PerformanceForm, random: Random): string[] {
  return (form.indicators?.groups ?? []).flatMap((path) => {
    const kind = path[path.length - 1];
    const weight = WEIGHTS[kind] ?? 0;
    const chosen = weight === 0 ? [] : (INDICATORS[kind] ?? []).filter((_, i) => i === 0 || random.chance(0.7));
    const weights = divide(weight, chosen.length);
    return [`${path.join('／')}：`, ...chosen.map((indicator, i) => indicatorRow(indicator, weights[i], random))];
  });
}

/** The form of the project with this index. */
export function fillForm(form: PerformanceForm, unit: Unit, index: number, random: Random): FilledForm {
  const project = projectOf(index, random);
  const rate = ((project.actual / project.revised) * 100).toFixed(2);
  const score = Math.floor((FUNDS_WEIGHT * project.actual) / project.revised);
  const money = [project.initial, project.revised, project.actual].map(printed).join('  ');
  const lines = [
    `【${form.title}：${project.name}】`,
    `主管部门：${unit.department}`,
    `实施单位：${unit.name}`,
    '资金：',
    '列：            年初预算数  全年预算数  全年执行数  分值  执行率  得分',
    `年度资金总额    ${money}  ${FUNDS_WEIGHT}  ${rate}  ${score}`,
    `政府预算资金    ${money}  —   ${rate}  —`,
    `预期目标：完成${project.name}年度任务，经费使用规范、高效，服务对象满意。`,
    '实际完成情况：年度任务全部完成，资金按进度支出，结余资金按规定交回财政。',
    '列：              年度指标      实际完成值  分值  得分  偏差原因分析及改进措施',
    ...indicatorLines(form, random),
    `总分  -  -  100  ${100 - FUNDS_WEIGHT + score}`,
    '',
  ];
  return { project, score: 100 - FUNDS_WEIGHT + score, lines };
}
