/** Reads the entries of the chapter 名词解释: every paragraph `词：释义`. */
import type { ParagraphLine, SectionTree } from 'budget-grammar';
import { complete, isOnlySegments, levelIndex, pathsOf, segmentsOf } from './path.ts';
import type { GlossaryEntry, PathSegment, TermEntry } from './types.ts';

const OPENING = '（(“‘《「『【[{';
const CLOSING = '）)”’》」』】]}';
/** What ends a sentence ends no word: a paragraph whose colon stands behind one is prose. */
const SENTENCE_END = /[。；;！？!?]/u;
const CODE_BEHIND = /[（(]\s*(\d{3,9})\s*[）)]\s*$/u;
const CODE_BEFORE = /^(\d{3,9})\s*\D/u;

/** Levels of paragraphs without a number: they stand below every numbered one. */
const PLAIN_HEADING = 98;
const PLAIN_ENTRY = 99;

/** 类 and 款 that hold for what follows, by the level of the heading that stated them. */
type Context = { readonly level: number; readonly segments: readonly PathSegment[] }[];

/** The entries of a section in order; any text ground is read, whatever its title. Headings above complete account paths. */
export function parseEntries(tree: SectionTree): GlossaryEntry[] {
  const context: Context = [];
  const entries: GlossaryEntry[] = [];
  for (const line of tree.lines) {
    if (line.kind === 'heading') enter(context, line.level, segmentsOf(line.text.text, line.text.start));
    else if (line.kind === 'paragraph') entries.push(...readParagraph(line, tree.text, context));
  }
  return entries;
}

/** A heading closes those of its level and below. An item it names holds for itself alone. */
function enter(context: Context, level: number, segments: readonly PathSegment[]): void {
  while (context.length > 0 && context.at(-1)!.level >= level) context.pop();
  context.push({ level, segments: segments.filter((segment) => segment.level !== '项') });
}

/** The path of 类 and 款 in force: what stands nearer replaces what stands above. */
function pathInForce(context: Context): PathSegment[] {
  let path: PathSegment[] = [];
  for (const { segments } of context)
    for (const segment of segments) path = [...path.filter((above) => levelIndex(above) < levelIndex(segment)), segment];
  return path;
}

function readParagraph(line: ParagraphLine, text: string, context: Context): GlossaryEntry[] {
  const start = line.inlines[0]?.start ?? line.start;
  const raw = text.slice(start, line.inlines.at(-1)?.end ?? start);
  const colon = wordEnd(raw);
  const word = raw.slice(0, Math.max(colon, 0)).trimEnd();
  if (line.level !== undefined) enter(context, line.level, []);
  if (word === '' || SENTENCE_END.test(word)) {
    const segments = segmentsOf(raw, start);
    if (colon < 0 && isOnlySegments(raw, segments, start)) enter(context, line.level ?? PLAIN_HEADING, segments);
    return [];
  }
  const above = pathInForce(context);
  const segments = segmentsOf(word, start);
  if (segments.some((segment) => segment.level !== '项')) enter(context, line.level ?? PLAIN_ENTRY, segments);
  const explanation = raw.slice(colon + 1);
  const begin = start + colon + 1 + (explanation.length - explanation.trimStart().length);
  const shared = {
    explanation: explanation.trim(),
    explanationSpan: { start: begin, end: begin + explanation.trim().length },
    line: line.line,
  };
  if (segments.length === 0) {
    const lead = word.length - word.trimStart().length;
    const code = (CODE_BEHIND.exec(word) ?? CODE_BEFORE.exec(word.trimStart()))?.[1];
    return [{ term: word.trim(), termSpan: { start: start + lead, end: start + word.length }, ...shared, ...(code ? { code } : {}) }];
  }
  return accountEntries(segments, above, text, shared);
}

/** One entry for each path: `甲（项）、乙（项）` are two. An entry's word is what it adds to the one before. */
function accountEntries(
  segments: readonly PathSegment[],
  above: readonly PathSegment[],
  text: string,
  shared: Pick<GlossaryEntry, 'explanation' | 'explanationSpan' | 'line'>,
): GlossaryEntry[] {
  let done = Number.NEGATIVE_INFINITY;
  return pathsOf(segments).map((path) => {
    const own = path.filter((segment) => segment.start >= done);
    const termSpan = { start: own[0].start, end: own.at(-1)!.end };
    done = termSpan.end;
    return { term: text.slice(termSpan.start, termSpan.end), termSpan, ...shared, path: complete(path, above) };
  });
}

/** Index of the colon that ends the word: the first outside brackets and quotes; if a bracket is never closed, the first at all. −1 if there is none. `://` is no colon. */
function wordEnd(text: string): number {
  const open: string[] = [];
  let first = -1;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    const opening = OPENING.indexOf(char);
    if (opening >= 0) open.push(CLOSING[opening]);
    else if (open.length > 0 && isClosing(char, open.at(-1)!)) open.pop();
    else if ((char === '：' || char === ':') && !text.startsWith('//', i + 1)) {
      if (open.length === 0) return i;
      if (first < 0) first = i;
    }
  }
  return open.length > 0 ? first : -1;
}

/** Brackets of full and half width are often mixed: （境). */
const isClosing = (char: string, expected: string): boolean => char === expected || (')）'.includes(char) && ')）'.includes(expected));

/** Entries as terms for a glossary. An account path is found by its last name too. */
export function termsOf(entries: readonly GlossaryEntry[]): TermEntry[] {
  return entries.flatMap(({ term, explanation, path }) => {
    const last = path?.at(-1)?.name;
    return last === undefined || last === term
      ? [{ term, explanation }]
      : [
          { term, explanation },
          { term: last, explanation },
        ];
  });
}
