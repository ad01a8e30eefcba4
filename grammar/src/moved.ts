/** The same lines at another place: all their spans are counted from the beginning of the section. */
import type { Cell, ColumnTitle, Expression, Inline, Line, Piece, Span } from './tree.ts';

/** A line `by` characters and `lines` lines further on; the same object if it stands where it stood. */
export function moved(line: Line, by: number, lines: number): Line {
  if (by === 0 && lines === 0) return line;
  const at = { start: line.start + by, end: line.end + by, line: line.line + lines };
  const copy = copyOf(line, by, at);
  return line.comment ? { ...copy, comment: { ...line.comment, start: line.comment.start + by, end: line.comment.end + by } } : copy;
}

interface At extends Span {
  readonly line: number;
}

/** The line at its place, with all that it consists of but its comment. Properties named one by one are copied several times faster than spread ones. */
function copyOf(line: Line, by: number, { start, end, line: number }: At): Line {
  const piece = <P extends Piece>(one: P): P => ({ ...one, start: one.start + by, end: one.end + by });
  switch (line.kind) {
    case 'blank':
      return { ...line, start, end, line: number };
    case 'header':
      return line.parameter
        ? { ...line, start, end, line: number, title: piece(line.title), parameter: piece(line.parameter) }
        : { ...line, start, end, line: number, title: piece(line.title) };
    case 'property':
      return { ...line, start, end, line: number, key: piece(line.key), value: piece(line.value), values: line.values.map<Cell>(piece) };
    case 'opener':
      return { ...line, start, end, line: number, path: line.path.map<Piece>(piece) };
    case 'columns':
      return { ...line, start, end, line: number, titles: line.titles.map<ColumnTitle>(piece) };
    case 'row':
      return { ...line, start, end, line: number, cells: line.cells.map<Cell>(piece) };
    case 'insert':
      return { ...line, start, end, line: number, word: piece(line.word), text: piece(line.text) };
    case 'heading':
      return line.number
        ? { ...line, start, end, line: number, number: piece(line.number), text: piece(line.text) }
        : { ...line, start, end, line: number, text: piece(line.text) };
    case 'paragraph': {
      const inlines = line.inlines.map((inline) => movedInline(inline, by));
      return line.number
        ? { ...line, start, end, line: number, number: piece(line.number), inlines }
        : { ...line, start, end, line: number, inlines };
    }
    case 'continuation':
    case 'stray':
      return { ...line, start, end, line: number, text: piece(line.text) };
  }
}

function movedInline(inline: Inline, by: number): Inline {
  const [start, end] = [inline.start + by, inline.end + by];
  if (inline.kind === 'run' || !inline.expression) return { ...inline, start, end };
  return { ...inline, start, end, expression: movedExpression(inline.expression, by) };
}

function movedExpression(expression: Expression, by: number): Expression {
  const at = { start: expression.start + by, end: expression.end + by };
  const inner = (one: Expression): Expression => movedExpression(one, by);
  const piece = (one: Piece): Piece => ({ ...one, start: one.start + by, end: one.end + by });
  switch (expression.kind) {
    case 'number':
      return { ...expression, ...at };
    case 'name':
      return { ...expression, ...at, path: expression.path.map(piece) };
    case 'call':
      return { ...expression, ...at, name: piece(expression.name), args: expression.args.map(inner) };
    case 'negate':
      return { ...expression, ...at, operand: inner(expression.operand) };
    case 'binary':
      return { ...expression, ...at, left: inner(expression.left), right: inner(expression.right) };
  }
}
