/**
 * Trees back to text, in the one canonical layout: full-width marks, columns that stand under each other, comments two spaces behind, no more than one blank line at a time.
 *
 * Every printed line is read again; one that would not say the same stands as the author typed it. So printing loses nothing, whatever it is given.
 */
import { alignedTexts, type Block, blocksOf, isCutAtTabs, tabbedText } from './printer-block.ts';
import { plainText, withComment } from './printer-line.ts';
import { sameLine } from './printer-same.ts';
import { parseSection } from './section.ts';
import type { Line, SectionTree, Span } from './tree.ts';

export interface PrintOptions {
  /** The section is followed by another one, before whose header one blank line stands. */
  readonly followed?: boolean;
}

/** A replacement in the section's text; edits do not touch each other and are in order. */
export interface TextEdit extends Span {
  readonly text: string;
}

const BOM = '\ufeff';
const noTitles = (): boolean => false;

const typed = (tree: SectionTree, line: Line): string => tree.text.slice(line.start, line.end);

/** The lines that no layout touches: what could not be read, and what a problem was found on. */
function leftLines(tree: SectionTree): ReadonlySet<Line> {
  const left = new Set<Line>(tree.lines.filter((line) => line.kind === 'stray'));
  let at = 0;
  for (const problem of tree.problems) {
    while (at + 1 < tree.lines.length && tree.lines[at + 1].start <= problem.start) at++;
    left.add(tree.lines[at]);
  }
  return left;
}

/** The cells of rows and `列：` lines, aligned or with tabs. */
function laidTexts(tree: SectionTree, blocks: readonly Block[]): Map<Line, string> {
  const out = new Map<Line, string>();
  for (const block of blocks) {
    if (block.staysTabbed) for (const line of block.lines) if (isCutAtTabs(line)) out.set(line, tabbedText(tree.text, line));
    for (const [line, text] of alignedTexts(tree.text, block)) out.set(line, text);
  }
  return out;
}

/** One text for each line of the tree, without line ends. */
function printLines(tree: SectionTree): string[] {
  const left = leftLines(tree);
  const laid = laidTexts(
    tree,
    blocksOf(tree, (line) => left.has(line)),
  );
  const printed = tree.lines.map((line) => {
    if (left.has(line)) return typed(tree, line);
    const text = withComment(laid.get(line) ?? plainText(tree.text, tree.ground, line), line);
    return line.start === 0 && tree.text.startsWith(BOM) ? BOM + text : text;
  });
  const again = parseSection(printed.join('\n'), tree.ground, noTitles);
  const spoilt = leftLines(again);
  return tree.lines.map((line, i) => {
    const reread = again.lines[i];
    const same = left.has(line) || (!spoilt.has(reread) && sameLine(line, tree, reread, again));
    return same ? printed[i] : reserve(tree, line);
  });
}

/** What is written instead of a line that reads otherwise when its cells are parted by spaces: with tabs if it had them, else as typed. */
function reserve(tree: SectionTree, line: Line): string {
  if ((line.kind !== 'row' && line.kind !== 'columns') || !isCutAtTabs(line)) return typed(tree, line);
  const text = withComment(tabbedText(tree.text, line), line);
  const again = parseSection(text, tree.ground, noTitles);
  return again.problems.length === 0 && sameLine(line, tree, again.lines[0], again) ? text : typed(tree, line);
}

const isEmpty = (line: Line): boolean => line.kind === 'blank' && !line.comment;

/**
 * The edits that bring a section into canonical layout; none if it is in it. Offsets are UTF-16, within the section.
 * Each edit stays within its line, except that a superfluous blank line goes with its line end.
 */
export function formatSection(tree: SectionTree, options: PrintOptions = {}): TextEdit[] {
  const printed = printLines(tree);
  const edits: TextEdit[] = [];
  let blankBefore = false;
  let lineEndBefore = '';
  for (const [i, line] of tree.lines.entries()) {
    const next = tree.lines[i + 1];
    const lineEnd = next ? tree.text.slice(line.end, next.start) : '';
    const blank = isEmpty(line);
    if (blank && blankBefore && next) edits.push({ start: line.start, end: next.start, text: '' });
    else if (printed[i] !== typed(tree, line) && !fuses(lineEndBefore, printed[i], lineEnd))
      edits.push(narrowed(tree.text, line, printed[i]));
    // What follows the last line end is no line of its own unless something stands there.
    if (!next && blank) break;
    blankBefore = blank;
    lineEndBefore = lineEnd;
  }
  if (options.followed && !blankBefore && lineEndBefore !== '')
    edits.push({ start: tree.text.length, end: tree.text.length, text: lineEndBefore });
  return edits;
}

/** A CR and the LF of the next line would become one line end if nothing stood between them. */
const fuses = (before: string, text: string, after: string): boolean => before === '\r' && text === '' && after === '\n';

/** The section in canonical layout. Line ends stay as they are, and so does the final one. */
export function printSection(tree: SectionTree, options: PrintOptions = {}): string {
  let out = '';
  let at = 0;
  for (const edit of formatSection(tree, options)) {
    out += tree.text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + tree.text.slice(at);
}

/** A whole text from its sections in order, with one blank line before each header. */
export const printSections = (trees: readonly SectionTree[]): string =>
  trees.map((tree, i) => printSection(tree, { followed: i + 1 < trees.length })).join('');

const splitsPair = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code < 0xe000;
};

/** The change without what both texts begin and end with, so that carets and marks in the line stay where they are. */
function narrowed(text: string, line: Span, printed: string): TextEdit {
  let { start, end } = line;
  let from = 0;
  let to = printed.length;
  while (start < end && from < to && text[start] === printed[from]) {
    start++;
    from++;
  }
  while (end > start && to > from && text[end - 1] === printed[to - 1]) {
    end--;
    to--;
  }
  // A character outside the basic plane is two units; an edit must not part them.
  if (start > line.start && (splitsPair(text, start) || splitsPair(printed, from))) {
    start--;
    from--;
  }
  if (end < line.end && (splitsPair(text, end) || splitsPair(printed, to))) {
    end++;
    to++;
  }
  return { start, end, text: printed.slice(from, to) };
}
