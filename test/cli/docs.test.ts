/** Every example of the documentation of the command line is what the command line prints. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { type Folder, folder, type Outcome } from './run.ts';

interface Example {
  readonly command: string;
  /** The lines that it prints; `…` stands for any number of lines. */
  readonly printed: readonly string[];
}

const blocks = (text: string, language: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map((match) => match[1]);

/** Lines that begin with `$ ` are commands; what follows is printed. */
function examplesOf(block: string): Example[] {
  return block
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command, ...printed] = part.trimEnd().split('\n');
      return { command, printed };
    });
}

const escaped = (line: string): string => line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const pattern = (lines: readonly string[]): RegExp =>
  new RegExp(`^${lines.map((line) => (line === '…' ? '(?:.*\\n)*' : `${escaped(line)}\\n`)).join('')}$`);

/** `echo $?` prints the exit code of the command before. */
async function run({ command }: Example, at: Folder, last: number | null): Promise<Outcome> {
  const [program, ...words] = command.split(' ');
  if (command === 'echo $?') return { code: 0, out: `${last}\n`, err: '' };
  assert.equal(program, 'budget');
  return at.budget(words);
}

for (const page of ['cli.md', 'cli.zh-CN.md'])
  describe(page, () => {
    const text = readFileSync(path.resolve(import.meta.dirname, '../../docs', page), 'utf8');
    const [example] = blocks(text, 'budget');
    const consoles = blocks(text, 'console').map(examplesOf);

    test('has an example of every command', () => {
      const commands = new Set(consoles.flat().map(({ command }) => command.split(' ').slice(0, 2).join(' ')));
      for (const command of ['check', 'format', 'render', 'facts', 'explain', 'new']) assert.ok(commands.has(`budget ${command}`), command);
    });

    for (const examples of consoles)
      test(examples[0].command, async () => {
        const at = folder({ 'example.budget': example });
        let last: number | null = 0;
        for (const shown of examples) {
          const { code, out, err } = await run(shown, at, last);
          last = code;
          assert.equal(err, '');
          const lines = out.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
          if (!pattern(shown.printed).test(lines)) assert.equal(lines, `${shown.printed.join('\n')}\n`);
        }
      });
  });
