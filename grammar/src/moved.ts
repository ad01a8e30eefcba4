/** The same lines at another place: all their spans are counted from the beginning of the section. */
import type { Cell, ColumnTitle, Expression, Inline, Line, Piece, Span } from './tree.ts';

const readAs = new WeakMap<Line, Line>();

/** The line as it was read, wherever it has moved to since: what follows from its words alone may be kept with it. */
export const asRead = (line: Line): Line => readAs.get(line) ?? line;

/** A line `by` characters and `lines` lines further on; the same object if it stands where it stood. */
export function moved(line: Line, by: number, lines: number): Line {
  if (by === 0 && lines === 0) return line;
  const at = { start: line.start + by, end: line.end + by, line: line.line + lines };
  const bare = copyOf(line, by, at);
  const copy = line.comment ? { ...bare, comment: { ...line.comment, start: line.comment.start + by, end: line.comment.end + by } } : bare;
  readAs.set(copy, asRead(line));
  return copy;
}

interface At extends Span {
  readonly line: number;
}

/** The line at its place, with all that it consists of but its comment. */
function copyOf(line: Line, by: number, at: At): Line {
  const piece = <P extends Piece>(one: P): P => ({ ...one, start: one.start + by, end: one.end + by });
  switch (line.kind) {
    case 'blank':
      return { ...line, ...at };
    case 'header':
      return line.parameter
        ? { ...line, ...at, title: piece(line.title), parameter: piece(line.parameter) }
        : { ...line, ...at, title: piece(line.title) };
    case 'property':
      return { ...line, ...at, key: piece(line.key), value: piece(line.value), values: line.values.map<Cell>(piece) };
    case 'opener':
      return { ...line, ...at, path: line.path.map<Piece>(piece) };
    case 'columns':
      return { ...line, ...at, titles: line.titles.map<ColumnTitle>(piece) };
    case 'row':
      return { ...line, ...at, cells: line.cells.map<Cell>(piece) };
    case 'insert':
      return { ...line, ...at, word: piece(line.word), text: piece(line.text) };
    case 'heading':
      return line.number
        ? { ...line, ...at, number: piece(line.number), text: piece(line.text) }
        : { ...line, ...at, text: piece(line.text) };
    case 'paragraph': {
      const inlines = line.inlines.map((inline) => movedInline(inline, by));
      return line.number ? { ...line, ...at, number: piece(line.number), inlines } : { ...line, ...at, inlines };
    }
    case 'continuation':
    case 'stray':
      return { ...line, ...at, text: piece(line.text) };
  }
}

function movedInline(inline: Inline, by: number): Inline {
  const at = { start: inline.start + by, end: inline.end + by };
  if (inline.kind === 'run' || !inline.expression) return { ...inline, ...at };
  return { ...inline, ...at, expression: movedExpression(inline.expression, by) };
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
