/** What binding has to say, in the user's words. */
import { t } from '@vscode/l10n';
import type { Cell, Span } from 'budget-grammar';
import { nearestOf } from '../../forms/registry.ts';
import type { TableForm } from '../../forms/types.ts';
import type { Finding } from '../finding.ts';
import { replaceFixes } from '../head.ts';
import { placeOf, type Section } from '../section.ts';
import { columnTitles } from './columns.ts';
import { figuresApart } from './figures.ts';

export type Say = (code: string, severity: Finding['severity'], message: string, span: Span, candidates?: readonly string[]) => void;

/** Says things about one section; a fix for each candidate writes it in place of what was typed. */
export const sayInto =
  (findings: Finding[], section: Section): Say =>
  (code, severity, message, span, candidates = []) => {
    findings.push({ code, severity, message, place: placeOf(section, span), fixes: replaceFixes(section, span, candidates) });
  };

export function sayUnknownColumn(say: Say, form: TableForm, title: Span & { readonly text: string }): void {
  const nearest = nearestOf(title.text, columnTitles(form));
  const names = (nearest.length > 0 ? nearest : columnTitles(form)).join('、');
  const message = t(
    '{0} has no column "{1}"; what stands below it and to its right is not read. Near or known: {2}.',
    form.title,
    title.text,
    names,
  );
  say('unknown-column', 'error', message, title, nearest);
}

export function sayUnknownRow(say: Say, form: TableForm, span: Span & { readonly text: string }, labels: readonly string[]): void {
  const nearest = nearestOf(span.text, labels);
  const message =
    nearest.length > 0
      ? t('{0} has no row "{1}"; its figures count nowhere. Near: {2}.', form.title, span.text, nearest.join('、'))
      : t('{0} has no row "{1}"; its figures count nowhere.', form.title, span.text);
  say('unknown-row', 'error', message, span, nearest);
}

/** One finding a row: who pasted a column too many has it in every cell of it. */
export function saySurplus(say: Say, form: TableForm, cells: readonly Cell[]): void {
  const span = { start: Math.min(...cells.map((cell) => cell.start)), end: Math.max(...cells.map((cell) => cell.end)) };
  say('surplus-cell', 'error', t('"{0}" stands in no column of {1}.', cells.map((cell) => cell.text).join('、'), form.title), span);
}

export function figureInLabel(section: Section, name: Cell, figure: string): Finding {
  const place = placeOf(section, name);
  return {
    code: 'figure-in-label',
    severity: 'error',
    message: t(
      '{0} stands one blank behind the name and is read as part of it, so no figure of this row is used. Part them by two spaces or a tab.',
      figure,
    ),
    place,
    fixes: [{ title: t('Part the figure by two spaces'), edits: [{ place, text: figuresApart(name.text) }], preferred: true }],
  };
}

export function repeatedRow(section: Section, form: TableForm, label: Span & { readonly text: string }, first: Span): Finding {
  return {
    code: 'repeated-row',
    severity: 'error',
    message: t('{0} already has the row "{1}"; the first one counts.', form.title, label.text),
    place: placeOf(section, label),
    related: [{ message: t('First given here'), place: placeOf(section, first) }],
  };
}
