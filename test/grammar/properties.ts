/** What must hold of every text. Used by the fuzzing test on arbitrary texts and by the replay of texts that once failed. */
import assert from 'node:assert/strict';
import {
  type Cell,
  type Expression,
  fold,
  type Ground,
  type Line,
  parseSection,
  printSection,
  printSections,
  type SectionTree,
  type Span,
  splitSections,
} from 'budget-grammar';
import { lex } from '../../grammar/src/lexer.ts';
import { parseTokens } from '../../grammar/src/parser.ts';
import { Source } from '../../grammar/src/scan/source.ts';
import { noTitles, showLine } from './show.ts';

export const grounds: readonly Ground[] = ['head', 'sheet', 'text'];
const parse = (text: string, ground: Ground): SectionTree => parseSection(text, ground, noTitles);

function expressionSpans(expression: Expression): Span[] {
  switch (expression.kind) {
    case 'name':
      return [expression, ...expression.path];
    case 'call':
      return [expression, expression.name, ...expression.args.flatMap(expressionSpans)];
    case 'negate':
      return [expression, ...expressionSpans(expression.operand)];
    case 'binary':
      return [expression, ...expressionSpans(expression.left), ...expressionSpans(expression.right)];
    default:
      return [expression];
  }
}

/** Every span of a line below the line itself. */
function spansOf(line: Line): readonly Span[] {
  const own = line.comment ? [line.comment] : [];
  switch (line.kind) {
    case 'header':
      return [...own, line.title, ...(line.parameter ? [line.parameter] : [])];
    case 'property':
      return [...own, line.key, line.value, ...line.values];
    case 'opener':
      return [...own, ...line.path];
    case 'columns':
      return [...own, ...line.titles];
    case 'row':
      return [...own, ...line.cells];
    case 'continuation':
    case 'stray':
      return [...own, line.text];
    case 'insert':
      return [...own, line.word, line.text];
    case 'heading':
      return [...own, line.text, ...(line.number ? [line.number] : [])];
    case 'paragraph':
      return [
        ...own,
        ...(line.number ? [line.number] : []),
        ...line.inlines.flatMap((inline) =>
          inline.kind === 'reference' && inline.expression ? [inline, ...expressionSpans(inline.expression)] : [inline],
        ),
      ];
    default:
      return own;
  }
}

const inside = (inner: Span, outer: Span): boolean => outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;

/** The lines and the line ends between them are the text; every span lies in its line; cells are in order. */
export function checkPlaces(text: string, ground: Ground): void {
  const tree = parse(text, ground);
  let at = 0;
  for (const [i, line] of tree.lines.entries()) {
    assert.equal(line.line, i);
    assert.match(text.slice(at, line.start), i === 0 ? /^$/ : /^(?:\r\n|\n|\r)$/);
    assert.doesNotMatch(text.slice(line.start, line.end), /[\r\n]/);
    for (const span of spansOf(line)) assert.ok(inside(span, line), `${JSON.stringify(span)} outside ${line.start}–${line.end}`);
    if (line.kind === 'row') checkOrder(line.cells);
    at = line.end;
  }
  assert.equal(at, text.length);
  for (const problem of tree.problems)
    assert.ok(
      tree.lines.some((line) => inside(problem, line)),
      `${problem.code} crosses a line end`,
    );
}

function checkOrder(cells: readonly Cell[]): void {
  for (let i = 1; i < cells.length; i++) assert.ok(cells[i - 1].end <= cells[i].start, 'cells overlap');
  assert.ok(cells.length === 1 || cells.at(-1)?.kind !== 'empty', 'a row has no cell or ends in an empty one');
}

/** What is neither in a token nor in a comment is blank. */
export function checkTokens(text: string, ground: Ground): void {
  const { tokens, comments } = lex(new Source(text), ground, noTitles, false);
  const all = [...tokens, ...comments].sort((a, b) => a.startOffset - b.startOffset);
  let at = 0;
  for (const token of all) {
    assert.ok(token.startOffset >= at, 'tokens overlap');
    assert.match(text.slice(at, token.startOffset), BLANKS);
    assert.equal(text.slice(token.startOffset, token.startOffset + token.image.length), token.image);
    assert.ok(token.image.length > 0);
    at = token.startOffset + token.image.length;
  }
  assert.match(text.slice(at), BLANKS);
}
const BLANKS = /^[\s\u200b-\u200d\u2060\ufeff]*$/;

/** Lines that are read while they are scanned are read as the rules of the grammar read their tokens. */
export function checkWholeLines(text: string, ground: Ground): void {
  const [whole, ruled] = [true, false].map((wholeLines) => {
    const { tokens, ...rest } = lex(new Source(text), ground, noTitles, wholeLines);
    return { ...rest, wholeLines: undefined, ...parseTokens(tokens) };
  });
  assert.deepEqual(whole, ruled);
}

/** Sections joined are the text, and each of them is one section again. */
export function checkSections(text: string): void {
  const sections = splitSections(text, true, noTitles);
  assert.equal(sections.map((section) => section.text).join(''), text);
  for (const [i, section] of sections.entries()) {
    assert.equal(section.lineEnds, section.text.match(/\r\n|\n|\r/g)?.length ?? 0);
    if (i === 0) assert.equal(section.ground, 'head');
    else assert.deepEqual(splitSections(section.text, false, noTitles), [section]);
  }
}

/** The parser is a function of the text, and reads each line as it reads that line alone. */
export function checkLinesAlone(text: string, ground: Ground): void {
  const tree = parse(text, ground);
  assert.deepEqual(parse(text, ground), tree);
  for (const line of tree.lines) {
    const alone = parse(text.slice(line.start, line.end), ground);
    assert.equal(alone.lines.length, 1);
    assert.equal(reading(alone.lines[0]), reading(line));
    assert.deepEqual(
      alone.problems.map((problem) => [problem.code, problem.start + line.start, problem.end + line.start]),
      tree.problems.filter((problem) => inside(problem, line)).map((problem) => [problem.code, problem.start, problem.end]),
    );
  }
}

const reading = (line: Line): string =>
  `${line.kind} ${'damaged' in line && line.damaged} ${'tabbed' in line && line.tabbed} ${showLine(line)}`;

/** Every line has a reading: what is not blank has text, and only what a problem says is kept unread. */
export function checkNothingUnsaid(text: string, ground: Ground): void {
  const tree = parse(text, ground);
  for (const line of tree.lines)
    if (line.kind === 'stray')
      assert.ok(
        tree.problems.some((problem) => inside(problem, line)),
        `no problem says why ${JSON.stringify(line.text.text)} is not read`,
      );
}

/** Printing keeps what lines say, leaves out blank lines only, and changes nothing the second time. */
export function checkPrint(text: string, ground: Ground): void {
  const tree = parse(text, ground);
  const printed = printSection(tree);
  const again = parse(printed, ground);
  assert.equal(printSection(again), printed, 'printing twice differs from printing once');
  assert.deepEqual(said(again), said(tree));
  assert.deepEqual(again.problems.map((p) => p.code).sort(), tree.problems.map((p) => p.code).sort());
  const followed = printSection(tree, { followed: true });
  assert.equal(printSection(parse(followed, ground), { followed: true }), followed);
  assert.deepEqual(said(parse(followed, ground)), said(tree));
}

const knowsTitle = (title: string): boolean => title === '合计' || title === '甲';
const treesOf = (text: string): SectionTree[] =>
  splitSections(text, true, knowsTitle).map((section) => parseSection(section.text, section.ground, knowsTitle));

/** A printed text has the same sections, which say the same, and printing it again changes nothing. */
export function checkPrintedText(text: string): void {
  const trees = treesOf(text);
  const printed = printSections(trees);
  const again = treesOf(printed);
  assert.deepEqual(
    again.map((tree) => tree.ground),
    trees.map((tree) => tree.ground),
  );
  assert.deepEqual(again.map(said), trees.map(said));
  assert.equal(printSections(again), printed);
}

/** What lines say, without blank lines and without the width of figures. */
const said = (tree: SectionTree): string[] =>
  tree.lines
    .filter((line) => line.kind !== 'blank' || line.comment)
    .map(
      (line) => `${line.kind} ${line.kind === 'property' ? fold(showLine(line)) : showLine(line)} ${line.comment?.text.trimEnd() ?? ''}`,
    );

export function checkAll(text: string): void {
  checkSections(text);
  checkPrintedText(text);
  for (const ground of grounds) {
    checkPlaces(text, ground);
    checkTokens(text, ground);
    checkWholeLines(text, ground);
    checkLinesAlone(text, ground);
    checkNothingUnsaid(text, ground);
    checkPrint(text, ground);
  }
}
