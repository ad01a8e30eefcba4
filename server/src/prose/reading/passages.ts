/** A text section as passages: headings, and paragraphs with the lines that go on with them, as sentences are compared. */
import type { ParagraphLine } from 'budget-grammar';
import { perLine } from '../../disclosure/per-line.ts';
import type { Section } from '../../disclosure/section.ts';
import { joinNormal, type NormalText, normalOf } from './normal.ts';

export interface Passage {
  readonly level: number | undefined;
  readonly heading: boolean;
  /** Where it begins in its section; offsets of `normal` count from there. */
  readonly start: number;
  readonly normal: NormalText;
}

const ENDS = /[。；;：:！？!?]\s*$/;

/** A line by itself, offsets counted from its beginning. */
interface NormalLine {
  readonly normal: NormalText;
  /** A sentence ends with it. */
  readonly ends: boolean;
}

interface OpenPassage {
  readonly level: number | undefined;
  readonly start: number;
  readonly parts: NormalText[];
  ended: boolean;
}

/** The passages of a section; of lines that it had before they have the same words. */
export function passagesOf({ tree }: Section): Passage[] {
  const passages: Passage[] = [];
  let open: OpenPassage | undefined;
  const close = () => {
    if (open) passages.push({ level: open.level, heading: false, start: open.start, normal: joinNormal(open.parts) });
    open = undefined;
  };
  for (const line of tree.lines) {
    if (line.kind === 'heading') {
      close();
      passages.push({ level: line.level, heading: true, start: line.start, normal: normalised(line, tree.text).normal });
    } else if (line.kind === 'paragraph') {
      const { normal, ends } = normalised(line, tree.text);
      // A sentence that a line end breaks (a text out of a PDF) is one.
      if (open && !open.ended && line.number === undefined) {
        open.parts.push(shifted(normal, line.start - open.start));
        open.ended = ends;
      } else {
        close();
        open = { level: line.level, start: line.start, parts: [normal], ended: ends };
      }
    } else if (line.kind !== 'blank') close();
  }
  close();
  return passages;
}

const normalised = perLine((line, text): NormalLine => {
  const source = text.slice(line.start, line.comment?.start ?? line.end);
  return { normal: line.kind === 'paragraph' ? paragraphOf(source, line) : normalOf(source), ends: ENDS.test(source) };
});

const shifted = ({ text, at }: NormalText, by: number): NormalText => ({ text, at: at.map((offset) => offset + by) });

/** `{…}` is computed, not read: a mark that no word contains stands for it. */
function paragraphOf(source: string, line: ParagraphLine): NormalText {
  const parts = line.inlines.map(({ kind, start, end }) => {
    const [from, to] = [start - line.start, end - line.start];
    return kind === 'run' ? normalOf(source.slice(from, to), from) : { text: '\u0001', at: [from, to] };
  });
  return joinNormal(parts);
}
