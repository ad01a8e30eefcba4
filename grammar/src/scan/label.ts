/** The first piece of a row: figures typed behind the label by single blanks, and a code before its name. */
import { isMarkedAmount, type Reading, readCell } from '../amount.ts';
import { hasBlank, isFigure, type Part, type State, wordsIn } from './part.ts';

export function cutLabel(text: string, parts: Part[], state: State): void {
  const first = parts[0];
  if (first === undefined || first.kind !== 'cell') return;
  if (first.text === undefined && !hasBlank(text, first.start, first.end)) return;
  const head = firstPieceWords(text, parts);
  if (head.words.length > 1) splitLabelFigures(text, parts, head, state);
  splitCode(text, parts);
}

interface Head {
  readonly words: readonly Part[];
  /** How many parts the first piece takes up. */
  readonly parts: number;
}

/** The first piece as words; a word of spaced Han counts as one and belongs to the piece if a single blank follows it. */
function firstPieceWords(text: string, parts: readonly Part[]): Head {
  const [first, separator, following] = parts;
  if (first.text === undefined) {
    const isCut = separator?.kind === 'space';
    return { words: isCut ? [first] : wordsIn(text, first.start, first.end), parts: 1 };
  }
  if (separator?.kind !== 'space' || following?.kind !== 'cell') return { words: [first], parts: 1 };
  const words: Part[] = [first];
  let count = 1;
  while (parts[count]?.kind === 'space' && parts[count + 1]?.kind === 'cell') {
    words.push(...wordsIn(text, parts[count + 1].start, parts[count + 1].end));
    count += 2;
  }
  return { words, parts: count };
}

const OPERATOR_END = /[≥≤＞＜＝<>=]$/;

function splitLabelFigures(text: string, parts: Part[], head: Head, state: State): void {
  const { words } = head;
  const readings = words.map((w) => (w.text !== undefined ? undefined : readCell(text.slice(w.start, w.end))));
  let from = words.length;
  while (from > 1 && readings[from - 1] && isFigure(readings[from - 1]!)) from--;
  let run = from;
  while (run < words.length && !(isMarked(readings[run]!, text, words[run]) || readings[run]!.kind !== 'amount')) run++;
  const operator = OPERATOR_END.test(wordText(text, words[run - 1]));
  const label = words.slice(0, run);
  const cutting = run < words.length && !operator;
  if (cutting && (run > from || label.some((w, i) => readings[i] && isMarked(readings[i]!, text, w)))) {
    state.damaged = true;
    parts.splice(0, head.parts, joinLabel(text, words));
    return;
  }
  const replacement: Part[] = [joinLabel(text, cutting ? label : words)];
  if (cutting)
    for (let i = run; i < words.length; i++)
      replacement.push({ kind: 'space', start: words[i - 1].end, end: words[i].start, text: undefined }, words[i]);
  parts.splice(0, head.parts, ...replacement);
}

const wordText = (text: string, word: Part): string => word.text ?? text.slice(word.start, word.end);
const isMarked = (reading: Reading, text: string, word: Part): boolean => isMarkedAmount(reading, text.slice(word.start, word.end));

function joinLabel(text: string, words: readonly Part[]): Part {
  const { start } = words[0];
  const { end } = words[words.length - 1];
  const isTyped = words.every((w) => w.text === undefined);
  return { kind: 'cell', start, end, text: isTyped ? undefined : words.map((w) => wordText(text, w)).join(' ') };
}

const CODE_AND_NAME = /^([0-9０-９]{3,7})[ \u00a0](?=[\p{Script=Han}“])(?![年月日号万元个])/u;

/** 3–7 digits, one blank and a Han character or “ are code and name. */
function splitCode(text: string, parts: Part[]): void {
  const { start, end, ...first } = parts[0];
  if (first.text !== undefined) return;
  const match = CODE_AND_NAME.exec(text.slice(start, Math.min(end, start + 12)));
  if (!match) return;
  const codeEnd = start + match[1].length;
  parts.splice(
    0,
    1,
    { kind: 'cell', start, end: codeEnd, text: undefined },
    { kind: 'space', start: codeEnd, end: codeEnd + 1, text: undefined },
    { kind: 'cell', start: codeEnd + 1, end, text: undefined },
  );
}
