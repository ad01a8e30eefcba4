/** The pages on performance forms show what they say: each example has its finding and no other error, and the comment stands where the finding does. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { checkPerformance } from '../../server/src/checks/performance.ts';
import { bindAll, summary } from './support.ts';

const codes = [
  ...['wrong-execution-rate', 'wrong-execution-score', 'wrong-funds-total', 'weights-not-100', 'wrong-total-score', 'score-out-of-range'],
  ...['target-missed-full-score', 'cost-target-direction', 'same-project-differs', 'wrong-grade'],
];

const examplesOf = (code: string): string[] => {
  const page = readFileSync(path.resolve(import.meta.dirname, `../../docs/checks/${code}.md`), 'utf8');
  return [...page.split('## 中文')[0].matchAll(/^```\n([\s\S]*?)^```$/gm)].map((match) => match[1]);
};

const isTitle = (line: string): boolean => line.startsWith('【');

/** Findings of an example by line within its section, with the section's number. */
const findingsIn = (text: string) => {
  const forms = bindAll(text);
  return [...forms.flatMap((bound) => bound.findings), ...checkPerformance(forms)];
};

for (const code of codes)
  test(`${code}: the page's example has this finding, on the line that its comment silences`, () => {
    const [example, silenced] = examplesOf(code);
    const found = findingsIn(example);
    assert.deepEqual(
      found.map((finding) => finding.code),
      [code],
    );
    const parts = silenced.split(/^(?=【)/m);
    const part = parts.find((text) => text.includes('// 忽略'))!;
    const line = part.split('\n').findIndex((text) => text.includes(`// 忽略 ${code}：`)) + 1;
    assert.ok(isTitle(part) && line > 0, 'the second example shows the comment');
    assert.match(summary(part, findingsIn(silenced))[0], new RegExp(`^${line} `));
  });
