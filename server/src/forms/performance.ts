/** Expansion of performance forms (绩效自评表 and its kin). */
import * as l10n from '@vscode/l10n';
import {
  choice,
  expectObject,
  field,
  flag,
  items,
  type Node,
  type Problems,
  problem,
  requiredText,
  text,
  texts,
  wholeNumber,
} from './reader.ts';
import { readCaptions } from './tables.ts';
import type {
  IndicatorList,
  PerformanceBlock,
  PerformanceColumn,
  PerformanceDivision,
  PerformanceFieldRole,
  PerformanceForm,
  PerformanceFunds,
  PerformanceIndicators,
  PerformanceList,
  PerformanceProperty,
  PerformanceRole,
  PerformanceRow,
} from './types.ts';

const ROLES: readonly PerformanceRole[] = [
  'initialBudget',
  'revisedBudget',
  'actualAmount',
  'weight',
  'rate',
  'score',
  'level',
  'relation',
  'target',
  'unit',
  'actual',
  'reason',
  'other',
];
const FIELD_ROLES: readonly PerformanceFieldRole[] = ['code', 'budget', 'grade'];
const FORM_KEYS = [
  ...['captions', 'lists', 'scope'],
  ...[
    'id',
    'title',
    'aliases',
    'subtitle',
    'properties',
    'funds',
    'indicators',
    'total',
    'totalAliases',
    'fullScore',
    'executionScore',
    'grades',
  ],
  ...['width', 'layout', 'after', 'remove'],
];
const BLOCKS = ['properties', 'texts', 'funds', 'indicators', 'lists', 'total'] as const;

function propertyOf(node: Node, problems: Problems): PerformanceProperty[] {
  if (typeof node.value === 'string') return [{ title: node.value, aliases: [], options: [], parameter: false, optional: false }];
  if (!expectObject(node, ['title', 'aliases', 'options', 'parameter', 'role', 'optional'], problems)) return [];
  const title = requiredText(node, 'title', problems);
  if (title === undefined) return [];
  const aliases = texts(field(node, 'aliases'), problems);
  const options = texts(field(node, 'options'), problems);
  const role = choice(field(node, 'role'), FIELD_ROLES, problems);
  const parameter = flag(field(node, 'parameter'), problems);
  return [{ title, aliases, options, parameter, ...(role ? { role } : {}), optional: flag(field(node, 'optional'), problems) }];
}

function columnOf(node: Node, problems: Problems): PerformanceColumn[] {
  if (typeof node.value === 'string') return [{ title: node.value, aliases: [], role: 'other', optional: false, span: 1 }];
  if (!expectObject(node, ['title', 'aliases', 'role', 'optional', 'span', 'group'], problems)) return [];
  const title = requiredText(node, 'title', problems);
  if (title === undefined) return [];
  const group = text(field(node, 'group'), problems);
  return [
    {
      title,
      aliases: texts(field(node, 'aliases'), problems),
      role: choice(field(node, 'role'), ROLES, problems) ?? 'other',
      optional: flag(field(node, 'optional'), problems),
      span: wholeNumber(field(node, 'span'), problems) || 1,
      ...(group === undefined ? {} : { group }),
    },
  ];
}

const columnsOf = (node: Node, problems: Problems): PerformanceColumn[] =>
  items(field(node, 'columns'), problems).flatMap((column) => columnOf(column, problems));

function rowOf(node: Node, problems: Problems): PerformanceRow[] {
  if (typeof node.value === 'string') return [{ title: node.value, aliases: [], total: false, optional: false, part: false, division: '' }];
  if (!expectObject(node, ['title', 'aliases', 'total', 'optional', 'part', 'within', 'division'], problems)) return [];
  const title = requiredText(node, 'title', problems);
  if (title === undefined) return [];
  const aliases = texts(field(node, 'aliases'), problems);
  const is = (key: string): boolean => flag(field(node, key), problems);
  const within = text(field(node, 'within'), problems);
  const division = text(field(node, 'division'), problems) ?? '';
  const kind = { total: is('total'), optional: is('optional'), part: is('part') };
  return [{ title, aliases, ...kind, division, ...(within === undefined ? {} : { within }) }];
}

function fundsOf(node: Node | undefined, problems: Problems): PerformanceFunds | undefined {
  if (!node || !expectObject(node, ['opener', 'aliases', 'label', 'columns', 'rows', 'divisions'], problems)) return undefined;
  const opener = requiredText(node, 'opener', problems);
  if (opener === undefined) return undefined;
  const aliases = texts(field(node, 'aliases'), problems);
  const label = text(field(node, 'label'), problems) ?? '';
  const divisions = items(field(node, 'divisions'), problems).flatMap((division) => divisionOf(division, problems));
  const rows = rowsOf(node, problems);
  for (const named of items(field(node, 'rows'), problems).flatMap((row) => field(row, 'division') ?? []))
    if (!divisions.some(({ title }) => title === named.value))
      problem(problems, named, l10n.t('The form has no division "{0}".', String(named.value)));
  return { opener, aliases, label, columns: columnsOf(node, problems), rows, divisions };
}

function divisionOf(node: Node, problems: Problems): PerformanceDivision[] {
  if (typeof node.value === 'string') return [{ title: node.value, aliases: [] }];
  if (!expectObject(node, ['title', 'aliases'], problems)) return [];
  const title = requiredText(node, 'title', problems);
  return title === undefined ? [] : [{ title, aliases: texts(field(node, 'aliases'), problems) }];
}

function rowsOf(node: Node, problems: Problems): PerformanceRow[] {
  const nodes = items(field(node, 'rows'), problems);
  const rows = nodes.flatMap((row) => rowOf(row, problems));
  for (const within of nodes.flatMap((row) => field(row, 'within') ?? []))
    if (!rows.some(({ title }) => title === within.value))
      problem(problems, within, l10n.t('The form has no row "{0}".', String(within.value)));
  return rows;
}

function listOf(node: Node, problems: Problems): PerformanceList[] {
  if (!expectObject(node, ['title', 'aliases', 'label', 'columns', 'rows', 'optional'], problems)) return [];
  const title = requiredText(node, 'title', problems);
  if (title === undefined) return [];
  const aliases = texts(field(node, 'aliases'), problems);
  const label = text(field(node, 'label'), problems) ?? '';
  const optional = flag(field(node, 'optional'), problems);
  return [{ title, aliases, label, columns: columnsOf(node, problems), rows: rowsOf(node, problems), optional }];
}

function indicatorListOf(node: Node, problems: Problems): IndicatorList[] {
  if (!expectObject(node, ['title', 'aliases', 'name', 'each', 'columns'], problems)) return [];
  const title = requiredText(node, 'title', problems);
  if (title === undefined) return [];
  const own = (key: string): string => text(field(node, key), problems) ?? '';
  return [
    { title, aliases: texts(field(node, 'aliases'), problems), name: own('name'), each: own('each'), columns: columnsOf(node, problems) },
  ];
}

/** Levels are the columns of that role; where there are several lists, their columns follow these. */
function indicatorsOf(node: Node | undefined, problems: Problems): PerformanceIndicators | undefined {
  if (!node || !expectObject(node, ['columns', 'lists', 'groups', 'optionalGroups'], problems)) return undefined;
  const lists = items(field(node, 'lists'), problems).flatMap((list) => indicatorListOf(list, problems));
  const columns = [...columnsOf(node, problems), ...lists.flatMap((list) => list.columns)];
  const levels = columns.filter((column) => column.role === 'level').map((column) => column.title);
  const groups = groupsOf(field(node, 'groups'), levels.length, problems);
  const optionalGroups = groupsOf(field(node, 'optionalGroups'), levels.length, problems);
  return { columns, levels, groups, optionalGroups, lists };
}

function groupsOf(node: Node | undefined, levels: number, problems: Problems): string[][] {
  return items(node, problems).map((group) => {
    const path = texts(group, problems);
    if (path.length === 0 || path.length >= levels)
      problem(problems, group, l10n.t('A group names the levels above the last one: it has 1 to {0} names.', levels - 1));
    return path;
  });
}

function blockOf(node: Node, problems: Problems): PerformanceBlock[] {
  if (!expectObject(node, ['kind', 'heading', 'titles', 'above', 'list', 'label'], problems)) return [];
  const kind = choice(field(node, 'kind'), BLOCKS, problems);
  const heading = text(field(node, 'heading'), problems) ?? '';
  const titles = texts(field(node, 'titles'), problems);
  if (!kind) return [];
  if (kind === 'properties') return [{ kind, titles }];
  if (kind === 'texts') return [{ kind, heading, titles }];
  if (kind === 'lists') return [{ kind, heading, label: text(field(node, 'label'), problems) ?? '', titles }];
  if (kind === 'total') return [{ kind }];
  const above = flag(field(node, 'above'), problems);
  const list = text(field(node, 'list'), problems);
  return kind === 'funds' ? [{ kind, heading, above }] : [{ kind, heading, above, ...(list === undefined ? {} : { list }) }];
}

/** Every property and list that the layout prints must be one of the form's. */
function checkLayout(node: Node, form: Pick<PerformanceForm, 'properties' | 'lists' | 'indicators'>, problems: Problems): void {
  for (const block of items(field(node, 'layout'), problems)) {
    const known = field(block, 'kind')?.value === 'lists' ? form.lists : form.properties;
    for (const title of items(field(block, 'titles'), problems)) {
      if (!known.some((one) => one.title === title.value))
        problem(problems, title, l10n.t('The form has no property "{0}".', String(title.value)));
    }
    const list = field(block, 'list');
    if (list && !form.indicators?.lists.some((one) => one.title === list.value))
      problem(problems, list, l10n.t('The form has no property "{0}".', String(list.value)));
  }
}

function gradesOf(node: Node | undefined, problems: Problems): PerformanceForm['grades'] {
  const grades = items(node, problems).flatMap((grade) => {
    expectObject(grade, ['name', 'aliases', 'from'], problems);
    const name = requiredText(grade, 'name', problems);
    return name === undefined
      ? []
      : [{ name, aliases: texts(field(grade, 'aliases'), problems), from: wholeNumber(field(grade, 'from'), problems) ?? 0 }];
  });
  return grades.sort((a, b) => b.from - a.from);
}

/** Expands a performance form; undefined if it has no role or title. */
export function expandPerformance(node: Node, problems: Problems): PerformanceForm | undefined {
  if (!expectObject(node, FORM_KEYS, problems)) return undefined;
  const role = requiredText(node, 'id', problems);
  const title = requiredText(node, 'title', problems);
  if (role === undefined || title === undefined) return undefined;
  const properties = items(field(node, 'properties'), problems).flatMap((property) => propertyOf(property, problems));
  const lists = items(field(node, 'lists'), problems).flatMap((list) => listOf(list, problems));
  const indicators = indicatorsOf(field(node, 'indicators'), problems);
  checkLayout(node, { properties, lists, indicators }, problems);
  return {
    role,
    title,
    aliases: texts(field(node, 'aliases'), problems),
    scope: choice(field(node, 'scope'), ['project', 'department'], problems) ?? 'project',
    subtitle: text(field(node, 'subtitle'), problems) ?? '',
    captions: readCaptions(field(node, 'captions'), problems) ?? [],
    properties,
    lists,
    funds: fundsOf(field(node, 'funds'), problems),
    indicators,
    total: text(field(node, 'total'), problems),
    totalAliases: texts(field(node, 'totalAliases'), problems),
    fullScore: wholeNumber(field(node, 'fullScore'), problems) ?? 100,
    executionScore: choice(field(node, 'executionScore'), ['proportional', 'free'], problems) ?? 'free',
    grades: gradesOf(field(node, 'grades'), problems),
    width: wholeNumber(field(node, 'width'), problems) ?? 1,
    layout: items(field(node, 'layout'), problems).flatMap((block) => blockOf(block, problems)),
  };
}
