/** Texts on which the language once failed; they are read and printed again for ever. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { checkAll } from './properties.ts';

const folder = new URL('../fixtures/grammar/failures/', import.meta.url);
const names = readdirSync(folder);
assert.ok(names.length > 0);

for (const name of names) {
  const { what, text } = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { what: string; text: string };
  test(`${name.replace('.json', '')}: ${what}`, () => checkAll(text));
}
