/**
 * A section that was edited, read again. What a line says depends on its section's ground and on the line itself,
 * so only the lines between what did not change are read; those before are the same objects, those behind the same but for their places.
 */
import { KeptOfLines } from './kept.ts';
import type { TitleTest } from './lexer.ts';
import { moved } from './moved.ts';
import { parseSection } from './section.ts';
import type { Ground, SectionTree } from './tree.ts';

const CR = 13;
const LF = 10;

/** The tree of `text`, as `parseSection` makes it; `before` is that of an earlier version, on the same ground and with the same titles. */
export function parseAgain(before: SectionTree, text: string, ground: Ground, isTitle: TitleTest): SectionTree {
  if (ground !== before.ground) return parseSection(text, ground, isTitle);
  const { lines } = before;
  const head = sameLinesAbove(before, text);
  const tail = sameLinesBelow(before, text, head);
  const behind = lines.length - tail;
  const by = text.length - before.text.length;
  const from = head > 0 ? lines[head].start : 0;
  const oldTo = tail > 0 ? lines[behind].start : before.text.length;
  const middle = parseSection(ownCopy(text.slice(from, oldTo + by)), ground, isTitle);
  // Where lines follow, the last line of the piece is the empty one behind its last line end.
  const between = tail > 0 ? middle.lines.slice(0, -1) : middle.lines;
  const further = head + between.length - behind;
  return {
    ground,
    text,
    lines: [
      ...lines.slice(0, head),
      ...between.map((line) => moved(line, from, head)),
      ...lines.slice(behind).map((line) => moved(line, by, further)),
    ],
    problems: [
      ...before.problems.filter(({ start }) => start < from),
      ...middle.problems.map((problem) => ({ ...problem, start: problem.start + from, end: problem.end + from })),
      ...before.problems
        .filter(({ start }) => tail > 0 && start >= oldTo)
        .map((problem) => ({ ...problem, start: problem.start + by, end: problem.end + by })),
    ],
    kept: new KeptOfLines(before.kept, head, tail),
  };
}

/** A line that lasts keeps alive the text out of which it was cut: let that be a few lines and not all of a section for each that was ever edited. */
const ownCopy = (piece: string): string => ` ${piece}`.slice(1);

/** How many lines stand at the beginning of both texts, line ends and all. The last line has none. */
function sameLinesAbove({ text: old, lines }: SectionTree, text: string): number {
  const head = mostThat(lines.length - 1, (n) => {
    const { start } = lines[n];
    return start <= text.length && old.slice(0, start) === text.slice(0, start);
  });
  // A lone CR may have become the first half of a line end.
  const parts = head > 0 && text.charCodeAt(lines[head].start - 1) === CR && text.charCodeAt(lines[head].start) === LF;
  return parts ? head - 1 : head;
}

/** How many lines stand at the end of both texts behind the first `head`, with the line end before them. */
function sameLinesBelow({ text: old, lines }: SectionTree, text: string, head: number): number {
  const by = text.length - old.length;
  const least = head > 0 ? lines[head].start : 0;
  return mostThat(lines.length - 1 - head, (n) => {
    const from = lines[lines.length - n].start - 1;
    return from >= least && from + by >= least && old.slice(from) === text.slice(from + by);
  });
}

/** The largest number up to `most` of which something is true that is true of all smaller ones, and of 0. */
function mostThat(most: number, isTrue: (n: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isTrue(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
