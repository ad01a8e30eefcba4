/** From a section's text to its tree: lexer, parser, then lines with their places, comments and problems. Total: every text gives a tree. */
import type { IToken } from 'chevrotain';
import { isVoid, lineEnd, lineEndLength, visible } from './chars.ts';
import { lex, type TitleTest } from './lexer.ts';
import { type ParsedLine, parseTokens } from './parser.ts';
import type { Comment, Ground, Line, SectionTree, SyntaxProblem } from './tree.ts';

export function parseSection(text: string, ground: Ground, isTitle: TitleTest): SectionTree {
  const lexed = lex(text, ground, isTitle);
  const parsed = parseTokens(lexed.tokens);
  const comments = commentsByStart(lexed.comments);
  const lines: Line[] = [];
  let next = 0;
  let comment = 0;
  for (let start = 0, number = 0; ; number++) {
    const end = lineEnd(text, start);
    while (next < parsed.length && !parsed[next].content) next++;
    const own = startsBy(parsed[next]?.first, end) ? parsed[next++] : undefined;
    const mark = comments[comment]?.start <= end ? comments[comment++] : undefined;
    lines.push(lineOf(text, ground, { start, end, line: number, ...(mark ? { comment: mark } : {}) }, own, lexed));
    const length = lineEndLength(text, end);
    if (length === 0) break;
    start = end + length;
  }
  const problems = [...lexed.problems, ...referenceProblems(text, lines)].sort((a, b) => a.start - b.start);
  return { ground, text, lines, problems };
}

const startsBy = (token: IToken | undefined, end: number): boolean => token !== undefined && token.startOffset <= end;

function lineOf(
  text: string,
  ground: Ground,
  base: { start: number; end: number; line: number; comment?: Comment },
  parsed: ParsedLine | undefined,
  marks: { damaged: ReadonlySet<number>; tabbed: ReadonlySet<number> },
): Line {
  const content = parsed?.content;
  if (!content) return hasContent(text, base) ? unread(text, ground, base) : { ...base, kind: 'blank' };
  if (content.kind === 'row') return { ...base, ...content, tabbed: marks.tabbed.has(base.start), damaged: marks.damaged.has(base.start) };
  if (content.kind === 'columns') return { ...base, ...content, tabbed: marks.tabbed.has(base.start) };
  if (content.kind === 'property')
    return { ...base, ...content, value: { ...content.value, text: visible(text.slice(content.value.start, content.value.end)) } };
  return { ...base, ...content } as Line;
}

/** A line that even recovery could not read: prose is printed as typed, anything else is kept. */
function unread(text: string, ground: Ground, base: { start: number; end: number; line: number; comment?: Comment }): Line {
  const piece = { start: base.start, end: base.comment?.start ?? base.end, text: text.slice(base.start, base.comment?.start ?? base.end) };
  return ground === 'text' ? { ...base, kind: 'paragraph', inlines: [{ kind: 'run', ...piece }] } : { ...base, kind: 'stray', text: piece };
}

function hasContent(text: string, line: { start: number; end: number; comment?: Comment }): boolean {
  const end = line.comment?.start ?? line.end;
  for (let i = line.start; i < end; i++) if (!isVoid(text.charCodeAt(i))) return true;
  return false;
}

const IGNORE = /^\/\/\s*忽略(本节)?\s*([^：:]*)(?:[：:]([\s\S]*))?$/;

function commentsByStart(tokens: readonly IToken[]): Comment[] {
  return tokens.map((token) => {
    const comment = { start: token.startOffset, end: token.startOffset + token.image.length, text: token.image };
    const match = IGNORE.exec(token.image);
    if (!match) return comment;
    const codes = match[2].split(/[、,，\s]+/).filter((code) => code !== '');
    return codes.length === 0
      ? comment
      : { ...comment, ignore: { codes, section: match[1] !== undefined, reason: (match[3] ?? '').trim() } };
  });
}

/** A `{…}` without an expression could not be read; nothing else fails to parse. */
function referenceProblems(text: string, lines: readonly Line[]): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  for (const line of lines) {
    if (line.kind !== 'paragraph') continue;
    for (const { kind, start, end, ...inline } of line.inlines)
      if (kind === 'reference' && !('expression' in inline))
        problems.push({ code: 'unreadable-reference', start, end, text: text.slice(start, end) });
  }
  return problems;
}
