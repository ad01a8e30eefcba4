/** Prints how well sentences are read: `npx node scripts/sentences.ts [-v]`; `-v` names every sentence that is not read as its author expects. */
import { corpus, type Outcome, read } from '../test/prose/corpus.ts';

const outcomes = corpus().map(read);
const verbose = process.argv.includes('-v');

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`);
const sum = (list: readonly Outcome[], of: (one: Outcome) => number): number => list.reduce((all, one) => all + of(one), 0);

function row(name: string, list: readonly Outcome[]): string[] {
  const wrong = list.filter(({ example }) => example.expected.length > 0);
  const right = list.filter(({ example }) => example.expected.length === 0);
  const wanted = sum(wrong, ({ example }) => example.expected.length);
  const missed = sum(wrong, (one) => one.missed.length);
  const flagged = list.filter(({ surplus }) => surplus.length > 0).length;
  return [
    name,
    `${right.length}`,
    `${wrong.length}`,
    `${wanted - missed}/${wanted} ${percent(wanted - missed, wanted)}`,
    `${flagged}`,
    percent(
      sum(list, ({ understood }) => understood),
      sum(list, ({ amounts }) => amounts),
    ),
  ];
}

const width = (text: string): number => [...text].reduce((all, char) => all + (char > '\u2e80' ? 2 : 1), 0);

function print(title: string, keyOf: (one: Outcome) => string): void {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of outcomes) groups.set(keyOf(outcome), [...(groups.get(keyOf(outcome)) ?? []), outcome]);
  const rows = [[title, 'right', 'wrong', 'recall', 'false alarms', 'understood'], ...[...groups].map(([name, list]) => row(name, list))];
  if (groups.size > 1) rows.push(row('all', outcomes));
  const widths = rows[0].map((_, i) => Math.max(...rows.map((cells) => width(cells[i]))));
  for (const cells of rows)
    console.log(
      cells
        .map((cell, i) => cell + ' '.repeat(widths[i] - width(cell)))
        .join('  ')
        .trimEnd(),
    );
  console.log();
}

print('what varies', ({ example }) => example.variation);
print('document', ({ example }) => example.file);

if (verbose)
  for (const { example, missed, surplus, found } of outcomes) {
    const say = (list: readonly { code: string; text: string }[]) => list.map(({ code, text }) => `${code} ${text}`).join('; ');
    if (missed.length > 0 || surplus.length > 0)
      console.log(
        `${example.file}:${example.line} ${example.sentence}\n  ${missed.length > 0 ? `missed ${say(missed)} ` : ''}${surplus.length > 0 ? `not expected ${say(surplus)}` : ''}${missed.length > 0 && found.length > 0 ? ` found ${say(found)}` : ''}`,
      );
  }
