/** What a person does to a document, each with the way back, at places spread over the document. Lines and characters count from zero. */
import { jsonRow } from './json.ts';
import type { Random } from './random.ts';

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Change {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

/** One keystroke (or one pasted row) and its undoing. */
export interface Edit {
  readonly make: Change;
  readonly undo: Change;
}

export type EditKind = 'figure' | 'row' | 'prose' | 'performance';
export const EDIT_KINDS: readonly EditKind[] = ['figure', 'row', 'prose', 'performance'];

/** Which lines of a disclosure each kind of edit may go to. */
export interface Places {
  readonly rows: readonly number[];
  readonly prose: readonly number[];
  readonly indicators: readonly number[];
}

const ROW = '2080199  其他人力资源和社会保障管理事务支出  1.25  1.25';

/** Finds the places by reading the disclosure's lines. */
export function placesOf(lines: readonly string[]): Places {
  const rows: number[] = [];
  const prose: number[] = [];
  const indicators: number[] = [];
  let title = '';
  for (const [i, line] of lines.entries()) {
    title = /^【([^：】]*)/.exec(line)?.[1] ?? title;
    if (title.endsWith('支出决算表') && /^\d{7} .*\d$/.test(line)) rows.push(i);
    if (title === '情况说明' && line.includes('，')) prose.push(i);
    if (title.endsWith('自评表') && /[≥≤＝].*\d$/.test(line)) indicators.push(i);
  }
  return { rows, prose, indicators };
}

const at = (line: number, start: number, end: number) => ({ start: { line, character: start }, end: { line, character: end } });

/** Replaces the first digit of the line's last number by another one: more than rounding explains. */
function changeDigit(line: number, text: string): Edit {
  const index = text.search(/\d[\d.]*\D*$/);
  const digit = text[index];
  const range = at(line, index, index + 1);
  return { make: { range, text: digit === '9' ? '8' : String(Number(digit) + 1) }, undo: { range, text: digit } };
}

function insertRow(line: number, row: string): Edit {
  return {
    make: { range: at(line, 0, 0), text: `${row}\n` },
    undo: { range: { start: { line, character: 0 }, end: { line: line + 1, character: 0 } }, text: '' },
  };
}

function typeCharacter(line: number, text: string): Edit {
  const index = text.indexOf('，') + 1;
  return { make: { range: at(line, index, index), text: '较' }, undo: { range: at(line, index, index + 1), text: '' } };
}

/** The same edit of the disclosure and of its JSON counterpart. */
export interface PairedEdit {
  readonly kind: EditKind;
  readonly disclosure: Edit;
  readonly json: Edit;
}

export function pickEdit(
  kind: EditKind,
  places: Places,
  disclosure: readonly string[],
  json: readonly string[],
  random: Random,
): PairedEdit {
  const line = random.pick(kind === 'prose' ? places.prose : kind === 'performance' ? places.indicators : places.rows);
  if (kind === 'row') return { kind, disclosure: insertRow(line, ROW), json: insertRow(line, jsonRow(ROW)) };
  const edit = kind === 'prose' ? typeCharacter : changeDigit;
  return { kind, disclosure: edit(line, disclosure[line]), json: edit(line, json[line]) };
}
