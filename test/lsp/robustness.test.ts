/** Whatever is typed, pasted or opened: the server lives, and what it says after many edits is what it would say afresh. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { Diagnostic, Position } from 'vscode-languageserver-protocol';
import { LONGEST_FILE } from '../../server/src/workspace/document.ts';
import { anyText } from '../grammar/texts.ts';
import { applyEdits, HEAD, linesOf, sample } from '../service/kit.ts';
import { type Client, start } from './client.ts';

const uri = (name: string): string => `file:///w/${name}.budget`;
const codes = (diagnostics: readonly Diagnostic[]): unknown[] => [...new Set(diagnostics.map(({ code }) => code))];

interface Edit {
  readonly range: { readonly start: Position; readonly end: Position };
  readonly text: string;
}

/** Where an edit falls is drawn as shares of the text, so that it means something in every version of it. */
interface Draw {
  readonly line: number;
  readonly character: number;
  readonly lines: number;
  readonly length: number;
  readonly text: string;
}

/** Drawn as floating-point numbers nearly all would be next to nothing. */
const share = fc.nat(9999).map((n) => n / 10_000);
const typed = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('', '', '1', '.', '9', ' ', '  ', '\t', '0.01', '\n', '\r\n', '\r', '。') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '【',
      '】',
      '【支出决算表】\n',
      '\n【情况说明】\n',
      '列：',
      '支出：\n',
      '"',
      '//',
      '2080101  行政运行  1.00\n',
      '\ud840',
      '\udc00',
      '年度：',
    ),
  },
  { weight: 1, arbitrary: anyText },
);
const draw: fc.Arbitrary<Draw> = fc.record({
  line: share,
  character: share,
  lines: fc.constantFrom(0, 0, 0, 0, 0, 1, 2),
  length: fc.nat(6),
  text: typed,
});

function editOf(text: string, { line, character, lines, length, text: by }: Draw): Edit {
  const all = linesOf(text);
  const first = Math.floor(line * all.length);
  const start = { line: first, character: Math.floor(character * (all[first].length + 1)) };
  const last = Math.min(first + lines, all.length - 1);
  const end =
    last === first
      ? { line: first, character: Math.min(start.character + length, all[first].length) }
      : { line: last, character: Math.min(length, all[last].length) };
  return { range: { start, end }, text: by };
}

const applyOne = (text: string, { range, text: newText }: Edit): string => applyEdits(text, [{ range, newText }]);

/** Without the document's own name, by which nothing else differs. */
const shown = (diagnostics: readonly Diagnostic[], name: string): unknown => JSON.parse(JSON.stringify(diagnostics).replaceAll(name, ''));

describe('the server', () => {
  let client: Client;
  before(async () => {
    client = await start();
  });
  after(async () => {
    assert.deepEqual(client.logged, []);
    assert.equal(await client.stop(), 0);
  });

  test('says after 300 edits what it says of the same text afresh', async () => {
    const name = uri('edited');
    const draws = fc.sample(fc.array(draw, { minLength: 1, maxLength: 3 }), { numRuns: 300, seed: 20231231 });
    let text = sample;
    await client.open(name, text);
    for (const [i, drawn] of draws.entries()) {
      const edits: Edit[] = [];
      for (const one of drawn) {
        const edit = editOf(text, one);
        edits.push(edit);
        text = applyOne(text, edit);
      }
      const version = i + 2;
      await client.change(name, version, ...edits);
      if (i % 20 !== 19) continue;
      const fresh = uri(`fresh${i}`);
      assert.deepEqual(
        shown(await client.diagnostics(name, version), name),
        shown(await client.diagnose(fresh, text), fresh),
        `after ${i + 1} edits`,
      );
      await client.close(fresh);
    }
  });

  test('undoes what was undone', async () => {
    const name = uri('undone');
    const first = await client.diagnose(name, sample);
    const end = linesOf(sample).length;
    await client.change(name, 2, { range: { start: { line: 12, character: 0 }, end: { line: end, character: 0 } }, text: '【' });
    await client.change(name, 3, { text: sample });
    assert.deepEqual(await client.diagnostics(name, 3), first);
  });

  const garbage: Readonly<Record<string, string>> = {
    nothing: '',
    'bytes that are no text': String.fromCharCode(...Array.from({ length: 20_000 }, (_, i) => (i * 7919) % 0xffff)),
    'NUL characters': `${HEAD}【支出决算表】\n合计\0  \0 30.00  30.00\0\n${'\0'.repeat(5000)}`,
    'lone surrogates': `${HEAD}【支出\ud840决算表】\n\udc00合计  \ud8401.00\udc00\n`,
    'line ends of all kinds': '单位：甲\r年度：2023\n\r版式：江西省单位决算\r\n【支出决算表】\r合计  1.00  1.00\r\r\n\n\r',
    'twenty thousand headers': '【支出决算表】\n'.repeat(20_000),
    'brackets without end': `${'【'.repeat(20_000)}\n${'{'.repeat(20_000)}\n${'"'.repeat(20_000)}\n${'（'.repeat(20_000)}`,
  };
  for (const [name, text] of Object.entries(garbage))
    test(`lives after ${name}`, async () => {
      const file = uri(encodeURIComponent(name));
      await client.diagnose(file, text);
      await client.at('textDocument/hover', file, { line: 0, character: 0 });
      await client.at('textDocument/completion', file, { line: 0, character: 1 });
      await client.request('textDocument/formatting', { textDocument: { uri: file }, options: { tabSize: 2, insertSpaces: true } });
      await client.request('textDocument/documentSymbol', { textDocument: { uri: file } });
      await client.request('budget/preview', { textDocument: { uri: file } });
      await client.close(file);
    });

  test('reads around a line beyond any length', async () => {
    const text = `${HEAD}【支出决算表】\n合计  30.00  30.50\n210  卫生健康支出  30.00  30.00\n【情况说明】\n${'长'.repeat(5_000_000)}\n{收入`;
    assert.deepEqual(codes(await client.diagnose(uri('line'), text)), ['unbalanced-total', 'line-too-long', 'unclosed-reference']);
    await client.close(uri('line'));
  });

  test('says once that a file is beyond any length, and reads it when it is short again', async () => {
    const name = uri('long');
    const text = `${HEAD}${'长'.repeat(LONGEST_FILE)}`;
    const [diagnostic, ...others] = await client.diagnose(name, text);
    assert.deepEqual([diagnostic.code, diagnostic.range.start, others], ['file-too-long', { line: 0, character: 0 }, []]);
    await client.change(name, 2, { text: `${HEAD}【支处决算表】\n` });
    assert.deepEqual(codes(await client.diagnostics(name, 2)), ['unknown-table']);
    await client.close(name);
  });

  test('marks what a merge left, and reads both sides', async () => {
    const text = `${HEAD}【支出决算表】\n<<<<<<< HEAD\n合计  30.00  30.00\n=======\n合计  31.00  31.00\n>>>>>>> other\n`;
    assert.deepEqual(codes(await client.diagnose(uri('merge'), text)), ['conflict-marker', 'repeated-row']);
  });

  test('is not led in circles by a file that names itself', async () => {
    const text = '单位：甲\n年度：2023\n文种：决算\n版式：江西省单位决算\n上年：./self.budget\n预算：./self.budget\n';
    const found = await client.diagnose(uri('self'), text);
    assert.deepEqual(
      found.map(({ code }) => code),
      ['circular-link', 'circular-link'],
    );
  });
});
