/** What is kept from one version to the next changes nothing: after any edits a document is found to be what it would be if it were read afresh. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Place } from '../../server/src/disclosure/place.ts';
import { previewOf } from '../../server/src/lsp/preview.ts';
import type { Analysis } from '../../server/src/service/analysis.ts';
import { generateDisclosure } from '../bench/generate.ts';
import { service, URI } from './kit.ts';

const samples = path.join(import.meta.dirname, '../../samples');
const documents = [
  ...readdirSync(samples)
    .filter((name) => name.endsWith('.budget'))
    .map((name) => ({ name, text: readFileSync(path.join(samples, name), 'utf8') })),
  { name: 'a generated one', text: generateDisclosure(500) },
];

/** Where `at` and what: parts of one, so that they fit every text. */
interface Draw {
  readonly kind: 'digit' | 'character' | 'blank cell' | 'double line' | 'drop line' | 'move line' | 'undo';
  readonly at: number;
  readonly by: number;
}

const part = fc.nat(9999).map((n) => n / 10_000);
const draws = fc.array(
  fc.record({
    kind: fc.constantFrom<Draw['kind']>('digit', 'digit', 'character', 'blank cell', 'double line', 'drop line', 'move line', 'undo'),
    at: part,
    by: part,
  }),
  { minLength: 6, maxLength: 6 },
);

const CHARACTERS = ['较', '增加', '。', '，', '0', '1', '.', '｜', '：', '（', '）', '　', '原因', '其中：', '\n', '{', '//'];

/** A line's number and what it becomes. */
function edited(lines: readonly string[], { kind, at, by }: Draw): string[] {
  const n = Math.floor(at * lines.length);
  const line = lines[n];
  const with_ = (...become: string[]): string[] => [...lines.slice(0, n), ...become, ...lines.slice(n + 1)];
  switch (kind) {
    case 'digit': {
      const digits = [...line.matchAll(/\d/g)];
      const digit = digits[Math.floor(by * digits.length)];
      if (!digit) return [...lines];
      return with_(line.slice(0, digit.index) + ((Number(digit[0]) + 1) % 10) + line.slice(digit.index + 1));
    }
    case 'character': {
      const cut = Math.floor(by * (line.length + 1));
      return with_(line.slice(0, cut) + CHARACTERS[n % CHARACTERS.length] + line.slice(cut));
    }
    case 'blank cell':
      return with_(line.replace(/(\t| {2,})-?[\d,]+(\.\d+)?(?=\t| {2,}|$)/, '$1'));
    case 'double line':
      return with_(line, line);
    case 'drop line':
      return with_();
    case 'move line': {
      const rest = with_();
      const to = Math.floor(by * (rest.length + 1));
      return [...rest.slice(0, to), line, ...rest.slice(to)];
    }
    case 'undo':
      return [...lines];
  }
}

/** The smallest change that makes one text of another, as an editor sends it. */
function changeOf(from: string, to: string) {
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start++;
  let end = 0;
  while (end < from.length - start && end < to.length - start && from.at(-1 - end) === to.at(-1 - end)) end++;
  const positionAt = (offset: number) => {
    const before = from.slice(0, offset).split('\n');
    return { line: before.length - 1, character: before.at(-1)!.length };
  };
  return { range: { start: positionAt(start), end: positionAt(from.length - end) }, text: to.slice(start, to.length - end) };
}

/** Findings as their readers see them, with everything that is drawn on to say them. */
function said(analysis: Analysis): unknown {
  const at = (place: Place) => analysis.locate(place)?.range;
  return analysis.findings.map(({ place, related, fixes, ...finding }) => ({
    ...finding,
    at: at(place),
    related: related?.map((one) => ({ message: one.message, at: at(one.place) })),
    fixes: fixes?.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ text: edit.text, at: at(edit.place) })) })),
  }));
}

/** What the preview shows, with the lines of each element; a section is named anew where it is read afresh. */
function shown(analysis: Analysis): unknown {
  const numbers = new Map(analysis.document.sections.map(({ id }, i) => [`${id}`, `${i}`]));
  const { html, map } = previewOf(analysis);
  return { html: html.replace(/(?<=data-section=")\d+/g, (id) => numbers.get(id) ?? id), map };
}

describe('a document read again after each edit', () => {
  for (const { name, text } of documents)
    test(`is what it would be afresh: ${name}`, () => {
      fc.assert(
        fc.property(draws, (list) => {
          const session = service.createSession();
          let document = service.createDocument(URI, 1, text);
          void session.analyse(document).findings;
          let before = text;
          for (const [i, draw] of list.entries()) {
            const lines = draw.kind === 'undo' ? before.split('\n') : edited(document.text.split('\n'), draw);
            before = document.text;
            document = document.apply([changeOf(before, lines.join('\n'))], i + 2);
            assert.equal(document.text, lines.join('\n'));
            const now = session.analyse(document);
            const fresh = service.createSession().analyse(service.createDocument(URI, i + 2, document.text));
            assert.deepEqual(said(now), said(fresh), `found after ${draw.kind} (${i + 1})`);
            assert.deepEqual(shown(now), shown(fresh), `shown after ${draw.kind} (${i + 1})`);
          }
        }),
        {
          numRuns: 3,
          seed: 20240630,
          // The head's year becomes another one.
          examples: [
            [[...Array(2).fill({ kind: 'drop line', at: 0, by: 0 }), { kind: 'digit', at: 0, by: 0 }]],
            [[...Array(1).fill({ kind: 'drop line', at: 0, by: 0 }), { kind: 'digit', at: 0, by: 0 }]],
          ],
        },
      );
    });
});
