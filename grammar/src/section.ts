/** From a section's text to its tree: lexer, parser, then lines with their places, comments and problems. Total: every text gives a tree. */
import type { IToken } from 'chevrotain';
import { visible } from './chars.ts';
import type { Draft } from './draft.ts';
import { KeptOfLines } from './kept.ts';
import { type Lexed, lex, type TitleTest } from './lexer.ts';
import { parseTokens } from './parser.ts';
import { Source } from './scan/source.ts';
import type { Comment, Ground, Line, SectionTree, SyntaxProblem } from './tree.ts';

export function parseSection(text: string, ground: Ground, isTitle: TitleTest): SectionTree {
  const lexed = lex(new Source(text), ground, isTitle);
  const { drafts, lineEnds } = parseTokens(lexed.tokens);
  const comments = commentsByStart(lexed.comments);
  const lines: Line[] = [];
  let comment = 0;
  let start = 0;
  for (let number = 0; number < drafts.length; number++) {
    const draft = drafts[number];
    const lineEnd = lineEnds[number];
    const end = lineEnd ? lineEnd.startOffset : text.length;
    const mark = comment < comments.length && comments[comment].start <= end ? comments[comment++] : undefined;
    lines.push(placed(draft, start, end, number, mark, text, lexed));
    if (lineEnd) start = end + lineEnd.image.length;
  }
  const unread = ground === 'text' ? referenceProblems(text, lines) : [];
  const problems = [...lexed.problems, ...unread].sort((a, b) => a.start - b.start);
  return { ground, text, lines, problems, kept: new KeptOfLines() };
}

/** The line with its place, its comment and what the lexer knows of it. */
function placed(
  draft: Draft | undefined,
  start: number,
  end: number,
  line: number,
  comment: Comment | undefined,
  text: string,
  lexed: Lexed,
): Line {
  if (!draft)
    return comment ? { start, end, line, comment, kept: undefined, kind: 'blank' } : { start, end, line, kept: undefined, kind: 'blank' };
  draft.start = start;
  draft.end = end;
  draft.line = line;
  if (comment) draft.comment = comment;
  if (draft.kind === 'row' || draft.kind === 'columns') draft.tabbed = lexed.tabbed.has(start);
  if (draft.kind === 'row') draft.damaged = lexed.damaged.has(start);
  else if (draft.kind === 'property') {
    const { value } = draft;
    draft.value = { start: value.start, end: value.end, text: visible(text.slice(value.start, value.end)) };
  }
  return draft;
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
    for (const inline of line.inlines)
      if (inline.kind === 'reference' && inline.expression === undefined)
        problems.push({ code: 'unreadable-reference', start: inline.start, end: inline.end, text: text.slice(inline.start, inline.end) });
  }
  return problems;
}
