/** Runs Chevrotain's lexer over one section, in the mode of its ground. */
import { type IToken, Lexer } from 'chevrotain';
import { startScan } from './scan/cursor.ts';
import { headScan, type Report, sheetScan } from './scan/sheet.ts';
import type { Source } from './scan/source.ts';
import { textScan } from './scan/text.ts';
import { lexerDefinition } from './tokens.ts';
import type { Ground, SyntaxProblem } from './tree.ts';

let lexer: Lexer | undefined;

/** Made when it is first needed, as the parser is. */
function sectionLexer(): Lexer {
  lexer ??= new Lexer(lexerDefinition, { positionTracking: 'onlyOffset', ensureOptimizations: false });
  return lexer;
}

/** Whether a folded title without blanks is one that square brackets may hold. */
export type TitleTest = (title: string) => boolean;

export interface Lexed {
  readonly tokens: IToken[];
  readonly comments: readonly IToken[];
  readonly problems: SyntaxProblem[];
  /** Starts of rows that could not be cut for certain. */
  readonly damaged: ReadonlySet<number>;
  /** Starts of lines that are cut at tabs. */
  readonly tabbed: ReadonlySet<number>;
}

const SCANS = { head: headScan, sheet: sheetScan, text: textScan } as const;

export function lex(source: Source, ground: Ground, isTitle: TitleTest): Lexed {
  const problems: SyntaxProblem[] = [];
  const damaged = new Set<number>();
  const tabbed = new Set<number>();
  const report: Report = {
    problem: (problem) => problems.push(problem),
    damagedRow: (start) => damaged.add(start),
    tabbedLine: (start) => tabbed.add(start),
  };
  startScan(SCANS[ground](source, isTitle, report));
  const result = sectionLexer().tokenize(source.text, ground);
  return { tokens: result.tokens, comments: result.groups.comments ?? [], problems, damaged, tabbed };
}
