/** A text section as passages: headings, and paragraphs with the lines that go on with them, as sentences are compared. */
import type { Line, ParagraphLine } from 'budget-grammar';
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

/** Cuts one section again and again; lines that it had before are the same objects. */
export class PassageCutter {
  #lines: ReadonlyMap<string, NormalLine> = new Map();

  cut(section: Section): Passage[] {
    const lines = new Map<string, NormalLine>();
    const normalised = (line: Line): NormalLine => {
      const source = section.tree.text.slice(line.start, line.comment?.start ?? line.end);
      // The same words are read otherwise where they begin with the number of a heading.
      const key = line.kind === 'paragraph' && line.number === undefined ? source : `${line.kind} ${source}`;
      const found = lines.get(key) ?? this.#lines.get(key) ?? normalLine(source, line);
      lines.set(key, found);
      return found;
    };
    const passages = cut(section, normalised);
    this.#lines = lines;
    return passages;
  }
}

function cut(section: Section, normalised: (line: Line) => NormalLine): Passage[] {
  const passages: Passage[] = [];
  let open: OpenPassage | undefined;
  const close = () => {
    if (open) passages.push({ level: open.level, heading: false, start: open.start, normal: joinNormal(open.parts) });
    open = undefined;
  };
  for (const line of section.tree.lines) {
    if (line.kind === 'heading') {
      close();
      passages.push({ level: line.level, heading: true, start: line.start, normal: normalised(line).normal });
    } else if (line.kind === 'paragraph') {
      const { normal, ends } = normalised(line);
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

const shifted = ({ text, at }: NormalText, by: number): NormalText => ({ text, at: at.map((offset) => offset + by) });

function normalLine(source: string, line: Line): NormalLine {
  return { normal: line.kind === 'paragraph' ? paragraphOf(source, line) : normalOf(source), ends: ENDS.test(source) };
}

/** `{…}` is computed, not read: a mark that no word contains stands for it. */
function paragraphOf(source: string, line: ParagraphLine): NormalText {
  const parts = line.inlines.map(({ kind, start, end }) => {
    const [from, to] = [start - line.start, end - line.start];
    return kind === 'run' ? normalOf(source.slice(from, to), from) : { text: '\u0001', at: [from, to] };
  });
  return joinNormal(parts);
}
