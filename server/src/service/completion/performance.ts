/** In a performance form: its fields, groups, rows and columns. */
import { matchKey } from 'budget-grammar';
import { isFundsOpener } from '../../disclosure/performance/openers.ts';
import type { PerformanceForm } from '../../forms/types.ts';
import type { Caret } from '../analysis.ts';
import { FIELD, KEYWORD, merge, PROPERTY, type Proposal, rank } from './match.ts';
import { columnCandidates, firstCell, pieceEnd } from './place.ts';

export function performanceCandidates(before: string, caret: Caret, form: PerformanceForm): Proposal | undefined {
  return columnCandidates(before, caret, columnsAt(caret, form)) ?? rowCandidates(before, caret, form);
}

/** The columns of the funds below their opener, those of the indicators below any other, and both where there is none. */
function columnsAt({ read, line }: Caret, form: PerformanceForm): string[] {
  const { lines } = read.section.tree;
  let at = line.line;
  while (at > 0 && lines[at].kind !== 'opener') at--;
  const above = lines[at];
  const funds = form.funds?.columns ?? [];
  const indicators = form.indicators?.columns.filter((column) => column.role !== 'level') ?? [];
  const opener = above.kind === 'opener' ? matchKey(above.path[0].text) : undefined;
  const list = [...form.lists, ...(form.indicators?.lists ?? [])].find(({ title }) => matchKey(title) === opener);
  const columns = list?.columns ?? (opener === undefined ? [...funds, ...indicators] : isFundsOpener(form, opener) ? funds : indicators);
  // Those that most forms do not print come last.
  const usual = columns.filter(({ optional }) => !optional);
  return [...new Set([...usual, ...columns].map((column) => column.title))];
}

function rowCandidates(before: string, caret: Caret, form: PerformanceForm): Proposal | undefined {
  const typed = firstCell(before);
  if (typed === undefined) return undefined;
  // What most forms do not print comes last.
  const fields = form.properties.filter((property) => !property.parameter);
  const keys = [
    ...fields.filter(({ optional }) => !optional).map(({ title }) => `${title}：`),
    ...(form.funds ? [`${form.funds.opener}：`] : []),
    ...[...form.lists, ...(form.indicators?.lists ?? [])].map(({ title }) => `${title}：`),
    '列：',
    ...fields.filter(({ optional }) => optional).map(({ title }) => `${title}：`),
  ];
  const { groups: usual = [], optionalGroups = [] } = form.indicators ?? {};
  const groups = [...usual, ...optionalGroups].map((path) => `${path.join('／')}：`);
  const rows = [...(form.funds?.rows.map((row) => row.title) ?? []), ...(form.total ? [form.total] : [])];
  const candidates = merge(
    rank(
      typed,
      keys.map((label) => ({ label, kind: PROPERTY, insert: label })),
    ),
    rank(
      typed,
      groups.map((label) => ({ label, kind: KEYWORD, insert: label })),
    ),
    rank(
      typed,
      rows.map((label) => ({ label, kind: FIELD, insert: label })),
    ),
  );
  return {
    from: caret.offset - typed.length,
    to: caret.line.kind === 'row' && !caret.line.damaged ? pieceEnd(caret) : caret.offset,
    candidates,
  };
}
