/**
 * The grammar over the tokens: Chevrotain's own, with its recovery and its diagrams. It builds the tree as it goes.
 * Lines are parted by LineEnd, so whatever cannot be read ends there at the latest.
 */
import { EmbeddedActionsParser, type IToken } from 'chevrotain';
import { splitPath, visible } from './chars.ts';
import type { CellPayload } from './scan/cut.ts';
import * as T from './tokens.ts';
import type { Cell, ColumnTitle, Expression, Inline, Line, Piece, Reference, Span } from './tree.ts';

/** A line before its place in the section is known. */
export type Content = Line extends infer L ? (L extends Line ? Omit<L, 'start' | 'end' | 'line' | 'comment'> : never) : never;

export interface ParsedLine {
  /** Undefined for a blank line. */
  readonly content?: Content;
  readonly first?: IToken;
}

const endOf = (token: IToken): number => token.startOffset + token.image.length;
const pieceOf = (token: IToken): Piece => ({ start: token.startOffset, end: endOf(token), text: visible(token.image) });
const emptyAt = (offset: number): Piece => ({ start: offset, end: offset, text: '' });
const cellOf = (token: IToken): Cell => ({ start: token.startOffset, end: endOf(token), ...(token.payload as CellPayload) });
const emptyCell = (offset: number): Cell => ({ ...emptyAt(offset), kind: 'empty', quoted: false });

class SectionParser extends EmbeddedActionsParser {
  constructor() {
    super(T.allTokens, { recoveryEnabled: true, maxLookahead: 2 });
    this.performSelfAnalysis();
  }

  section = this.RULE('section', (): ParsedLine[] => {
    const lines: ParsedLine[] = [];
    const first = this.SUBRULE(this.line);
    this.ACTION(() => lines.push(first));
    this.MANY(() => {
      this.CONSUME(T.LineEnd);
      const next = this.SUBRULE2(this.line);
      this.ACTION(() => lines.push(next));
    });
    return lines;
  });

  private line = this.RULE(
    'line',
    (): ParsedLine => {
      const first = this.LA(1);
      const content = this.OR([
        { ALT: () => this.SUBRULE(this.header) },
        { ALT: () => this.SUBRULE(this.columns) },
        { ALT: () => this.SUBRULE(this.keyed) },
        { ALT: () => this.SUBRULE(this.continuation) },
        { ALT: () => this.SUBRULE(this.row) },
        { ALT: () => this.SUBRULE(this.insert) },
        { ALT: () => this.SUBRULE(this.heading) },
        { ALT: () => this.SUBRULE(this.paragraph) },
        { ALT: () => this.SUBRULE(this.escaped) },
        { ALT: () => this.SUBRULE(this.stray) },
        { ALT: () => undefined },
      ]);
      return content === undefined ? {} : { content, first };
    },
    { recoveryValueFunc: () => ({}) },
  );

  private stray = this.RULE('stray', (): Content => {
    const text = this.CONSUME(T.Stray);
    return this.ACTION(() => ({ kind: 'stray', text: pieceOf(text) }));
  });

  private header = this.RULE('header', (): Content => {
    let title: IToken | undefined;
    let parameter: IToken | undefined;
    let last: IToken | undefined;
    this.OR([
      {
        ALT: () => {
          last = this.CONSUME(T.HeaderOpen);
          this.OPTION(() => {
            title = this.CONSUME(T.Title);
          });
        },
      },
      {
        ALT: () => {
          title = this.CONSUME2(T.Title);
        },
      },
      {
        // A lone 】: a header that lost all else.
        ALT: () => {
          last = this.CONSUME(T.HeaderClose);
        },
      },
    ]);
    this.OPTION2(() => {
      this.CONSUME(T.HeaderColon);
      this.OPTION3(() => {
        parameter = this.CONSUME(T.Parameter);
      });
    });
    this.OPTION4(() => this.CONSUME2(T.HeaderClose));
    this.OPTION5(() => this.CONSUME(T.Stray));
    return this.ACTION(() => ({
      kind: 'header',
      title: title ? pieceOf(title) : emptyAt(endOf(last!)),
      ...(parameter ? { parameter: pieceOf(parameter) } : {}),
    }));
  });

  private columns = this.RULE('columns', (): Content => {
    this.CONSUME(T.ColumnsKey);
    const colon = this.CONSUME(T.Colon);
    let cells: Cell[] = [];
    this.OPTION(() => {
      cells = this.SUBRULE(this.cells, { ARGS: [this.ACTION(() => endOf(colon))] });
    });
    return this.ACTION(() => ({ kind: 'columns', tabbed: false, titles: cells.map(titleOf) }));
  });

  /** `键：值` is a property, `甲／乙：` an opener. */
  private keyed = this.RULE('keyed', (): Content => {
    const keys: IToken[] = [];
    this.AT_LEAST_ONE(() =>
      this.OR([
        { ALT: () => this.CONSUME(T.KeySlash) },
        {
          ALT: () => {
            keys.push(this.CONSUME(T.Key));
          },
        },
      ]),
    );
    const colon = this.CONSUME(T.Colon);
    let values: Cell[] | undefined;
    this.OPTION(() => {
      values = this.SUBRULE(this.cells, { ARGS: [this.ACTION(() => endOf(colon))] });
    });
    return this.ACTION(() => keyedContent(keys, colon, values));
  });

  private continuation = this.RULE('continuation', (): Content => {
    const bar = this.CONSUME(T.Bar);
    let text: IToken | undefined;
    this.OPTION(() => {
      text = this.CONSUME(T.ContinuationText);
    });
    return this.ACTION(() => ({ kind: 'continuation', text: text ? pieceOf(text) : emptyAt(endOf(bar)) }));
  });

  private row = this.RULE('row', (): Content => {
    const first = this.LA(1);
    const cells = this.SUBRULE(this.cells, { ARGS: [this.ACTION(() => first.startOffset), 1] });
    return this.ACTION(() => ({ kind: 'row', tabbed: false, cells, damaged: false }));
  });

  /** Cells and what parts them; two separators hold an empty cell. Empty ones at the end go, as long as `least` stay. */
  private cells = this.RULE('cells', (start: number, least = 0): Cell[] => {
    const cells: Cell[] = [];
    let open = true;
    let at = start;
    this.AT_LEAST_ONE(() => {
      this.OR([
        {
          ALT: () => {
            const separator = this.SUBRULE(this.separator);
            this.ACTION(() => {
              if (open) cells.push(emptyCell(at));
              open = true;
              at = endOf(separator);
            });
          },
        },
        {
          ALT: () => {
            const cell = this.SUBRULE(this.cell);
            this.ACTION(() => {
              cells.push(cellOf(cell));
              open = false;
            });
          },
        },
      ]);
    });
    return this.ACTION(() => withoutTrailingEmpties(cells, least));
  });

  private separator = this.RULE(
    'separator',
    (): IToken => this.OR([{ ALT: () => this.CONSUME(T.Gap) }, { ALT: () => this.CONSUME(T.Tab) }, { ALT: () => this.CONSUME(T.Space) }]),
  );

  private cell = this.RULE(
    'cell',
    (): IToken =>
      this.OR([
        { ALT: () => this.CONSUME(T.AmountCell) },
        { ALT: () => this.CONSUME(T.TextCell) },
        { ALT: () => this.CONSUME(T.DashCell) },
        { ALT: () => this.CONSUME(T.QuotedCell) },
        { ALT: () => this.CONSUME(T.DamagedCell) },
      ]),
  );

  /** `\` makes the rest an ordinary row or paragraph. */
  private escaped = this.RULE('escaped', (): Content => {
    this.CONSUME(T.Backslash);
    return this.OR([{ ALT: () => this.SUBRULE(this.row) }, { ALT: () => this.SUBRULE(this.paragraph) }]);
  });

  private insert = this.RULE('insert', (): Content => {
    this.CONSUME(T.InsertOpen);
    const word = this.CONSUME(T.InsertWord);
    const colon = this.CONSUME(T.Colon);
    let text: IToken | undefined;
    this.OPTION(() => {
      text = this.CONSUME(T.InsertText);
    });
    this.CONSUME(T.InsertClose);
    return this.ACTION(() => ({ kind: 'insert', word: pieceOf(word), text: text ? pieceOf(text) : emptyAt(endOf(colon)) }));
  });

  private heading = this.RULE('heading', (): Content => {
    const mark = this.OR([{ ALT: () => this.CONSUME(T.HeadingMark) }, { ALT: () => this.CONSUME(T.HeadingNumber) }]);
    let text: IToken | undefined;
    this.OPTION(() => {
      text = this.CONSUME(T.HeadingText);
    });
    return this.ACTION(() => {
      const piece = text ? pieceOf(text) : emptyAt(endOf(mark));
      if (mark.tokenType === T.HeadingMark) return { kind: 'heading', level: mark.image.length, text: piece };
      return { kind: 'heading', level: mark.payload as number, number: pieceOf(mark), text: piece };
    });
  });

  private paragraph = this.RULE('paragraph', (): Content => {
    let number: IToken | undefined;
    const inlines: Inline[] = [];
    this.OR([
      {
        ALT: () => {
          number = this.CONSUME(T.ParagraphNumber);
          this.MANY(() => this.SUBRULE(this.inline, { ARGS: [inlines] }));
        },
      },
      { ALT: () => this.AT_LEAST_ONE(() => this.SUBRULE2(this.inline, { ARGS: [inlines] })) },
    ]);
    return this.ACTION(() => ({
      kind: 'paragraph',
      inlines,
      ...(number ? { number: pieceOf(number), level: number.payload as number } : {}),
    }));
  });

  private inline = this.RULE('inline', (inlines: Inline[]): void => {
    this.OR([
      {
        ALT: () => {
          const run = this.CONSUME(T.Run);
          this.ACTION(() => inlines.push({ kind: 'run', ...pieceOf(run) }));
        },
      },
      {
        ALT: () => {
          const reference = this.SUBRULE(this.reference);
          this.ACTION(() => inlines.push(reference));
        },
      },
    ]);
  });

  private reference = this.RULE('reference', (): Reference => {
    const open = this.CONSUME(T.BraceOpen);
    this.ACTION(() => {
      this.errors = [];
    });
    let expression = this.SUBRULE(this.expression);
    this.MANY(() => {
      this.SUBRULE(this.unexpected);
      expression = undefined;
    });
    const close = this.CONSUME(T.BraceClose);
    return this.ACTION(() => {
      const isRead = expression !== undefined && this.errors.length === 0;
      return { kind: 'reference', start: open.startOffset, end: endOf(close), ...(isRead ? { expression } : {}) };
    });
  });

  /** What an expression does not go on with; the reference is then unreadable as a whole. */
  private unexpected = this.RULE('unexpected', (): IToken => this.OR(T.betweenBraces.map((type) => ({ ALT: () => this.CONSUME(type) }))));

  private expression = this.RULE(
    'expression',
    (): Expression | undefined => {
      let left = this.SUBRULE(this.product);
      this.MANY(() => {
        const sign = this.CONSUME(T.Sign);
        const right = this.SUBRULE2(this.product);
        left = this.ACTION(() => binary(sign.image === '+' || sign.image === '＋' ? '+' : '-', left, right));
      });
      return left;
    },
    { recoveryValueFunc: () => undefined },
  );

  private product = this.RULE(
    'product',
    (): Expression | undefined => {
      let left = this.SUBRULE(this.term);
      this.MANY(() => {
        const operator = this.CONSUME(T.Operator);
        const right = this.SUBRULE2(this.term);
        left = this.ACTION(() => binary(operator.image === '/' || operator.image === '／' ? '/' : '*', left, right));
      });
      return left;
    },
    { recoveryValueFunc: () => undefined },
  );

  private term = this.RULE(
    'term',
    (): Expression | undefined =>
      this.OR([
        {
          ALT: () => {
            const number = this.CONSUME(T.NumberTerm);
            return this.ACTION((): Expression => ({ kind: 'number', ...spanOf(number), value: pieceOf(number).text }));
          },
        },
        { ALT: () => this.SUBRULE(this.named) },
        {
          ALT: () => {
            this.CONSUME(T.ParenOpen);
            const inner = this.SUBRULE(this.expression);
            this.CONSUME(T.ParenClose);
            return inner;
          },
        },
        {
          ALT: () => {
            const sign = this.CONSUME(T.Sign);
            const operand = this.SUBRULE(this.term);
            return this.ACTION(
              (): Expression | undefined => operand && { kind: 'negate', start: sign.startOffset, end: operand.end, operand },
            );
          },
        },
      ]),
    { recoveryValueFunc: () => undefined },
  );

  /** `甲.乙` is a path, `甲(…)` a call. */
  private named = this.RULE('named', (): Expression | undefined => {
    const first = this.CONSUME(T.Name);
    const path = [first];
    return this.OR([
      {
        ALT: () => {
          const args: (Expression | undefined)[] = [];
          this.CONSUME(T.ParenOpen);
          this.MANY_SEP({ SEP: T.Comma, DEF: () => args.push(this.SUBRULE(this.expression)) });
          const close = this.CONSUME(T.ParenClose);
          return this.ACTION((): Expression | undefined =>
            args.includes(undefined)
              ? undefined
              : { kind: 'call', start: first.startOffset, end: endOf(close), name: pieceOf(first), args: args as Expression[] },
          );
        },
      },
      {
        ALT: () => {
          this.MANY(() => {
            this.CONSUME(T.Dot);
            const part = this.OR2([{ ALT: () => this.CONSUME2(T.Name) }, { ALT: () => this.CONSUME(T.NumberTerm) }]);
            path.push(part);
          });
          return this.ACTION(
            (): Expression => ({
              kind: 'name',
              start: first.startOffset,
              end: endOf(path[path.length - 1]),
              path: path.map(pieceOf),
            }),
          );
        },
      },
    ]);
  });
}

const spanOf = (token: IToken): Span => ({ start: token.startOffset, end: endOf(token) });

function binary(operator: '+' | '-' | '*' | '/', left?: Expression, right?: Expression): Expression | undefined {
  return left && right && { kind: 'binary', operator, left, right, start: left.start, end: right.end };
}

function withoutTrailingEmpties(cells: Cell[], least: number): Cell[] {
  let length = cells.length;
  while (length > least && cells[length - 1].kind === 'empty' && !cells[length - 1].quoted) length--;
  return cells.slice(0, length);
}

function keyedContent(keys: IToken[], colon: IToken, values: Cell[] | undefined): Content {
  if (values === undefined) return { kind: 'opener', path: keys.map(pieceOf) };
  const whole =
    values.length > 0 ? { start: values[0].start, end: values[values.length - 1].end } : { start: endOf(colon), end: endOf(colon) };
  return { kind: 'property', key: pieceOf(keys[0]), value: { ...whole, text: '' }, values };
}

const titleOf = (cell: Cell): ColumnTitle => ({ start: cell.start, end: cell.end, text: cell.text, path: splitPath(cell.text) });

/** The one parser: stateless between runs; the railroad diagrams are drawn from it. */
export const parser = new SectionParser();

/** Parses a section's tokens into its lines; total. */
export function parseTokens(tokens: IToken[]): ParsedLine[] {
  parser.input = tokens;
  return parser.section() ?? [];
}
