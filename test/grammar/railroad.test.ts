/** The railroad diagrams and the written grammar are those of the parser. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readCell, SectionParser, sectionParser } from 'budget-grammar';

const docs = new URL('../../docs/', import.meta.url);
const script = new URL('../../scripts/railroad.mjs', import.meta.url).href;
const { drawings } = (await import(script)) as { drawings: () => ReadonlyMap<string, string> };
const files = drawings();

test('docs/railroad holds the diagrams of the parser as it is', () => {
  assert.deepEqual(readdirSync(new URL('railroad/', docs)).sort(), [...files.keys()].sort());
  for (const [name, text] of files)
    assert.equal(readFileSync(new URL(`railroad/${name}`, docs), 'utf8'), text, `${name}: run scripts/railroad.mjs with the pinned Node`);
});

test('the diagrams load nothing', () => {
  for (const [name, text] of files) {
    assert.doesNotMatch(text, /<script|<link|@import|url\(/, name);
    for (const [, address] of text.matchAll(/(?:href|src)="([^"]*)"/g)) assert.match(address, /^(?:#\w+|\w+\.svg)$/, name);
  }
});

const ebnf = readFileSync(new URL('grammar.ebnf', docs), 'utf8');

test('docs/grammar.ebnf names units that are read', () => {
  const [, list] = /^unit\s*=([^;]*);/m.exec(ebnf)!;
  const units = [...list.matchAll(/"([^"]+)"/g)].map((match) => match[1]);
  assert.ok(units.length > 40);
  for (const unit of units) assert.equal(readCell(`5${unit}`).amount?.unit, unit);
});

test('docs/grammar.ebnf defines every rule of the parser, and every rule it names', () => {
  const rules = ebnf.replace(/\(\*[\s\S]*?\*\)/g, '');
  const withoutLiterals = rules.replace(/"(?:[^"\n])*"|'(?:[^'\n])*'|\?[^?]*\?/g, ' ');
  const defined = new Set([...withoutLiterals.matchAll(/^([a-z][a-z-]*)\s*=/gm)].map((match) => match[1]));
  for (const { name } of sectionParser().getSerializedGastProductions() as unknown as readonly { name: string }[])
    assert.ok(defined.has(name), `${name} is not defined`);
  for (const [word] of withoutLiterals.matchAll(/[a-z][a-z-]*/g)) assert.ok(defined.has(word), `${word} is used and not defined`);
});

test('no rule of the parser is ambiguous or runs in a circle', () => {
  assert.doesNotThrow(() => new SectionParser(true));
});
