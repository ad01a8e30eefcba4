/** Cases in text files: what is typed and what is read from it, one below the other. Adding a test is adding a case. */
import { readFileSync } from 'node:fs';
import { visibleToTyped } from '../grammar/show.ts';

export interface Case {
  readonly name: string;
  /** Tabs (⇥) and ideographic spaces (␣) as typed. */
  readonly source: string;
  readonly expected: string;
}

/**
 * Reads `test/fixtures/<path>`: a case begins with `=== name`, its expected lines follow `---`. Lines before the first case are a remark.
 *
 * @throws if a case has no expectation, so that none passes by being incomplete
 */
export function readCases(path: string): Case[] {
  const text = readFileSync(new URL(`../fixtures/${path}`, import.meta.url), 'utf8');
  return text
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const [first] = part.split('\n', 1);
      const [source, expected] = part.slice(first.length + 1).split(/^---\n/m);
      if (expected === undefined) throw new Error(`${path}: the case "${first}" expects nothing`);
      return { name: first, source: visibleToTyped(source.trimEnd()), expected: expected.trim() };
    });
}
