/**
 * A disclosure to be filled in: head, chapters, every official table with the rows or columns that its form prints, the performance forms.
 * Sums are left out, since they follow; whoever types them has them checked.
 */
import { t } from '@vscode/l10n';
import { figureColumns, isBelow } from '../disclosure/bind/columns.ts';
import type { BoundColumn } from '../disclosure/bind/types.ts';
import { numbered } from '../forms/numbering.ts';
import type {
  ChapterForm,
  FormSet,
  IndicatorList,
  Panel,
  PerformanceColumn,
  PerformanceForm,
  PerformanceList,
  RowForm,
  TableForm,
} from '../forms/types.ts';
import { elementColumns } from '../prose/elements.ts';

const GAP = '  ';
const ELEMENTS = '情况说明要素表';
/** An empty cell, and one in which nothing applies, in a row parted by spaces. */
const EMPTY = '-';
const NOT_APPLICABLE = '——';

export interface SkeletonHead {
  readonly unit: string;
  readonly year: string;
}

/** The official name of an account; undefined if nobody knows the code. */
type NameOf = (code: string) => string | undefined;

/** The text of a new disclosure in a form set, still to be laid out by the formatter. */
export function skeletonOf(set: FormSet, { unit, year }: SkeletonHead, nameOf: NameOf): string {
  const head = [
    `单位：${unit}`,
    `年度：${year}`,
    `文种：${set.kind}`,
    `版式：${set.name}`,
    `金额单位：${set.unitOfMeasure}`,
    `// ${t('Only what does not follow from other figures need be filled in: leave sums out, and they are derived and printed.')}`,
  ];
  const tables = set.tables.map((form) => tableText(form, nameOf));
  const forms = set.performance.map(performanceText);
  const at = set.chapters.findIndex((chapter) => chapter.tables);
  const before = set.chapters.slice(0, at < 0 ? undefined : at).map(chapterText);
  const behind = at < 0 ? [] : set.chapters.slice(at + 1).map(chapterText);
  // Performance forms are printed where they stand: in the first chapter of prose behind the tables.
  const [account = '', ...rest] = behind;
  return `${[head.join('\n'), ...before, ...tables, elementsText(set), account, ...forms, ...rest].filter((part) => part !== '').join('\n\n')}\n`;
}

/** Where the standard text finds what no table has. */
function elementsText({ standard }: FormSet): string {
  if (standard.size === 0) return '';
  const remark = t('Leave the headings of 情况说明 empty, and their text is written from the tables and from what is stated here.');
  return [`【${ELEMENTS}】`, `// ${remark}`, `列：${GAP}${elementColumns.slice(0, 4).join(GAP)}`].join('\n');
}

function chapterText({ section, headings }: ChapterForm): string {
  return [`【${section}】`, ...headings.map((heading, i) => `${numbered('一、', i + 1)}${heading}`)].join('\n');
}

function tableText(form: TableForm, nameOf: NameOf): string {
  return [`【${form.title}】`, ...form.panels.flatMap((panel) => panelLines(panel, form, nameOf))].join('\n');
}

/** Rows that the form prints are listed; where rows are codes that the author brings, the columns are named instead. */
function panelLines(panel: Panel, form: TableForm, nameOf: NameOf): string[] {
  const rows = panel.rows.filter((row) => row.at !== undefined && row.label !== '' && !row.total);
  const listed = panel.codes?.listed;
  const leaves = listed?.filter(({ code }) => !listed.some((other) => other.code !== code && other.code.startsWith(code))) ?? [];
  const needsColumns = panel.single || (panel.codes && !listed) || figureColumns(panel).length > 1;
  return [
    ...(form.panels.length > 1 && panel.title !== undefined && panel.rows.length > 0 ? [`${panel.title}：`] : []),
    ...(needsColumns ? [columnLine(panel)] : []),
    ...rows.map((row) => (isSum(row, panel) ? `// ${row.label}` : [quoted(row.label), ...inapplicableCells(row, panel)].join(GAP))),
    // Where a form calls an account by another than its official name, the code is enough: the print bears the form's.
    ...leaves.map(({ code, name }) => (name === nameOf(code) ? `${code}${GAP}${name}` : code)),
  ];
}

/** A row of which other rows are parts, in every column that applies to it: it stays as a remark that says what the rows below it belong to. */
function isSum(row: RowForm, { rows, columns }: Panel): boolean {
  const parts = rows.filter((other) => other !== row && other.at !== undefined && isBelow(other.at, row.at!));
  const applies = ({ inapplicable }: RowForm, id: string) => !inapplicable.includes(id);
  const own = columns.filter(({ id, at }) => at !== undefined && applies(row, id));
  return parts.length > 0 && own.every(({ id }) => parts.some((part) => applies(part, id)));
}

/** Columns that are not sums of others. */
function leafColumns(panel: Panel): BoundColumn[] {
  const columns = figureColumns(panel).filter(({ at }) => at);
  return columns.filter(({ at }) => !columns.some((other) => other.at !== at && isBelow(other.at!, at!)));
}

/** By their paths where the form groups them. */
const columnLine = (panel: Panel): string =>
  `列：${GAP}${leafColumns(panel)
    .map(({ form }) => form!.path.join('／'))
    .join(GAP)}`;

/** `——` where nothing applies, up to the last of these columns. */
function inapplicableCells({ inapplicable }: RowForm, panel: Panel): string[] {
  const columns = leafColumns(panel).map(({ form }) => inapplicable.includes(form!.id));
  return columns.slice(0, columns.lastIndexOf(true) + 1).map((nothing) => (nothing ? NOT_APPLICABLE : EMPTY));
}

/** A label with a colon would read as a property, unless it begins as a part of a sum does. */
const quoted = (label: string): string =>
  /[：:]|\s{2}/.test(label) && !/^[（(\d）).、]*(?:其中|减|加)/.test(label) ? `"${label}"` : label;

function performanceText(form: PerformanceForm): string {
  const parameter = form.properties.find((property) => property.parameter);
  const header = parameter ? `【${form.title}：${parameter.title}】` : `【${form.title}】`;
  return [
    header,
    ...form.properties.filter((property) => !property.parameter && !property.optional).map(({ title }) => `${title}：`),
    ...fundLines(form),
    ...form.lists.filter(({ optional }) => !optional).flatMap(listLines),
    ...indicatorLines(form),
  ].join('\n');
}

/** The titles of the columns that are always printed. */
const named = (columns: readonly PerformanceColumn[]): string[] => columns.filter(({ optional }) => !optional).map(({ title }) => title);

function fundLines({ funds }: PerformanceForm): string[] {
  if (!funds) return [];
  const rows = funds.rows.filter((row) => !row.optional).map(({ title }) => quoted(title));
  return [`${funds.opener}：`, `列：${GAP}${named(funds.columns).join(GAP)}`, ...rows];
}

const listLines = ({ title, label, columns, rows }: PerformanceList): string[] => [
  `${title}：`,
  `列：${label === '' ? GAP : label + GAP}${columns.map((column) => quoted(column.title)).join(GAP)}`,
  ...rows.filter((row) => !row.optional).map((row) => quoted(row.title)),
];

/** Where there are several lists, the groups of each belong to its first target. */
function listOfIndicators({ title, each, columns }: IndicatorList, groups: readonly (readonly string[])[]): string[] {
  const within = each === '' ? title : `${each} 1`;
  return [`${title}：`, `列：${GAP}${named(columns).join(GAP)}`, ...groups.map((path) => `${[within, ...path].join('／')}：`)];
}

function indicatorLines({ indicators, total }: PerformanceForm): string[] {
  if (!indicators) return [];
  if (indicators.lists.length > 0) return indicators.lists.flatMap((list) => listOfIndicators(list, indicators.groups));
  const columns = named(indicators.columns.filter(({ role }) => role !== 'level'));
  const groups = indicators.groups.map((path) => `${path.join('／')}：`);
  return [`列：${GAP}${columns.join(GAP)}`, ...groups, ...(total === undefined ? [] : [total])];
}
