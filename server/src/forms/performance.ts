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
import type {
  PerformanceBlock,
  PerformanceColumn,
  PerformanceForm,
  PerformanceFunds,
  PerformanceIndicators,
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
  'target',
  'actual',
  'reason',
  'other',
];
const FORM_KEYS = [
  ...['id', 'title', 'aliases', 'subtitle', 'properties', 'funds', 'indicators', 'total', 'fullScore', 'executionScore', 'grades'],
  ...['width', 'layout', 'after', 'remove'],
];
const BLOCKS = ['properties', 'texts', 'funds', 'indicators', 'total'] as const;

function propertyOf(node: Node, problems: Problems): PerformanceProperty[] {
  if (typeof node.value === 'string') return [{ title: node.value, aliases: [], options: [], parameter: false }];
  if (!expectObject(node, ['title', 'aliases', 'options', 'parameter'], problems)) return [];
  const title = requiredText(node, 'title', problems);
  if (title === undefined) return [];
  const aliases = texts(field(node, 'aliases'), problems);
  const options = texts(field(node, 'options'), problems);
  return [{ title, aliases, options, parameter: flag(field(node, 'parameter'), problems) }];
}

function columnOf(node: Node, problems: Problems): PerformanceColumn[] {
  if (!expectObject(node, ['title', 'aliases', 'role', 'span'], problems)) return [];
  const title = requiredText(node, 'title', problems);
  if (title === undefined) return [];
  return [
    {
      title,
      aliases: texts(field(node, 'aliases'), problems),
      role: choice(field(node, 'role'), ROLES, problems) ?? 'other',
      span: wholeNumber(field(node, 'span'), problems) || 1,
    },
  ];
}

const columnsOf = (node: Node, problems: Problems): PerformanceColumn[] =>
  items(field(node, 'columns'), problems).flatMap((column) => columnOf(column, problems));

function rowOf(node: Node, problems: Problems): PerformanceRow[] {
  if (typeof node.value === 'string') return [{ title: node.value, aliases: [], total: false, optional: false }];
  if (!expectObject(node, ['title', 'aliases', 'total', 'optional'], problems)) return [];
  const title = requiredText(node, 'title', problems);
  if (title === undefined) return [];
  const aliases = texts(field(node, 'aliases'), problems);
  return [{ title, aliases, total: flag(field(node, 'total'), problems), optional: flag(field(node, 'optional'), problems) }];
}

function fundsOf(node: Node | undefined, problems: Problems): PerformanceFunds | undefined {
  if (!node || !expectObject(node, ['opener', 'columns', 'rows'], problems)) return undefined;
  const opener = requiredText(node, 'opener', problems);
  const rows = items(field(node, 'rows'), problems).flatMap((row) => rowOf(row, problems));
  return opener === undefined ? undefined : { opener, columns: columnsOf(node, problems), rows };
}

/** Levels are the columns of that role; groups are given as an object: first level → second levels. */
function indicatorsOf(node: Node | undefined, problems: Problems): PerformanceIndicators | undefined {
  if (!node || !expectObject(node, ['columns', 'groups'], problems)) return undefined;
  const columns = columnsOf(node, problems);
  const levels = columns.filter((column) => column.role === 'level').map((column) => column.title);
  const groups = items(field(node, 'groups'), problems).map((group) => texts(group, problems));
  items(field(node, 'groups'), problems).forEach((group, index) => {
    if (groups[index].length === 0 || groups[index].length >= levels.length)
      problem(problems, group, l10n.t('A group names the levels above the last one: it has 1 to {0} names.', levels.length - 1));
  });
  return { columns, levels, groups };
}

function blockOf(node: Node, problems: Problems): PerformanceBlock[] {
  if (!expectObject(node, ['kind', 'heading', 'titles'], problems)) return [];
  const kind = choice(field(node, 'kind'), BLOCKS, problems);
  const heading = text(field(node, 'heading'), problems) ?? '';
  const titles = texts(field(node, 'titles'), problems);
  if (!kind) return [];
  if (kind === 'properties') return [{ kind, titles }];
  if (kind === 'texts') return [{ kind, heading, titles }];
  return kind === 'total' ? [{ kind }] : [{ kind, heading }];
}

/** Every property that the layout prints must be one of the form's. */
function checkLayout(node: Node, properties: readonly PerformanceProperty[], problems: Problems): void {
  for (const block of items(field(node, 'layout'), problems)) {
    for (const title of items(field(block, 'titles'), problems)) {
      if (!properties.some((property) => property.title === title.value))
        problem(problems, title, l10n.t('The form has no property "{0}".', String(title.value)));
    }
  }
}

function gradesOf(node: Node | undefined, problems: Problems): PerformanceForm['grades'] {
  const grades = items(node, problems).flatMap((grade) => {
    expectObject(grade, ['name', 'from'], problems);
    const name = requiredText(grade, 'name', problems);
    return name === undefined ? [] : [{ name, from: wholeNumber(field(grade, 'from'), problems) ?? 0 }];
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
  checkLayout(node, properties, problems);
  return {
    role,
    title,
    aliases: texts(field(node, 'aliases'), problems),
    subtitle: text(field(node, 'subtitle'), problems) ?? '',
    properties,
    funds: fundsOf(field(node, 'funds'), problems),
    indicators: indicatorsOf(field(node, 'indicators'), problems),
    total: text(field(node, 'total'), problems),
    fullScore: wholeNumber(field(node, 'fullScore'), problems) ?? 100,
    executionScore: choice(field(node, 'executionScore'), ['proportional', 'free'], problems) ?? 'free',
    grades: gradesOf(field(node, 'grades'), problems),
    width: wholeNumber(field(node, 'width'), problems) ?? 1,
    layout: items(field(node, 'layout'), problems).flatMap((block) => blockOf(block, problems)),
  };
}
