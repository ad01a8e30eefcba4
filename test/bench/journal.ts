/**
 * Journals for plain-text accounting programs that ask of them what a disclosure asks of us: as many lines, figures beside each other in rows, and every sum stated and held.
 *
 * A row of accounts is a transaction of a few postings that balance; behind each group of rows stands what its accounts must add up to by then, as a balance assertion.
 */
import { createRandom } from './random.ts';

export type JournalFormat = 'ledger' | 'beancount';

export interface Journal {
  readonly text: string;
  readonly lines: number;
  /** Amounts that stand in it, sums included. */
  readonly figures: number;
}

/** Rows of one group, and the groups of one unit whose sums run on. */
const ROWS = 6;
const GROUPS = 20;
const NATURES = ['Basic', 'Project'] as const;

class Writer {
  readonly lines: string[] = [];
  figures = 0;

  line(text = ''): void {
    this.lines.push(text);
  }

  /** A line that ends with an amount in 分. */
  amount(before: string, fen: number, behind = ''): void {
    this.figures++;
    this.line(`${before}  ${yuan(fen)} CNY${behind}`);
  }
}

const yuan = (fen: number): string =>
  `${fen < 0 ? '-' : ''}${Math.trunc(Math.abs(fen) / 100)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`;

/** A group takes a day: its transactions, and at the beginning of the next one its sums. */
const dayOf = (group: number): string => new Date(Date.UTC(1990, 0, 1 + group)).toISOString().slice(0, 10);

/** Line for line the same work in both formats; a group more than is needed is cut off, so that the journal has exactly `lines` lines. */
export function generateJournal(format: JournalFormat, lines: number, seed = 1): Journal {
  const random = createRandom(seed);
  const out = new Writer();
  const opened = new Set<string>();
  const balances = new Map<string, number>();
  const post = (account: string, fen: number): void => {
    balances.set(account, (balances.get(account) ?? 0) + fen);
    out.amount(`  ${account}`, fen);
  };
  for (let group = 0; ; group++) {
    const before = { lines: out.lines.length, figures: out.figures };
    const unit = `Expenses:Unit${Math.floor(group / GROUPS)}`;
    const rows = Array.from({ length: ROWS }, (_, i) => `F20${(group % GROUPS) + 10}${i + 10}`);
    const accounts = rows.flatMap((row) => NATURES.map((nature) => `${unit}:${row}:${nature}`));
    if (format === 'beancount')
      for (const account of ['Equity:Budget', ...accounts]) if (!opened.has(account)) out.line(`${dayOf(group)} open ${account}`);
    for (const account of ['Equity:Budget', ...accounts]) opened.add(account);
    for (const row of rows) {
      out.line(format === 'beancount' ? `${dayOf(group)} * "${row} 行政运行"` : `${dayOf(group)} * ${row} 行政运行`);
      const amounts = NATURES.map(() => random.spread(100, 500_000_000));
      for (const [i, nature] of NATURES.entries()) post(`${unit}:${row}:${nature}`, amounts[i]);
      post('Equity:Budget', -amounts.reduce((a, b) => a + b));
      out.line();
    }
    assertSums(out, format, dayOf(group + 1), accounts, balances);
    if (out.lines.length > lines) {
      out.lines.length = before.lines;
      out.figures = before.figures;
      break;
    }
  }
  while (out.lines.length < lines) out.line('; 注');
  return { text: `${out.lines.join('\n')}\n`, lines: out.lines.length, figures: out.figures };
}

function assertSums(
  out: Writer,
  format: JournalFormat,
  day: string,
  accounts: readonly string[],
  balances: ReadonlyMap<string, number>,
): void {
  if (format === 'ledger') out.line(`${day} * 小计`);
  for (const account of accounts) {
    const fen = balances.get(account)!;
    if (format === 'beancount') out.amount(`${day} balance ${account}`, fen);
    else out.amount(`  ${account}`, 0, ` = ${yuan(fen)} CNY`);
  }
  out.line();
}
