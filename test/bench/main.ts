/**
 * Runs the benchmarks and prints their table. Called by scripts/bench.mjs.
 *
 * `--ours FILE` the server's bundle; `--cli FILE` that of the command line; `--peer FILE` the module of VS Code's JSON language server; `--lines 1000,10000,100000`; `--edits 120` counted after `--warm-up 20`;
 * `--rounds 9` starts; `--batch 100000` lines checked once by the command line; `--json`.
 */
import os from 'node:os';
import { parseArgs } from 'node:util';
import { type Batch, measureBatch } from './batch.ts';
import { type Measured, type Modules, Session } from './session.ts';
import { measureStages } from './stages.ts';
import { measureStart } from './start.ts';
import { type Summary, summarize, table } from './statistics.ts';

const { values } = parseArgs({
  options: {
    ours: { type: 'string' },
    cli: { type: 'string' },
    peer: { type: 'string' },
    lines: { type: 'string', default: '1000,10000,100000' },
    edits: { type: 'string', default: '120' },
    'warm-up': { type: 'string', default: '20' },
    rounds: { type: 'string', default: '9' },
    batch: { type: 'string', default: '100000' },
    json: { type: 'boolean', default: false },
  },
});

interface Line {
  readonly what: string;
  readonly unit: Measured['unit'];
  readonly ours?: Summary;
  readonly peer?: Summary;
  /** Our median over the peer's. */
  readonly ratio?: number;
}

interface Group {
  readonly title: string;
  readonly lines: readonly Line[];
}

function lineOf({ what, unit, ours, peer }: Measured): Line {
  const [a, b] = [summarize(ours), summarize(peer)];
  return { what, unit, ours: a, peer: b, ...(a && b ? { ratio: a.median / b.median } : {}) };
}

const progress = (message: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`${message} …\n`);
};

const figure = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '' : value.toFixed(value < 100 ? 2 : 0);

function printed(group: Group): string {
  const rows = group.lines.map(({ what, unit, ours, peer, ratio }) => {
    const tail = (summary: Summary | undefined) => (summary && summary.count > 1 ? figure(summary.p95) : '');
    return [what, unit, figure(ours?.median), tail(ours), figure(peer?.median), tail(peer), figure(ratio)];
  });
  return table([[group.title, '', 'ours', 'p95', 'JSON', 'p95', 'ratio'], ...rows]);
}

/** Each program's medians and how many times ours take longer. */
function printedBatch({ results, missing }: Batch, lines: number): string {
  const [ours] = results;
  const median = (samples: readonly number[]) => summarize(samples)!.median;
  const rows = results.map(({ name, figures, wall, processor }) => [
    name,
    String(figures),
    figure(median(wall)),
    figure(median(processor)),
    figure(median(ours.wall) / median(wall)),
    figure(median(ours.processor) / median(processor)),
  ]);
  const printedTable = table([[`${lines} lines checked once`, 'figures', 'ms', 'processor', 'ratio', 'ratio'], ...rows]);
  return missing.length > 0 ? `${printedTable}\nNot installed, so not measured: ${missing.join(', ')}` : printedTable;
}

async function main(): Promise<void> {
  const modules: Modules = { ours: values.ours!, ...(values.peer ? { peer: values.peer } : {}) };
  const sizes = values.lines
    .split(',')
    .map(Number)
    .filter((lines) => lines > 0);
  const edits = { warmUp: Number(values['warm-up']), counted: Number(values.edits) };
  progress('Starting servers');
  const groups: Group[] = [{ title: 'start', lines: (await measureStart(Number(values.rounds), modules)).map(lineOf) }];
  for (const size of sizes) {
    progress(`${size} lines`);
    groups.push({ title: `${size} lines`, lines: (await Session.run(size, edits, modules)).map(lineOf) });
    groups.push({ title: `one edit of ${size} lines, by stage`, lines: measureStages(size).map(lineOf) });
  }
  const batchLines = Number(values.batch);
  progress(`${batchLines} lines at once`);
  const batch = values.cli && batchLines > 0 ? measureBatch(values.cli, batchLines, Math.min(Number(values.rounds), 5)) : undefined;
  const machine = `${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, Node ${process.versions.node}`;
  if (values.json) console.log(JSON.stringify({ version: 1, machine, groups, ...(batch ? { batch } : {}) }, null, 2));
  else console.log([machine, ...groups.map(printed), ...(batch ? [printedBatch(batch, batchLines)] : [])].join('\n\n'));
}

await main();
