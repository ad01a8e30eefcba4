/** An account in words: its path, what it is for, and how sure we are of it. */
import { t } from '@vscode/l10n';
import type { Account, AccountCatalogue, AccountName } from '../../accounts/types.ts';
import { escapeMarkdown } from '../markdown.ts';

/** Markdown about an account; undefined if the catalogue does not know the code. */
export function accountText(catalogue: AccountCatalogue, code: string, year: number | undefined): string | undefined {
  const explained = catalogue.explain(code, year);
  if (!explained) return undefined;
  const { account, path, level, names, status } = explained;
  const lines = [`**${account.code} ${escapeMarkdown(account.name)}**（${level}）`];
  if (path.length > 1) lines.push(path.map((one) => `${one.code} ${escapeMarkdown(one.name)}`).join(' › '));
  if (account.explanation) lines.push(escapeMarkdown(account.explanation));
  const others = names.filter((name) => name.kind !== 'official').map(otherName);
  if (others.length > 0) lines.push(others.join('；'));
  if (status && status.state !== 'in-force') lines.push(`⚠ ${statusText(status.state, status.by, status.successor, year!)}`);
  lines.push(`*${provenanceText(account)}*`);
  return lines.join('\n\n');
}

function otherName(name: AccountName): string {
  const text = escapeMarkdown(name.name);
  if (name.kind === 'provincial') return t('in local use: {0}', text);
  if (name.kind === 'later') return t('later name: {0}', text);
  return name.until === undefined ? t('earlier name: {0}', text) : t('name until {0}: {1}', name.until, text);
}

function statusText(state: 'retired' | 'not-yet', by: Account, successor: Account | undefined, year: number): string {
  const own = `${by.code} ${by.name}`;
  if (state === 'not-yet') return t('{0} is believed to be newer than {1}.', own, year);
  return successor
    ? t('{0} is believed to have been retired before {1}; its place took {2}.', own, year, `${successor.code} ${successor.name}`)
    : t('{0} is believed to have been retired before {1}.', own, year);
}

/** Never passes a compiled entry for an official one. */
function provenanceText(account: Account): string {
  if (account.basis === 'workspace') return t('From the accounts table of this workspace.');
  if (account.basis === 'attested') return t('Read in published disclosures; not the ministry’s printed edition.');
  return account.confidence
    ? t(
        'Compiled from general knowledge of the classification, not checked against the ministry’s edition (confidence: {0}).',
        account.confidence,
      )
    : t('Compiled from general knowledge of the classification, not checked against the ministry’s edition.');
}
