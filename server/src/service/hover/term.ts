/** A term of 名词解释 inside a sentence or a label: the longest one at the caret, the document's own explanation first. */
import { t } from '@vscode/l10n';
import { once } from '../../base/once.ts';
import type { Disclosure } from '../../disclosure/disclosure.ts';
import type { Place } from '../../disclosure/place.ts';
import { placeOf } from '../../disclosure/section.ts';
import { termsOf } from '../../glossary/entries.ts';
import { createGlossary } from '../../glossary/trie.ts';
import type { Glossary, GlossaryEntry, TermEntry } from '../../glossary/types.ts';
import type { Analysis, Caret } from '../analysis.ts';
import { escapeMarkdown } from '../markdown.ts';

const glossaryOf = once((entries: readonly GlossaryEntry[]) => createGlossary(termsOf(entries)));

/** The glossary of the document's own chapter of terms. */
const ownGlossary = (disclosure: Disclosure): Glossary[] =>
  disclosure.sections.flatMap(({ role }) => (role.kind === 'chapter' && role.entries ? [glossaryOf(role.entries)] : []));

export function termAt(analysis: Analysis, { read, line, offset }: Caret, builtIn: Glossary): { text: string; place: Place } | undefined {
  const { tree } = read.section;
  if (line.comment && offset >= line.comment.start) return undefined;
  const text = tree.text.slice(line.start, line.comment?.start ?? line.end);
  const matches = [...ownGlossary(analysis.disclosure), builtIn].flatMap((glossary) => glossary.match(text, offset - line.start) ?? []);
  const longest = matches.reduce<(typeof matches)[number] | undefined>(
    (best, match) => (!best || match.end - match.start > best.end - best.start ? match : best),
    undefined,
  );
  if (!longest) return undefined;
  const entries = matches.filter((match) => match.start === longest.start && match.end === longest.end).flatMap((match) => match.entries);
  return {
    text: termText(longest.term, entries),
    place: placeOf(read.section, { start: line.start + longest.start, end: line.start + longest.end }),
  };
}

/** The document's own explanation; else one of those published, which say so. */
function termText(term: string, entries: readonly TermEntry[]): string {
  const entry = entries.find((one) => one.source === undefined) ?? entries[0];
  const source = entry.source === undefined ? t('from the 名词解释 of this document') : t('as explained in a published disclosure');
  return [`**${escapeMarkdown(term)}**`, escapeMarkdown(entry.explanation), `*${source}*`].join('\n\n');
}
