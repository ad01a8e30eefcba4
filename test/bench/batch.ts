/** The whole of a long file read and checked once by a process of its own, beside programs that do as much for journals of as many lines, and of as many figures. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readCell } from 'budget-grammar';
import { generateDisclosure } from './generate.ts';
import { generateJournal } from './journal.ts';

export interface Contender {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Amounts in the file that it reads. */
  readonly figures: number;
}

export interface BatchResult {
  readonly name: string;
  readonly figures: number;
  /** Milliseconds from start to end of the process, and of processor time in it. */
  readonly wall: number[];
  readonly processor: number[];
}

/** Programs that can check a journal, with the argument by which they tell their version. */
const PEERS = [
  { name: 'ledger source', program: 'ledger', format: 'ledger', args: (file: string) => ['--args-only', '-f', file, 'source'] },
  {
    name: 'ledger balance',
    program: 'ledger',
    format: 'ledger',
    args: (file: string) => ['--args-only', '-f', file, 'balance', '--depth', '1'],
  },
  { name: 'hledger check', program: 'hledger', format: 'ledger', args: (file: string) => ['-f', file, 'check'] },
  { name: 'bean-check', program: 'bean-check', format: 'beancount', args: (file: string) => ['--no-cache', file] },
] as const;

const isInstalled = (program: string): boolean => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;

/** How many cells of a disclosure's lines are amounts. */
const figuresIn = (text: string): number =>
  text.split('\n').reduce((sum, line) => sum + line.split(/\t| {2,}|：/).filter((cell) => readCell(cell).kind === 'amount').length, 0);

export interface Batch {
  readonly results: readonly BatchResult[];
  /** Programs that are not installed. */
  readonly missing: readonly string[];
}

/**
 * Runs each program as often as `rounds` says, in turns.
 *
 * @param cli the bundled command line
 * @throws if a program fails on its file: then it has not done the work
 */
export function measureBatch(cli: string, lines: number, rounds: number): Batch {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'budget-bench-'));
  try {
    const installed = PEERS.filter(({ program }) => isInstalled(program));
    const contenders = contendersIn(directory, cli, lines, installed);
    const results = contenders.map(({ name, figures }): BatchResult => ({ name, figures, wall: [], processor: [] }));
    for (let round = 0; round < rounds; round++)
      for (const [n, contender] of contenders.entries()) {
        const { wall, processor } = timeOf(contender);
        results[n].wall.push(wall);
        results[n].processor.push(processor);
      }
    return { results, missing: [...new Set(PEERS.filter((peer) => !installed.includes(peer)).map(({ program }) => program))] };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function contendersIn(directory: string, cli: string, lines: number, peers: readonly (typeof PEERS)[number][]): Contender[] {
  const text = generateDisclosure(lines);
  const file = path.join(directory, 'document.budget');
  writeFileSync(file, text);
  const ours = {
    name: 'budget check',
    command: process.execPath,
    args: [cli, 'check', '--fail-on', 'error', file],
    figures: figuresIn(text),
  };
  const others = peers.flatMap(({ name, program, format, args }): Contender[] => {
    const sameLines = generateJournal(format, lines);
    const sameFigures = generateJournal(format, Math.round((lines * ours.figures) / sameLines.figures));
    return [['as many lines', sameLines] as const, ['as many figures', sameFigures] as const].map(([as, { text, figures }]) => {
      const written = path.join(directory, `${as}.${format}`);
      writeFileSync(written, text);
      return { name: `${name}, ${as}`, command: program, args: args(written), figures };
    });
  });
  return [ours, ...others];
}

/** The shell's `time` tells the processor time of a child, which Node does not. */
function timeOf({ name, command, args }: Contender): { wall: number; processor: number } {
  const script = 'TIMEFORMAT="%R %U %S"; exec 3>&2; { time "$@" >/dev/null 2>/dev/null; } 2>&3';
  const { status, stderr } = spawnSync('bash', ['-c', script, 'bash', command, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
  const [wall, user, system] = stderr.trim().split(' ').map(Number);
  return { wall: 1000 * wall, processor: 1000 * (user + system) };
}
