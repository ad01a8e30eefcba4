/** Codes that are not accounts of the table: mistyped, of another classification, or unknown. */
import * as l10n from '@vscode/l10n';
import { foldCode } from '../accounts/fold.ts';
import type { Account, Classification } from '../accounts/types.ts';
import type { Finding, Fix } from '../disclosure/finding.ts';
import { type AccountContext, type AccountRow, classificationIn, groupBy, type ReadRow, replaceCode } from './account-rows.ts';

/** Fixes beyond these would be guesses. */
const MOST_SUGGESTIONS = 3;

export interface ReadCodes {
  readonly rows: readonly ReadRow[];
  readonly findings: readonly Finding[];
}

/** Looks up every row's code. A slip that several rows share (an unknown 款, a table under the wrong title) is one finding. */
export function readCodes(rows: readonly AccountRow[], context: AccountContext): ReadCodes {
  const classification = classificationIn(context);
  const findings: Finding[] = [];
  const unknown: UnknownRow[] = [];
  const misplaced: MisplacedRow[] = [];
  const read = rows.map((row): ReadRow => {
    const code = foldCode(row.code);
    const level = classification.lengths.indexOf(code.length);
    const account = context.catalogue.find(code, context.dimension);
    if (account || context.listedOrder?.includes(code)) return { row, code, level, account, flagged: false };
    const meant = meantAccount(row, code, context);
    if (meant) {
      findings.push(mistyped(row, meant, context));
      return { row, code: meant.code, level: meant.level, account: meant, flagged: true };
    }
    const other = otherClassification(code, context);
    if (other) misplaced.push({ row, code, other });
    else unknown.push({ row, code });
    return { row, code: other ? '' : code, level: other ? -1 : level, flagged: true };
  });
  findings.push(...misplacedFindings(misplaced, rows.length, context), ...unknownFindings(unknown, classification, context));
  return { rows: read, findings };
}

/**
 * The account that a mistyped code stands for: one slip away, of the same name.
 * Where the code could be a new 项 of a known 款, a name that several 款 share (行政运行) says nothing, so the account must be its neighbour or the only one of that name.
 */
function meantAccount(row: AccountRow, code: string, context: AccountContext): Account | undefined {
  const { catalogue, dimension } = context;
  if (!row.name) return undefined;
  const bearers = catalogue.nearest(code, row.name, dimension).filter((account) => catalogue.nameKind(account.code, row.name!));
  const parent = catalogue.parent(code)?.code;
  const siblings = bearers.filter((account) => account.code.length === code.length && catalogue.parent(account.code)?.code === parent);
  if (siblings.length === 1) return siblings[0];
  if (bearers.length !== 1) return undefined;
  const couldBeNew = isPossibleCode(code, context) && catalogue.isKnown(code.slice(0, -2));
  return couldBeNew && catalogue.named(bearers[0].name, dimension).length > 1 ? undefined : bearers[0];
}

const isPossibleCode = (code: string, context: AccountContext): boolean => {
  const { digit, lengths } = classificationIn(context);
  return code[0] === digit && lengths.includes(code.length);
};

const mistyped = (row: AccountRow, meant: Account, context: AccountContext): Finding => ({
  code: 'mistyped-account',
  severity: 'error',
  message: l10n.t('There is no account {0}: the code of “{1}” is {2}.', row.code, meant.name, meant.code),
  place: row.codePlace,
  data: { stated: row.code, account: meant.code },
  fixes: replaceCode(row, meant, context, true),
});

interface MisplacedRow {
  readonly row: AccountRow;
  readonly code: string;
  readonly other: Classification;
}

/** Another classification to which the code belongs: it knows the code, or at least its 类. */
function otherClassification(code: string, context: AccountContext): Classification | undefined {
  const other = context.catalogue.classificationOf(code);
  if (!other || other.dimension === context.dimension) return undefined;
  return context.catalogue.isKnown(code.slice(0, other.lengths[0])) ? other : undefined;
}

/** One finding a row; but where most rows are of another classification, the table is what is wrong, and it is said once. */
function misplacedFindings(misplaced: readonly MisplacedRow[], total: number, context: AccountContext): Finding[] {
  const findings = misplaced.map(({ row, code, other }) => {
    const name = context.catalogue.find(code)?.name ?? row.name ?? '';
    const [counterpart, ...more] = row.name ? context.catalogue.named(row.name, context.dimension) : [];
    return {
      code: 'misplaced-account',
      severity: 'error' as const,
      message: l10n.t(
        '{0} {1} belongs to {2}, but {3} lists {4}.',
        code,
        name,
        other.title,
        context.tableTitle,
        classificationIn(context).title,
      ),
      place: row.codePlace,
      data: { stated: code, account: counterpart && more.length === 0 ? counterpart.code : '' },
      fixes: counterpart && more.length === 0 ? replaceCode(row, counterpart, context, false) : [],
    };
  });
  if (findings.length <= 2 || findings.length * 2 <= total) return findings;
  const related = findings.slice(1).map(({ message, place }) => ({ message, place }));
  return [{ ...findings[0], related }];
}

interface UnknownRow {
  readonly row: AccountRow;
  readonly code: string;
}

/** Rows whose 类 or 款 does not exist are one finding, on the first of them; the same unknown code in a second place is left to the check on duplicates. */
function unknownFindings(unknown: readonly UnknownRow[], classification: Classification, context: AccountContext): Finding[] {
  const byRoot = groupBy(unknown, (one) => missingAncestor(one.code, classification, context) ?? one.code);
  return [...byRoot].map(([root, [first, ...others]]) => {
    const message = l10n.t('The same holds for this row.');
    const related = others.filter((one) => one.code !== first.code).map((one) => ({ message, place: one.row.codePlace }));
    return { ...unknownFinding(first, root, classification, context), ...(related.length > 0 ? { related } : {}) };
  });
}

/** The uppermost account that would have to exist above the code, or is the code itself, and does not; a new 项 of a known 款 has none. */
function missingAncestor(code: string, classification: Classification, context: AccountContext): string | undefined {
  if (!isPossibleCode(code, context)) return undefined;
  return classification.lengths
    .slice(0, 2)
    .filter((length) => length <= code.length)
    .map((length) => code.slice(0, length))
    .find((prefix) => !context.catalogue.isKnown(prefix));
}

function unknownFinding({ row, code }: UnknownRow, root: string, classification: Classification, context: AccountContext): Finding {
  const finding = { code: 'unknown-account', place: row.codePlace, data: { stated: code }, fixes: suggestions(row, code, context) };
  const { title, lengths, levels } = classification;
  if (!isPossibleCode(code, context))
    return {
      ...finding,
      severity: 'error',
      message: l10n.t(
        '{0} is no code of {1}: its codes begin with {2} and have {3} digits.',
        code,
        title,
        classification.digit,
        lengths.join('/'),
      ),
    };
  const level = levels[lengths.indexOf(root.length)];
  if (root !== code || lengths.indexOf(code.length) < 2) {
    const message =
      root === code
        ? l10n.t('There is no account {0} in {1}.', code, title)
        : l10n.t('There is no account {0} in {1}: {2} {3} does not exist.', code, title, level, root);
    return { ...finding, severity: 'error', message };
  }
  const parent = context.catalogue.parent(code);
  return {
    ...finding,
    severity: 'warning',
    message: l10n.t(
      'Account {0} is not in the catalogue under {1} {2}. If the account is new, the catalogue may be older than it.',
      code,
      parent?.code ?? '',
      parent?.name ?? '',
    ),
  };
}

/** The nearest known codes, for the author to choose from. */
const suggestions = (row: AccountRow, code: string, context: AccountContext): Fix[] =>
  context.catalogue
    .nearest(code, row.name, context.dimension)
    .slice(0, MOST_SUGGESTIONS)
    .flatMap((account) => replaceCode(row, account, context, false));
