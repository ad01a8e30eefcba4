/** Texts like those that units publish, of any size, always the same for the same size. */

const accounts = [
  '社会保障和就业支出',
  '机关事业单位基本养老保险缴费支出',
  '行政运行',
  '公务员医疗补助',
  '住房公积金',
  '其他医疗保障管理事务支出',
];
const indicators = ['办公设备购置', '月均聘用人员数量', '定点医疗机构满意度', '故障解决时限', '基金稽核次数'];
const targets = ['≥2台/套/件', '≥8人', '≥95%', '≤72小时', '合格'];

const figure = (i: number): string => `${((i * 7919) % 100_000) / 100 + 0.01}`.slice(0, 7);

function row(i: number): string {
  const code = 2_080_101 + ((i * 37) % 20_000);
  const name = accounts[i % accounts.length];
  if (i % 4 === 0) return `${code}\t${name}\t${figure(i)}\t${figure(i + 1)}\t\t${figure(i + 2)}`;
  return `${code}  ${name.padEnd(20, '　')}  ${figure(i)}  ${figure(i + 1)}  ${figure(i + 2)}`;
}

function indicatorRow(i: number): string {
  if (i % 9 === 0) return '产出指标／数量指标：';
  return `${indicators[i % indicators.length]}  ${targets[i % targets.length]}  ${i % 100}  ${i % 10}  ${i % 10}${i % 5 ? '' : '  因实际情况有变，未能完成'}`;
}

function paragraph(i: number): string {
  if (i % 10 === 0) return `（${'一二三四五六七八九十'[(i / 10) % 10]}）预算绩效情况`;
  if (i % 10 === 1) return `本年支出合计{支出决算表.合计}万元，比上年{增减(支出决算表.合计)}。`;
  return `本单位2023年度收入总计${figure(i)}万元，其中年初结转和结余${figure(i + 1)}万元，比上年增加4.36万元，增长74.45%，主要原因是人员增加。`;
}

const sections: readonly { readonly title: string; readonly head: readonly string[]; readonly line: (i: number) => string }[] = [
  { title: '收入决算表', head: ['列：  本年收入合计  财政拨款收入  其他收入'], line: row },
  {
    title: '项目支出绩效自评表：专项经费',
    head: ['主管部门：某市医疗保障局', '列：  年度指标  实际完成值  分值  得分  偏差原因'],
    line: indicatorRow,
  },
  { title: '情况说明', head: [], line: paragraph },
];

/** One section of the given number of lines; `kind` chooses rows, indicators or prose. */
export function realisticSection(lines: number, kind: number): string {
  const { title, head, line } = sections[kind % sections.length];
  const out = [`【${title}】`, ...head];
  for (let i = out.length; i < lines; i++) out.push(line(i));
  return `${out.join('\n')}\n`;
}

/** A text of the given number of lines in sections of `sectionLines`. */
export function realisticText(lines: number, sectionLines: number): string {
  let out = '';
  for (let i = 0, kind = 0; i < lines; i += sectionLines, kind++) out += realisticSection(Math.min(sectionLines, lines - i), kind);
  return out;
}
