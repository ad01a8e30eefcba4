/** What stands under the mouse: a reference, an account, a figure with its sums, a term, a table. */
import type { Hover } from 'vscode-languageserver-types';
import type { AccountCatalogue } from '../../accounts/types.ts';
import type { Place } from '../../disclosure/place.ts';
import { headerOf, placeOf } from '../../disclosure/section.ts';
import type { Glossary } from '../../glossary/types.ts';
import type { Position } from '../../workspace/document.ts';
import type { Analysis, Caret } from '../analysis.ts';
import { linkTextAt } from '../links.ts';
import { accountText } from './account.ts';
import { derivedText } from './derived.ts';
import { figureText } from './figure.ts';
import { referenceTextAt } from './reference.ts';
import { tableText } from './table.ts';
import { termAt } from './term.ts';

export interface HoverSources {
  readonly catalogue: AccountCatalogue;
  /** Terms built in; the document's own come first. */
  readonly glossary: Glossary;
}

interface Found {
  readonly text: string;
  readonly place: Place;
}

export function hoverAt(analysis: Analysis, position: Position, sources: HoverSources): Hover | null {
  const caret = analysis.caretAt(position);
  const found = findAt(analysis, caret, sources);
  const range = found && analysis.document.rangeOf(found.place);
  if (!found || !range) return null;
  const contents = { kind: 'markdown', value: found.text } as const;
  // An empty cell has no text to mark.
  return found.place.start === found.place.end ? { contents } : { contents, range };
}

function findAt(analysis: Analysis, caret: Caret, sources: HoverSources): Found | undefined {
  return (
    linkTextAt(analysis, caret) ??
    referenceTextAt(analysis, caret) ??
    figureAt(analysis, caret) ??
    accountAt(analysis, caret, sources) ??
    labelAt(analysis, caret) ??
    titleAt(analysis, caret) ??
    termAt(analysis, caret, sources.glossary)
  );
}

function figureAt(analysis: Analysis, caret: Caret): Found | undefined {
  const located = analysis.cells.at(caret.read.section.id, caret.offset);
  if (!located?.cell.model) return undefined;
  return { text: figureText(analysis, located), place: placeOf(located.table.section, located.cell.typed!) };
}

/** A code or name in a table of accounts, and the path of names in 名词解释. */
function accountAt(analysis: Analysis, caret: Caret, { catalogue }: HoverSources): Found | undefined {
  const { read, offset } = caret;
  const year = analysis.disclosure.head.fiscalYear;
  if (read.role.kind === 'table') {
    const row = read.role.table.rows.find(
      (r) => r.line === caret.line.line && typeof r.row === 'string' && offset >= r.span.start && offset <= r.span.end,
    );
    const cell = [row?.code, row?.name].find((c) => c && offset >= c.start && offset <= c.end);
    if (!row || !cell) return undefined;
    const parts = [accountText(catalogue, row.row as string, year), derivedText(analysis, read.role.table, [row])];
    const text = parts.filter((part) => part !== undefined).join('\n\n');
    return text === '' ? undefined : { text, place: placeOf(read.section, cell) };
  }
  if (read.role.kind !== 'chapter' || !read.role.entries) return undefined;
  const entry = read.role.entries.find((e) => offset >= e.termSpan.start && offset <= e.termSpan.end && e.path);
  const account = entry?.path && catalogue.resolvePath(entry.path.map((segment) => segment.name));
  const text = account && accountText(catalogue, account.code, year);
  return text === undefined ? undefined : { text: text!, place: placeOf(read.section, entry!.termSpan) };
}

/** The label of a row: the figures of the row that were not typed. */
function labelAt(analysis: Analysis, { read, line, offset }: Caret): Found | undefined {
  if (read.role.kind !== 'table') return undefined;
  const row = read.role.table.rows.find((one) => one.line === line.line && one.name && offset >= one.name.start && offset <= one.name.end);
  const text = row && derivedText(analysis, read.role.table, [row]);
  return text === undefined ? undefined : { text, place: placeOf(read.section, row!.name!) };
}

function titleAt(analysis: Analysis, { read, offset }: Caret): Found | undefined {
  const title = headerOf(read.section)?.title;
  if (!title || offset < title.start || offset > title.end || read.role.kind !== 'table') return undefined;
  return { text: tableText(analysis, read.role.table), place: placeOf(read.section, title) };
}
