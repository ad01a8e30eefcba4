import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { builtInTerms } from '../../server/src/glossary/builtin.ts';
import { createGlossary, foldTerm } from '../../server/src/glossary/trie.ts';

const glossary = (...terms: string[]) => createGlossary(terms.map((term) => ({ term, explanation: `about ${term}` })));

/** `甲<乙丙>丁` with `|` at the caret: what is found must be what stands between the brackets. */
function finds(marked: string, ...terms: string[]): void {
  const plain = marked.replace(/[<>|]/g, '');
  const at = (mark: string) => marked.slice(0, marked.indexOf(mark)).replace(/[<>|]/g, '').length;
  const match = glossary(...terms).match(plain, at('|'));
  const expected = marked.includes('<') ? plain.slice(at('<'), at('>')) : undefined;
  assert.equal(match && plain.slice(match.start, match.end), expected, marked);
}

test('the longest term that spans the place is found', () => {
  finds('本单位<机关|运行经费>支出', '机关', '运行经费', '机关运行经费');
  finds('本单位<机关运行|经费支出>为', '机关运行经费', '机关运行经费支出', '经费支出');
  finds('|本单位机关运行经费', '机关运行经费');
  finds('本单位机关运行经费|为', '机关运行经费');
  finds('基本<项目|支出>', '基本支出', '项目支出');
});

test('of equally long terms the leftmost is found', () => {
  finds('<财政|拨款>收入', '财政拨款', '政拨款收');
});

test('width, blanks and quotes are folded', () => {
  finds('我局<“三公”经|费>情况', '“三公”经费');
  finds('我局<三公经|费>情况', '“三公”经费');
  finds('我局“<三公经|费>”情况', '“三公”经费');
  finds('安排<因公出国(境|)费>等', '因公出国（境）费');
  finds('<基本　支|出>', '基本支出');
  finds('本单位Ａ<Ｂｃ|ｄ>', 'bcd');
});

test('a term does not run over a line’s end', () => {
  assert.equal(glossary('基本支出').match('基本\n支出', 1), undefined);
});

test('entries of one term keep their order', () => {
  const both = createGlossary([
    { term: '“三公”经费', explanation: '本文件的' },
    { term: '三公经费', explanation: '内置的', source: '某公开文件' },
  ]);
  assert.deepEqual(
    both.find('“三公经费”').map((entry) => entry.explanation),
    ['本文件的', '内置的'],
  );
  assert.deepEqual(both.find('公经费'), []);
});

test('the built-in terms say where they come from', () => {
  const terms = builtInTerms();
  assert.ok(terms.length >= 40);
  for (const { term, explanation, source } of terms) assert.ok(term && explanation.length > 5 && source, term);
  assert.match(createGlossary(terms).match('本部门机关运行经费支出152.42万元', 5)!.term, /^机关运行经费支出$/);
});

/** Every start and every end tried, and the folded text compared. */
function naive(terms: readonly string[], text: string, offset: number): { start: number; end: number } | undefined {
  const keys = new Set(terms.map(foldTerm).filter((key) => key !== ''));
  let best: { start: number; end: number; length: number } | undefined;
  for (let start = 0; start <= offset; start++)
    for (let end = offset + 1; end <= text.length; end++) {
      const key = foldTerm(text.slice(start, end));
      const tight = foldTerm(text[start]) !== '' && foldTerm(text[end - 1]) !== '';
      if (tight && keys.has(key) && (!best || key.length > best.length)) best = { start, end, length: key.length };
    }
  return best && { start: best.start, end: best.end };
}

test('the trie finds what trying everything finds', () => {
  const letter = fc.constantFrom('甲', '乙', '丙', 'ａ', 'A', ' ', '　', '（', '(', '\n');
  const word = fc.array(letter, { maxLength: 5 }).map((letters) => letters.join(''));
  const text = fc.array(letter, { minLength: 1, maxLength: 25 }).map((letters) => letters.join(''));
  const term = word.filter((one) => !one.includes('\n'));
  fc.assert(
    fc.property(fc.array(term, { maxLength: 8 }), text, fc.nat(), (terms, prose, at) => {
      const offset = at % prose.length;
      const match = glossary(...terms).match(prose, offset);
      assert.deepEqual(match && { start: match.start, end: match.end }, naive(terms, prose, offset));
    }),
    { numRuns: 1500 },
  );
});

test('a place outside the text finds nothing', () => {
  for (const offset of [-1, 2, 99]) assert.equal(glossary('甲乙').match('甲乙', offset), undefined);
});
