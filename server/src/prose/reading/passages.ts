/** A text section as passages: headings, and paragraphs with the lines that go on with them, as sentences are compared. */
import type { ParagraphLine } from 'budget-grammar';
import { alongLines } from '../../disclosure/per-line.ts';
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

/** A heading or the line of a paragraph by itself, offsets counted from its beginning. */
interface PassageLine {
  readonly level: number | undefined;
  readonly heading: boolean;
  readonly numbered: boolean;
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
  const lines = readLines(tree);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (line === 'blank') continue;
    if (line === 'other') {
      close();
      continue;
    }
    const { level, heading, normal } = line;
    const { start } = tree.lines[i];
    // A sentence that a line end breaks (a text out of a PDF) is one.
    if (open && !open.ended && !heading && !line.numbered) {
      open.parts.push(shifted(normal, start - open.start));
      open.ended = line.ends;
      continue;
    }
    close();
    if (heading) passages.push({ level, heading, start, normal });
    else open = { level, start, parts: [normal], ended: line.ends };
  }
  close();
  return passages;
}

const readLines = alongLines((line, text): PassageLine | 'blank' | 'other' => {
  if (line.kind === 'blank') return 'blank';
  if (line.kind !== 'heading' && line.kind !== 'paragraph') return 'other';
  const source = text.slice(line.start, line.comment?.start ?? line.end);
  return {
    level: line.level,
    heading: line.kind === 'heading',
    numbered: line.number !== undefined,
    normal: line.kind === 'paragraph' ? paragraphOf(source, line) : normalOf(source),
    ends: ENDS.test(source),
  };
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
