/** Accounts listed twice, without the one above them, or without any below them. */
import * as l10n from '@vscode/l10n';
import { foldName } from '../accounts/fold.ts';
import { type Finding, type Fix, withFixes } from '../disclosure/finding.ts';
import { ownerOf } from './account-names.ts';
import {
  type AccountContext,
  type AccountRow,
  classificationIn,
  groupsOf,
  insertLine,
  isPlainCode,
  type ReadRow,
  replaceCode,
  textAt,
} from './account-rows.ts';

export interface DuplicateFindings {
  readonly findings: readonly Finding[];
  /** Rows that bear another name than their code's account: which of the two is wrong is part of the finding already. */
  readonly claimed: ReadonlySet<AccountRow>;
}

/** The same code twice in a unit, side or block. */
export function duplicateFindings(rows: readonly ReadRow[], context: AccountContext): DuplicateFindings {
  const findings: Finding[] = [];
  const claimed = new Set<AccountRow>();
  for (const group of groupsOf(rows)) {
    const firsts = new Map<string, ReadRow>();
    const listed = new Set(group.map((read) => read.code));
    for (const read of group) {
      if (read.code === '' || (read.flagged && read.account)) continue;
      const first = firsts.get(read.code);
      if (!first) {
        firsts.set(read.code, read);
        continue;
      }
      const { guilty, fixes } = resolveDuplicate(first, read, listed, context);
      if (!bearsItsName(guilty, context)) claimed.add(guilty.row);
      findings.push(duplicateFinding(guilty.row, guilty === first ? read.row : first.row, read.code, fixes));
    }
  }
  return { findings, claimed };
}

const duplicateFinding = (guilty: AccountRow, other: AccountRow, code: string, fixes: readonly Fix[]): Finding => ({
  code: 'duplicate-account',
  severity: 'error',
  message: l10n.t('Account {0} is listed twice in this table.', code),
  place: guilty.codePlace,
  related: [{ message: l10n.t('It is listed here too.'), place: other.codePlace }],
  data: { account: code },
  fixes,
});

const bearsItsName = ({ row, account }: ReadRow, context: AccountContext): boolean =>
  !account || !row.name || context.catalogue.nameKind(account.code, row.name) !== undefined;

/** If one of the two bears the name of an account that is not listed, its code is the mistake. Else the second is taken for it, and may go if both lines say the same. */
function resolveDuplicate(first: ReadRow, second: ReadRow, listed: ReadonlySet<string>, context: AccountContext) {
  for (const guilty of [second, first]) {
    const { row, account } = guilty;
    const owner = bearsItsName(guilty, context) ? undefined : ownerOf(row.name!, account!, context);
    if (owner && !listed.has(owner.code)) return { guilty, fixes: replaceCode(row, owner, context, true) };
  }
  const [a, b] = [first.row, second.row].map((row) => foldName(textAt(row.rowPlace, context)));
  const fixes = a === b ? [{ title: l10n.t('Delete this line'), edits: [{ place: lineWithEnd(second.row, context), text: '' }] }] : [];
  return { guilty: second, fixes };
}

/** The row's line and the line end behind it. */
function lineWithEnd({ rowPlace }: AccountRow, context: AccountContext) {
  const behind = context.sectionText(rowPlace.section).slice(rowPlace.end, rowPlace.end + 2);
  const length = behind.startsWith('\r\n') ? 2 : behind === '' ? 0 : 1;
  return { ...rowPlace, end: rowPlace.end + length };
}

/**
 * Rows whose parent is missing although the table lists that level, and rows with figures none of whose children is listed although the table lists theirs.
 * A parent may stand in another block than its child.
 */
export function levelFindings(rows: readonly ReadRow[], context: AccountContext): Finding[] {
  const placed = rows.filter((read) => read.code !== '' && read.level >= 0);
  const listed = new Set(placed.map((read) => read.code));
  const levels = new Set(placed.map((read) => read.level));
  return [...orphans(placed, listed, levels, context), ...childless(placed, listed, levels, context)];
}

function orphans(rows: readonly ReadRow[], listed: ReadonlySet<string>, levels: ReadonlySet<number>, context: AccountContext): Finding[] {
  const { lengths } = classificationIn(context);
  const missing = new Set<string>();
  return rows.flatMap(({ row, code, level, account, flagged }) => {
    if (level < 1 || !levels.has(level - 1) || flagged || !account) return [];
    const above = code.slice(0, lengths[level - 1]);
    const parent = listed.has(above) || missing.has(above) ? undefined : context.catalogue.find(above);
    if (!parent) return [];
    missing.add(parent.code);
    const finding = {
      code: 'orphaned-account',
      severity: 'hint' as const,
      message: l10n.t('Account {0} is listed without {1} {2} above it.', code, parent.code, parent.name),
      place: row.codePlace,
      data: { account: code, parent: parent.code },
    };
    return [withFixes(finding, () => insertParent(row, `${parent.code}${separatorIn(row, context)}${parent.name}`, context))];
  });
}

const separatorIn = (row: AccountRow, context: AccountContext): string => (/\S.*\t/.test(textAt(row.rowPlace, context)) ? '\t' : '  ');

/** A parent typed without figures is derived from what stands below it. */
const insertParent = (row: AccountRow, text: string, context: AccountContext): Fix[] =>
  isPlainCode(row, context) ? [{ title: l10n.t('Insert {0}', text.replace(/\s+/g, ' ')), edits: [insertLine(row, text, 'before')] }] : [];

/** The beginnings of codes that are codes of higher levels. Rows of one account mostly stand together, and what lies above them is told once. */
function codesAbove(codes: ReadonlySet<string>, lengths: readonly number[]): Set<string> {
  const above = new Set<string>();
  for (const length of lengths) {
    let last: string | undefined;
    for (const code of codes) {
      if (length >= code.length || (last !== undefined && code.startsWith(last))) continue;
      last = code.slice(0, length);
      above.add(last);
    }
  }
  return above;
}

function childless(rows: readonly ReadRow[], listed: ReadonlySet<string>, levels: ReadonlySet<number>, context: AccountContext): Finding[] {
  const { lengths } = classificationIn(context);
  const above = codesAbove(listed, lengths);
  return rows.flatMap(({ row, code, level, account, flagged }) => {
    if (flagged || !account || !levels.has(level + 1) || above.has(code) || row.empty !== false) return [];
    const children = context.catalogue
      .children(code)
      .filter((child) => context.catalogue.find(child.code, context.dimension, context.year));
    if (children.length === 0) return [];
    const only = children.length === 1 ? children[0] : undefined;
    return [
      {
        code: 'childless-account',
        severity: 'warning' as const,
        message: l10n.t('{0} {1} carries figures, but none of the accounts below it is listed.', code, account.name),
        place: row.codePlace,
        data: { account: code },
        fixes: only ? insertOnlyChild(row, only.code, only.name, context) : [],
      },
    ];
  });
}

/** An only child carries its parent's figures: the parent's line again, under the child's code and name. */
function insertOnlyChild(row: AccountRow, code: string, name: string, context: AccountContext): Fix[] {
  if (!isPlainCode(row, context)) return [];
  const start = row.rowPlace.start;
  let line = textAt(row.rowPlace, context);
  if (row.namePlace) line = line.slice(0, row.namePlace.start - start) + name + line.slice(row.namePlace.end - start);
  line = line.slice(0, row.codePlace.start - start) + code + line.slice(row.codePlace.end - start);
  return [{ title: l10n.t('Insert {0} {1} with the same figures', code, name), edits: [insertLine(row, line, 'behind')] }];
}
