/** Names that are not their account's, and accounts that are not in force in the year. */
import * as l10n from '@vscode/l10n';
import { foldName } from '../accounts/fold.ts';
import type { Account, AccountBasis, AccountName, Confidence } from '../accounts/types.ts';
import { parseYears } from '../accounts/years.ts';
import type { Edit, Finding, Fix, Severity } from '../disclosure/finding.ts';
import type { Place } from '../disclosure/place.ts';
import { type AccountContext, type AccountRow, groupBy, isPlainCode, type ReadRow, replaceCode, replaceName } from './account-rows.ts';

/** Numbering and 其中 before a name, which forms print and accounts do not have. */
const BEFORE_NAME = /^\s*(?:[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]|其中[:：])\s*/u;

interface Named {
  readonly row: AccountRow;
  readonly name: string;
  readonly account: Account;
}

/** Rows whose name is none that their account bears. A row named in `claimed` has been found to be another account already. */
export function nameFindings(rows: readonly ReadRow[], claimed: ReadonlySet<AccountRow>, context: AccountContext): Finding[] {
  return rows.flatMap(({ row, account, flagged }) => {
    if (flagged || !account || claimed.has(row) || !row.name || !row.namePlace) return [];
    if (row.name === account.name) return [];
    const name = row.name.replace(BEFORE_NAME, '');
    if (foldName(name) === '' || foldName(name) === foldName(account.name)) return [];
    return nameFinding({ row, name, account }, context);
  });
}

function nameFinding(named: Named, context: AccountContext): Finding[] {
  const { row, name, account } = named;
  const kind = context.catalogue.nameKind(account.code, name);
  const judged = kind ? judgeKnownName(name, account, kind, context.year) : judgeOtherName(named, context);
  if (!judged) return [];
  const printedByForm = row.listedName !== undefined && foldName(row.listedName) === foldName(name);
  return [
    {
      code: 'account-name-mismatch',
      // A form that still prints an earlier name is wrong as the form; it is right in its own wording of others.
      severity: printedByForm && kind?.kind !== 'obsolete' ? 'information' : judged.severity,
      message: judged.message,
      place: row.namePlace!,
      data: { account: account.code, stated: row.name!, official: account.name },
      fixes: [...replaceName(row.namePlace!, account), ...(judged.fixes ?? [])],
    },
  ];
}

interface Judgement {
  readonly severity: Severity;
  readonly message: string;
  readonly fixes?: readonly Fix[];
}

/** A name that the account bears, but not its own: local, earlier or later. */
function judgeKnownName(name: string, account: Account, kind: AccountName, year: number | undefined): Judgement | undefined {
  if (kind.kind === 'official' || kind.kind === 'later') return undefined;
  if (kind.kind === 'provincial')
    return {
      severity: 'information',
      message: l10n.t('“{0}” is a name in local use; the official name of {1} is “{2}”.', name, account.code, account.name),
    };
  if (kind.until !== undefined && year !== undefined && year <= kind.until) return undefined;
  if (kind.until !== undefined)
    return {
      severity: 'warning',
      message: l10n.t('“{0}” was the name of {1} until {2}; it is now “{3}”.', name, account.code, `${kind.until}`, account.name),
    };
  return {
    // When the name changed is not known: only a document of that year or before that has the new name proves that it had.
    severity: isNamedSoBy(account, year) ? 'warning' : 'information',
    message: l10n.t('“{0}” is an earlier name of {1}; it is now “{2}”.', name, account.code, account.name),
  };
}

const isNamedSoBy = (account: Account, year: number | undefined): boolean =>
  account.basis === 'workspace' || (year !== undefined && parseYears(account.seen ?? '').some((range) => range.from <= year));

/** A name that the account does not bear: another account's, or nobody's. */
function judgeOtherName({ row, name, account }: Named, context: AccountContext): Judgement {
  const severity = isSure(account.basis, account.confidence) ? 'warning' : 'information';
  const owner = ownerOf(name, account, context);
  if (owner)
    return {
      severity,
      message: l10n.t('“{0}” is the name of {1}; the name of {2} is “{3}”.', name, owner.code, account.code, account.name),
      fixes: replaceCode(row, owner, context, false),
    };
  if (account.basis === 'compiled')
    return {
      severity,
      message: l10n.t(
        'The name of {0} in the catalogue is “{1}”, not “{2}”; this was not checked against the official edition.',
        account.code,
        account.name,
        name,
      ),
    };
  return { severity, message: l10n.t('The name of {0} is “{1}”, not “{2}”.', account.code, account.name, name) };
}

/** The account to which a name belongs: its only bearer in the classification, or the only one under the same parent. */
export function ownerOf(name: string, account: Account, context: AccountContext): Account | undefined {
  const bearers = context.catalogue.named(name, context.dimension);
  const parent = context.catalogue.parent(account.code);
  const siblings = bearers.filter((bearer) => context.catalogue.parent(bearer.code) === parent);
  if (siblings.length === 1) return siblings[0];
  return bearers.length === 1 ? bearers[0] : undefined;
}

/** What was read in print, stated by the user or compiled with high confidence may contradict an author; the rest may only ask. */
const isSure = (basis: AccountBasis, confidence: Confidence | undefined): boolean => basis !== 'compiled' || confidence === 'high';

/** A name within an account path in prose. */
export interface PathPart {
  readonly name: string;
  readonly place: Place;
}

/**
 * Names of an account path in prose (卫生健康支出, 医疗保障管理事务, 行政运行, from the top) that their accounts bear no longer or only locally.
 * Prose shortens names freely, so a name that is none of its account's is no finding.
 */
export function pathFindings(path: readonly PathPart[], context: Pick<AccountContext, 'catalogue' | 'dimension' | 'year'>): Finding[] {
  return path.flatMap(({ name, place }, i) => {
    const names = path.slice(0, i + 1).map((part) => part.name);
    const account = context.catalogue.resolvePath(names, context.dimension);
    const kind = account && context.catalogue.nameKind(account.code, name);
    const judged = kind && judgeKnownName(name, account, kind, context.year);
    if (!judged) return [];
    return [
      {
        code: 'account-name-mismatch',
        severity: judged.severity,
        message: judged.message,
        place,
        data: { account: account.code, stated: name, official: account.name },
        fixes: replaceName(place, account),
      },
    ];
  });
}

/** Accounts that were given up before the year or came later. Accounts that share the reason (their 款 moved) are one finding. */
export function yearFindings(rows: readonly ReadRow[], context: AccountContext): Finding[] {
  const { year, catalogue } = context;
  if (year === undefined) return [];
  const statusOf = ({ code }: ReadRow) => catalogue.status(code, year)!;
  const out = rows.filter((read) => read.account && !read.flagged && statusOf(read).state !== 'in-force');
  const byReason = groupBy(out, (read) => `${statusOf(read).state} ${statusOf(read).by.code}`);
  return [...byReason.values()].map((group) => yearFinding(group, year, context));
}

function yearFinding(group: readonly ReadRow[], year: number, context: AccountContext): Finding {
  const [{ row, account, code }, ...others] = group;
  const { state, by, successor } = context.catalogue.status(code, year)!;
  const severity = isSure(by.basis, by.confidence) ? 'warning' : by.confidence === 'low' ? 'hint' : 'information';
  const retired = state === 'retired';
  const message = !retired
    ? l10n.t('According to the catalogue, {0} {1} exists only since {2}.', code, account!.name, `${by.from}`)
    : successor
      ? l10n.t(
          'According to the catalogue, {0} {1} was in use until {2}; since then it is {3}.',
          code,
          account!.name,
          `${by.to}`,
          successor.code,
        )
      : l10n.t('According to the catalogue, {0} {1} was in use until {2}.', code, account!.name, `${by.to}`);
  const related = others.map((other) => ({ message: l10n.t('The same holds for this row.'), place: other.row.codePlace }));
  return {
    code: retired ? 'account-retired' : 'account-not-yet',
    severity,
    message,
    place: row.codePlace,
    data: { account: code, year: `${year}`, ...(retired ? { until: `${by.to}` } : { since: `${by.from}` }) },
    ...(related.length > 0 ? { related } : {}),
    fixes: moveToSuccessors(group, year, context),
  };
}

/** One fix that moves every row of the group to the account that took its place; none unless all of them have one. */
function moveToSuccessors(group: readonly ReadRow[], year: number, context: AccountContext): Fix[] {
  const edits: Edit[] = [];
  const titles: string[] = [];
  for (const { row, code } of group) {
    const successor = context.catalogue.status(code, year)?.successor;
    if (!successor || !isPlainCode(row, context)) return [];
    edits.push({ place: row.codePlace, text: successor.code });
    titles.push(successor.code);
  }
  return [{ title: l10n.t('Use {0} instead', titles.join(', ')), edits }];
}
