/** Runs the command line in a folder of its own: within this process, which is fast, or in one of its own, as a shell would. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { run } from '../../server/src/cli/run.ts';

const main = path.resolve(import.meta.dirname, '../../server/src/cli/main.ts');

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

type Environment = Readonly<Record<string, string>>;
const ENGLISH: Environment = { LANG: 'en_US.UTF-8' };

export interface Folder {
  readonly path: string;
  /** Runs `budget` with these words in the folder. English unless the environment says otherwise. */
  budget(words: readonly string[], environment?: Environment): Promise<Outcome>;
  /** The same in a process of its own. With `head` its output is closed after the first piece of it, as `head` does. */
  spawn(words: readonly string[], options?: { readonly environment?: Environment; readonly head?: boolean }): Promise<Outcome>;
  read(name: string): string;
  write(name: string, content: string | Uint8Array): void;
}

/** A folder with these files; it goes when the tests are done. */
export function folder(files: Readonly<Record<string, string | Uint8Array>>): Folder {
  const root = mkdtempSync(path.join(tmpdir(), 'budget-cli-'));
  after(() => rmSync(root, { recursive: true, force: true }));
  const write = (name: string, content: string | Uint8Array) => {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
  };
  for (const [name, content] of Object.entries(files)) write(name, content);
  return {
    path: root,
    write,
    read: (name) => readFileSync(path.join(root, name), 'utf8'),
    budget: (words, environment = ENGLISH) => within(words, root, environment),
    spawn: (words, { environment = ENGLISH, head = false } = {}) => apart(words, root, environment, head),
  };
}

async function within(words: readonly string[], cwd: string, environment: Environment): Promise<Outcome> {
  let out = '';
  let err = '';
  const code = await run(words, {
    cwd,
    environment,
    watched: false,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

function apart(words: readonly string[], cwd: string, environment: Environment, head: boolean): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const { LC_ALL: _, LC_MESSAGES: __, LANG: ___, ...inherited } = process.env;
    const child = spawn(process.execPath, [main, ...words], { cwd, env: { ...inherited, ...environment }, timeout: 60_000 });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      if (head) child.stdout.destroy();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
}
