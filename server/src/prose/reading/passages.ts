/** A text section as passages: headings, and paragraphs with the lines that go on with them, as sentences are compared. */
import type { ParagraphLine, SectionTree } from 'budget-grammar';
import { identicalEnds } from '../../base/lists.ts';
import { alongLines } from '../../disclosure/per-line.ts';
import { joinNormal, type NormalText, normalOf } from './normal.ts';

/** The same object as long as it consists of the same lines, wherever these have moved to. */
export interface Passage {
  readonly level: number | undefined;
  readonly heading: boolean;
  /** Offsets count from the beginning of the passage. */
  readonly normal: NormalText;
}

/** The passages of one version of a section. */
export interface Passages {
  readonly all: readonly Passage[];
  /** The number of the line at which each begins. */
  readonly firsts: readonly number[];
  /** So many at the beginning stand where they stood in the version before. */
  readonly standing: number;
  /** What each line of the section is. */
  readonly lines: readonly ReadLine[];
}

export const NO_PASSAGES: Passages = { all: [], firsts: [], standing: 0, lines: [] };

const ENDS = /[。；;：:！？!?]\s*$/;

/** A heading or the line of a paragraph by itself, offsets counted from its beginning. */
interface PassageLine extends Passage {
  readonly kind: 'passage';
  readonly numbered: boolean;
  /** A sentence ends with it. */
  readonly ends: boolean;
}

/** An object for each line, which is another one when the line is edited: a longer blank line moves those behind it. */
type ReadLine = PassageLine | { readonly kind: 'blank' } | { readonly kind: 'other' };

/** The passages of a section. `before` are those of an earlier version: what has none of the edited lines in or beside it is taken over. */
export function passagesOf(tree: SectionTree, before: Passages): Passages {
  const lines = readLines(tree);
  if (lines === before.lines) return before;
  const { head, tail } = identicalEnds(before.lines, lines);
  const further = lines.length - before.lines.length;
  // The last one that begins in front of the edited lines may go on with them.
  const standing = Math.max(0, before.firsts.filter((first) => first < head).length - 1);
  const all = before.all.slice(0, standing);
  const firsts = before.firsts.slice(0, standing);
  for (let i = standing > 0 ? before.firsts[standing] : 0; i < lines.length; ) {
    const line = lines[i];
    if (line.kind !== 'passage') {
      i++;
      continue;
    }
    const same = i < lines.length - tail ? -1 : before.firsts.indexOf(i - further);
    if (same >= 0) {
      all.push(...before.all.slice(same));
      firsts.push(...before.firsts.slice(same).map((first) => first + further));
      break;
    }
    const end = endOf(line, lines, i);
    all.push(passageOf(line, lines, i, end, tree));
    firsts.push(i);
    i = end;
  }
  return { all, firsts, standing, lines };
}

/** Where the passage ends that begins with a line. A sentence that a line end breaks (a text out of a PDF) is one. */
function endOf({ heading, ends }: PassageLine, lines: readonly ReadLine[], first: number): number {
  let end = first + 1;
  let ended = heading || ends;
  for (let i = end; i < lines.length && !ended; i++) {
    const line = lines[i];
    if (line.kind === 'blank') continue;
    if (line.kind !== 'passage' || line.heading || line.numbered) break;
    end = i + 1;
    ended = line.ends;
  }
  return end;
}

function passageOf(line: PassageLine, lines: readonly ReadLine[], first: number, end: number, tree: SectionTree): Passage {
  if (end === first + 1) return line;
  const { start } = tree.lines[first];
  const parts: NormalText[] = [];
  for (let i = first; i < end; i++) {
    const part = lines[i];
    if (part.kind === 'passage') parts.push(shifted(part.normal, tree.lines[i].start - start));
  }
  return { level: line.level, heading: false, normal: joinNormal(parts) };
}

const readLines = alongLines((line, text): ReadLine => {
  if (line.kind === 'blank') return { kind: 'blank' };
  if (line.kind !== 'heading' && line.kind !== 'paragraph') return { kind: 'other' };
  const source = text.slice(line.start, line.comment?.start ?? line.end);
  return {
    kind: 'passage',
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
