/**
 * The house stays as drawn: imports point down the list of layers only.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const root = path.resolve(import.meta.dirname, '..');

/** What is of use in every room of the server, and may be imported there. */
const base = 'server/base';

/** What each room may import from this repository, besides itself and the base. `*` is everything of the server. */
const mayImport: Record<string, readonly string[]> = {
  grammar: [],
  [base]: [],
  'server/model': [],
  'server/forms': ['server/model'],
  'server/accounts': ['grammar'],
  'server/glossary': ['grammar'],
  'server/disclosure': ['grammar', 'server/model', 'server/forms', 'server/accounts', 'server/glossary'],
  'server/prose': ['grammar', 'server/model', 'server/forms', 'server/accounts', 'server/glossary', 'server/disclosure'],
  'server/checks': ['grammar', 'server/model', 'server/forms', 'server/accounts', 'server/glossary', 'server/disclosure', 'server/prose'],
  'server/render': ['grammar', 'server/model', 'server/forms', 'server/accounts', 'server/disclosure', 'server/prose', 'server/checks'],
  'server/workspace': [
    'grammar',
    'server/model',
    'server/forms',
    'server/accounts',
    'server/glossary',
    'server/disclosure',
    'server/prose',
    'server/checks',
  ],
  'server/service': [
    'grammar',
    'server/model',
    'server/forms',
    'server/accounts',
    'server/glossary',
    'server/disclosure',
    'server/prose',
    'server/checks',
    'server/render',
    'server/workspace',
  ],
  'server/lsp': ['*'],
  'server/cli': ['*'],
  client: [],
};

/** The rooms that run in a browser worker as well: no Node built-ins. */
const pure = ['grammar', ...Object.keys(mayImport).filter((r) => r.startsWith('server/') && r !== 'server/lsp' && r !== 'server/cli')];

const roomOf = (file: string): string => {
  const parts = path.relative(root, file).split(path.sep);
  return parts[0] === 'server' ? `server/${parts[2]}` : parts[0];
};

function* sources(dir: string): Generator<string> {
  for (const entry of readdirSync(path.join(root, dir), { withFileTypes: true, recursive: true }))
    if (entry.isFile() && /\.[mc]?ts$/.test(entry.name)) yield path.join(entry.parentPath, entry.name);
}

const importsOf = (file: string): string[] =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'"\n;]*?(?:\n[^'";]*?)*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g,
    ),
  ].map((m) => m[1] ?? m[2]);

const violations: string[] = [];
/** The files of this repository that each file imports, for types or for more. */
const imported = new Map<string, readonly string[]>();
let seen = 0;
for (const file of ['grammar/src', 'server/src', 'client/src'].flatMap((d) => [...sources(d)])) {
  const room = roomOf(file);
  const allowed = mayImport[room];
  imported.set(
    file,
    importsOf(file).flatMap((specifier) => (specifier.startsWith('.') ? [path.resolve(path.dirname(file), specifier)] : [])),
  );
  for (const specifier of importsOf(file)) {
    seen++;
    const say = (why: string) => violations.push(`${path.relative(root, file)} imports ${specifier}: ${why}`);
    if (specifier.startsWith('node:') || specifier === 'fs' || specifier === 'path') {
      if (pure.includes(room) && !file.endsWith('generate.ts')) say('this room must run in a browser worker');
      continue;
    }
    const target = specifier.startsWith('.')
      ? roomOf(path.resolve(path.dirname(file), specifier))
      : specifier === 'budget-grammar'
        ? 'grammar'
        : undefined;
    if (!target || target === room || (target === base && room.startsWith('server/'))) continue;
    if (!allowed) say(`${room} is not a room of the house`);
    else if (!allowed.includes('*') && !allowed.includes(target)) say(`${room} must not know ${target}`);
    else if (room !== 'client' && target === 'client') say('only the editor knows the client');
  }
}

test('imports point down the list of layers only', () => {
  assert.ok(seen > 0, 'the scan found no import at all, so it proves nothing');
  assert.deepEqual(violations, []);
});

/** The first way on which a file comes back to itself; each file is gone through once. */
function circle(): string[] | undefined {
  const done = new Set<string>();
  const way: string[] = [];
  const from = (file: string): string[] | undefined => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return undefined;
    done.add(file);
    way.push(file);
    for (const next of imported.get(file) ?? []) {
      const found = from(next);
      if (found) return found;
    }
    way.pop();
    return undefined;
  };
  for (const file of imported.keys()) {
    const found = from(file);
    if (found) return found.map((one) => path.relative(root, one));
  }
  return undefined;
}

test('no file imports itself by way of others, not even for its types', () => {
  assert.ok([...imported.values()].flat().length > 500, 'the scan found few imports, so it proves nothing');
  assert.equal(circle()?.join(' → '), undefined);
});
