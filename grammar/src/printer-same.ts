/** Whether two lines say the same. The printer writes no line that does not read back as what it was. */
import { fold } from './chars.ts';
import { typedContent } from './printer-line.ts';
import type { Amount, Cell, Line, Piece, SectionTree } from './tree.ts';

const sameTexts = (a: readonly { text: string }[], b: readonly { text: string }[]): boolean =>
  a.length === b.length && a.every((piece, i) => piece.text === b[i].text);

const sameAmount = (a: Amount, b: Amount): boolean =>
  a.value === b.value && a.decimals === b.decimals && a.percent === b.percent && a.unit === b.unit;

function sameCell(a: Cell, b: Cell): boolean {
  if (a.kind !== b.kind || a.quoted !== b.quoted) return false;
  if (a.kind === 'amount') return sameAmount(a.amount!, b.amount!);
  return a.kind === 'empty' || a.text === b.text;
}

const sameCells = (a: readonly Cell[], b: readonly Cell[]): boolean => a.length === b.length && a.every((cell, i) => sameCell(cell, b[i]));
const samePiece = (a: Piece | undefined, b: Piece | undefined): boolean => a?.text === b?.text;

/** Compares a line of one tree with a line of another: kind, texts, and amounts by value, decimals and unit. Blanks and width do not count. */
export function sameLine(a: Line, inA: SectionTree, b: Line, inB: SectionTree): boolean {
  return a.comment?.text.trimEnd() === b.comment?.text.trimEnd() && sameContent(a, inA, b, inB);
}

function sameContent(a: Line, inA: SectionTree, b: Line, inB: SectionTree): boolean {
  if (a.kind === 'header' && b.kind === 'header') return samePiece(a.title, b.title) && samePiece(a.parameter, b.parameter);
  if (a.kind === 'property' && b.kind === 'property')
    return samePiece(a.key, b.key) && sameCells(a.values, b.values) && fold(a.value.text) === fold(b.value.text);
  if (a.kind === 'opener' && b.kind === 'opener') return sameTexts(a.path, b.path);
  if (a.kind === 'columns' && b.kind === 'columns') return sameTexts(a.titles, b.titles);
  if (a.kind === 'row' && b.kind === 'row') return a.damaged === b.damaged && sameCells(a.cells, b.cells);
  if (a.kind === 'insert' && b.kind === 'insert') return samePiece(a.word, b.word) && samePiece(a.text, b.text);
  if (a.kind === 'continuation' && b.kind === 'continuation') return samePiece(a.text, b.text);
  if (a.kind === 'heading' && b.kind === 'heading')
    return a.level === b.level && samePiece(a.number, b.number) && samePiece(a.text, b.text);
  return a.kind === b.kind && typedContent(inA.text, a) === typedContent(inB.text, b);
}
