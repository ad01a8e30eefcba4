/**
 * Runs the benchmarks and prints their table. Called by scripts/bench.mjs.
 *
 * `--ours FILE` the server's bundle; `--peer FILE` the module of VS Code's JSON language server; `--lines 1000,10000`; `--edits 120`; `--rounds 9` starts; `--json`.
 */
import os from 'node:os';
import { parseArgs } from 'node:util';
import { type Measured, type Modules, Session } from './session.ts';
import { measureStages } from './stages.ts';
import { measureStart } from './start.ts';
import { type Summary, summarize, table } from './statistics.ts';

const { values } = parseArgs({
  options: {
    ours: { type: 'string' },
    peer: { type: 'string' },
    lines: { type: 'string', default: '1000,10000' },
    edits: { type: 'string', default: '120' },
    rounds: { type: 'string', default: '9' },
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

async function main(): Promise<void> {
  const modules: Modules = { ours: values.ours!, ...(values.peer ? { peer: values.peer } : {}) };
  const sizes = values.lines.split(',').map(Number);
  progress('Starting servers');
  const groups: Group[] = [{ title: 'start', lines: (await measureStart(Number(values.rounds), modules)).map(lineOf) }];
  for (const size of sizes) {
    progress(`${size} lines`);
    groups.push({ title: `${size} lines`, lines: (await Session.run(size, Number(values.edits), modules)).map(lineOf) });
    groups.push({ title: `one edit of ${size} lines, by stage`, lines: measureStages(size).map(lineOf) });
  }
  const machine = `${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, Node ${process.versions.node}`;
  if (values.json) console.log(JSON.stringify({ version: 1, machine, groups }, null, 2));
  else console.log([machine, ...groups.map(printed)].join('\n\n'));
}

await main();
