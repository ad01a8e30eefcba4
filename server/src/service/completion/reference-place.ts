/** What is being typed inside `{…}`, also where the brace is not closed yet or what stands around it makes no sense. */
import { matchKey, type ReferencePiece, referencePieces } from 'budget-grammar';
import { phrases } from '../../prose/reference/phrases.ts';
import type { Caret } from '../analysis.ts';

/** The argument of a function in which the caret stands. */
export interface OpenCall {
  readonly name: string;
  /** Counted from 0. */
  readonly argument: number;
}

export interface ReferencePlace {
  /** The names before the last point. */
  readonly path: readonly string[];
  readonly typed: string;
  /** Offsets in the section of what is replaced. */
  readonly from: number;
  readonly to: number;
  readonly call?: OpenCall;
  /** An operator stands before it: only what can be computed with fits. */
  readonly operand: boolean;
  /** A bracket stands right behind what is replaced. */
  readonly called: boolean;
}

/** Where the brace stands that is open at the end of `before`; undefined if none is. */
export function openBrace(before: string): number | undefined {
  let open: number | undefined;
  for (let i = 0; i < before.length; i++) {
    const char = before[i];
    if (open === undefined && (char === '{' || char === '}') && before[i + 1] === char) i++;
    else if (char === '{') open = i;
    else if (char === '}') open = undefined;
  }
  return open;
}

const isTerm = (piece: ReferencePiece | undefined): boolean => piece?.kind === 'name' || piece?.kind === 'number';

export function referencePlace(before: string, caret: Caret): ReferencePlace | undefined {
  const open = caret.read.section.tree.ground === 'text' ? openBrace(before) : undefined;
  if (open === undefined) return undefined;
  const { text } = caret.read.section.tree;
  const pieces = referencePieces(text, caret.line.start + open + 1, caret.offset);
  const last = pieces.at(-1);
  if (last?.kind === 'close' || (last && isTerm(last) && last.end < caret.offset)) return undefined;
  const first = isTerm(last) ? nameStart(pieces, text) : pieces.length;
  const from = pieces[first]?.start ?? caret.offset;
  const path = pathBefore(pieces, first, text);
  const to = tailEnd(text, caret);
  const calls = openCalls(pieces.slice(0, first), text);
  const behind = pieces[first - 1 - 2 * path.length];
  return {
    path,
    typed: text.slice(from, caret.offset),
    from,
    to,
    ...(calls.at(-1) ? { call: calls.at(-1) } : {}),
    operand: behind?.kind === 'operator' || (behind?.kind === 'open' && calls.length === 0),
    called: /^[(（]/.test(text.slice(to)),
  };
}

/** A bracket that opens no function's arguments belongs to the name: 因公出国（境. */
function nameStart(pieces: readonly ReferencePiece[], text: string): number {
  let at = pieces.length - 1;
  while (pieces[at - 1]?.kind === 'open' && pieces[at - 2]?.kind === 'name' && !isPhrase(pieces[at - 2], text)) at -= 2;
  return at;
}

const isPhrase = ({ start, end }: ReferencePiece, text: string): boolean => phrases.has(matchKey(text.slice(start, end)));

function pathBefore(pieces: readonly ReferencePiece[], first: number, text: string): string[] {
  const path: string[] = [];
  for (let i = first - 1; pieces[i]?.kind === 'dot' && isTerm(pieces[i - 1]); i -= 2)
    path.unshift(text.slice(pieces[i - 1].start, pieces[i - 1].end));
  return path;
}

/** The functions that are open at the end, the outermost first; brackets that only group are left out. */
function openCalls(pieces: readonly ReferencePiece[], text: string): OpenCall[] {
  const open: (OpenCall | undefined)[] = [];
  pieces.forEach((one, i) => {
    const before = pieces[i - 1];
    if (one.kind === 'open')
      open.push(before?.kind === 'name' ? { name: matchKey(text.slice(before.start, before.end)), argument: 0 } : undefined);
    else if (one.kind === 'close') open.pop();
    else if (one.kind === 'comma') {
      const call = open.at(-1);
      if (call) open[open.length - 1] = { ...call, argument: call.argument + 1 };
    }
  });
  return open.filter((call) => call !== undefined);
}

/** Where the name at the caret ends. Behind a brace that is not closed prose goes on, so there it ends at the caret. */
function tailEnd(text: string, { line, offset }: Caret): number {
  const after = text.slice(offset, line.end);
  const brace = /[{}]/.exec(after);
  if (brace?.[0] !== '}') return offset;
  const [first] = referencePieces(text, offset, offset + brace.index);
  return first && first.start === offset && isTerm(first) ? first.end : offset;
}
