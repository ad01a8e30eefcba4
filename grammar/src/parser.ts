/**
 * The grammar over the tokens: Chevrotain's own, with its recovery and its diagrams. It builds the tree as it goes.
 * Lines are parted by LineEnd, so whatever cannot be read ends there at the latest.
 */
import { EmbeddedActionsParser, type IToken } from 'chevrotain';
import {
  binary,
  Cells,
  columnsOf,
  type Draft,
  emptyAt,
  endOf,
  keyedContent,
  nowhere,
  paragraphOf,
  pieceOf,
  rowOf,
  runOf,
  spanOf,
} from './draft.ts';
import * as T from './tokens.ts';
import type { Cell, Expression, Inline, Reference } from './tree.ts';

export interface ParsedLines {
  /** One entry a line; undefined for a blank one. */
  readonly drafts: readonly (Draft | undefined)[];
  readonly lineEnds: readonly IToken[];
}

export class SectionParser extends EmbeddedActionsParser {
  /** `validates`: looks for ambiguities, which takes longer than all else and is done once for every change of the grammar, in its tests. */
  constructor(validates = false) {
    super([...T.allTokens], { recoveryEnabled: true, maxLookahead: 1, skipValidations: !validates });
    this.performSelfAnalysis();
  }

  section = this.RULE('section', (): ParsedLines => {
    const drafts: (Draft | undefined)[] = [];
    const lineEnds: IToken[] = [];
    drafts.push(this.isRead(1) ? this.takeLine() : this.SUBRULE(this.line));
    this.takeLines(drafts, lineEnds);
    this.MANY(() => {
      lineEnds.push(this.CONSUME(T.LineEnd));
      drafts.push(this.isRead(1) ? this.takeLine() : this.SUBRULE2(this.line));
      this.takeLines(drafts, lineEnds);
    });
    return { drafts, lineEnds };
  });

  /** Whether the line that begins with the `nth` token from here is blank or was read while it was scanned. False while the grammar is being looked over: there is no text then. */
  private isRead(nth: number): boolean {
    if (this.RECORDING_PHASE) return false;
    const token = this.LA(nth);
    return token.tokenType === T.WholeLine || T.endsLine(token);
  }

  /** A line that needs no rule; undefined for a blank one. */
  private takeLine(): Draft | undefined {
    const token = this.LA(1);
    if (token.tokenType !== T.WholeLine) return undefined;
    this.SKIP_TOKEN();
    return token.payload as Draft;
  }

  /** All lines up to the next that needs a rule: rules have their price, and nearly all lines need none. */
  private takeLines(drafts: (Draft | undefined)[], lineEnds: IToken[]): void {
    while (this.LA(1).tokenType === T.LineEnd && this.isRead(2)) {
      lineEnds.push(this.LA(1));
      this.SKIP_TOKEN();
      drafts.push(this.takeLine());
    }
  }

  private line = this.RULE(
    'line',
    (): Draft | undefined =>
      this.OR([
        { ALT: () => this.SUBRULE(this.row) },
        { ALT: () => this.SUBRULE(this.paragraph) },
        { ALT: () => this.SUBRULE(this.header) },
        { ALT: () => this.SUBRULE(this.columns) },
        { ALT: () => this.SUBRULE(this.keyed) },
        { ALT: () => this.SUBRULE(this.continuation) },
        { ALT: () => this.SUBRULE(this.insert) },
        { ALT: () => this.SUBRULE(this.heading) },
        { ALT: () => this.SUBRULE(this.escaped) },
        { ALT: () => this.SUBRULE(this.stray) },
        { ALT: () => undefined },
      ]),
    { recoveryValueFunc: () => undefined },
  );

  private stray = this.RULE('stray', (): Draft => {
    const text = this.CONSUME(T.Stray);
    return this.ACTION(() => ({ ...nowhere(), kind: 'stray', text: pieceOf(text) }));
  });

  private header = this.RULE('header', (): Draft => {
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
    return this.ACTION((): Draft => {
      const whole = { ...nowhere(), kind: 'header', title: title ? pieceOf(title) : emptyAt(endOf(last!)) } as const;
      return parameter ? { ...whole, parameter: pieceOf(parameter) } : whole;
    });
  });

  private columns = this.RULE('columns', (): Draft => {
    this.CONSUME(T.ColumnsKey);
    this.CONSUME(T.Colon);
    let cells: Cell[] = [];
    this.OPTION(() => {
      cells = this.SUBRULE(this.cells);
    });
    return this.ACTION(() => columnsOf(cells));
  });

  private keyed = this.RULE('keyed', (): Draft => {
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
      values = this.SUBRULE(this.cells);
    });
    return this.ACTION(() => keyedContent(keys.map(pieceOf), endOf(colon), values));
  });

  private continuation = this.RULE('continuation', (): Draft => {
    const bar = this.CONSUME(T.Bar);
    let text: IToken | undefined;
    this.OPTION(() => {
      text = this.CONSUME(T.ContinuationText);
    });
    return this.ACTION(() => ({ ...nowhere(), kind: 'continuation', text: text ? pieceOf(text) : emptyAt(endOf(bar)) }));
  });

  private row = this.RULE('row', (): Draft => {
    const cells = this.SUBRULE(this.cells);
    return this.ACTION(() => rowOf(cells));
  });

  /** Cells and tabs. */
  private cells = this.RULE('cells', (): Cell[] => {
    const cells = new Cells();
    this.AT_LEAST_ONE(() => {
      const token = this.OR([{ ALT: () => this.CONSUME(T.Separator) }, { ALT: () => this.CONSUME(T.CellToken) }]);
      this.ACTION(() => cells.take(token));
    });
    return cells.all;
  });

  /** `\` makes the rest an ordinary row or paragraph. */
  private escaped = this.RULE('escaped', (): Draft => {
    this.CONSUME(T.Backslash);
    return this.OR([{ ALT: () => this.SUBRULE(this.row) }, { ALT: () => this.SUBRULE(this.paragraph) }]);
  });

  private insert = this.RULE('insert', (): Draft => {
    this.CONSUME(T.InsertOpen);
    const word = this.CONSUME(T.InsertWord);
    const colon = this.CONSUME(T.Colon);
    let text: IToken | undefined;
    this.OPTION(() => {
      text = this.CONSUME(T.InsertText);
    });
    this.CONSUME(T.InsertClose);
    return this.ACTION(() => ({ ...nowhere(), kind: 'insert', word: pieceOf(word), text: text ? pieceOf(text) : emptyAt(endOf(colon)) }));
  });

  private heading = this.RULE('heading', (): Draft => {
    const mark = this.OR([{ ALT: () => this.CONSUME(T.HeadingMark) }, { ALT: () => this.CONSUME(T.HeadingNumber) }]);
    let text: IToken | undefined;
    this.OPTION(() => {
      text = this.CONSUME(T.HeadingText);
    });
    return this.ACTION(() => {
      const piece = text ? pieceOf(text) : emptyAt(endOf(mark));
      if (mark.tokenType === T.HeadingMark) return { ...nowhere(), kind: 'heading', level: mark.image.length, text: piece };
      return { ...nowhere(), kind: 'heading', level: mark.payload as number, number: pieceOf(mark), text: piece };
    });
  });

  private paragraph = this.RULE(
    'paragraph',
    (): Draft =>
      this.OR([
        { ALT: () => this.SUBRULE(this.numbered) },
        {
          ALT: (): Draft => {
            const inlines = this.SUBRULE(this.inlines);
            return paragraphOf(inlines);
          },
        },
      ]),
  );

  private numbered = this.RULE('numbered', (): Draft => {
    const number = this.CONSUME(T.ParagraphNumber);
    let inlines: Inline[] = [];
    this.OPTION(() => {
      inlines = this.SUBRULE(this.inlines);
    });
    return this.ACTION(() => ({ ...nowhere(), kind: 'paragraph', inlines, number: pieceOf(number), level: number.payload as number }));
  });

  private inlines = this.RULE('inlines', (): Inline[] => {
    const inlines: Inline[] = [];
    this.AT_LEAST_ONE(() => {
      this.OR([
        {
          ALT: () => {
            const run = this.CONSUME(T.Run);
            this.ACTION(() => inlines.push(runOf(run)));
          },
        },
        { ALT: () => inlines.push(this.SUBRULE(this.reference)) },
      ]);
    });
    return inlines;
  });

  private reference = this.RULE('reference', (): Reference => {
    const open = this.CONSUME(T.BraceOpen);
    this.ACTION(() => {
      this.errors = [];
    });
    let expression: Expression | undefined;
    this.OPTION(() => {
      expression = this.SUBRULE(this.expression);
    });
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

let parser: SectionParser | undefined;

/** The one parser: stateless between runs; the railroad diagrams are drawn from it. Made when it is first needed, for Chevrotain looks a grammar over for longer than a small file takes. */
export function sectionParser(): SectionParser {
  parser ??= new SectionParser();
  return parser;
}

/** Parses a section's tokens into its lines; total. */
export function parseTokens(tokens: IToken[], own = sectionParser()): ParsedLines {
  own.input = tokens;
  return own.section();
}
