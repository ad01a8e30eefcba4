/** What is said of the thing under the mouse. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MarkupContent } from 'vscode-languageserver-types';
import { readCases } from '../disclosure/cases.ts';
import { linesOf, type Marked, marked, service } from './kit.ts';

function show({ text, position, analysis }: Marked): string {
  const hover = service.hover(analysis, position);
  if (!hover) return 'nothing';
  const { range } = hover;
  if (range) assert.equal(range.start.line, range.end.line);
  const under = range ? linesOf(text)[range.start.line].slice(range.start.character, range.end.character) : '';
  return `[${under}]\n${(hover.contents as MarkupContent).value}`;
}

describe('hover', () => {
  for (const { name, source, expected } of readCases('service/hover.txt'))
    test(name, () => {
      assert.equal(show(marked(source)), expected);
    });
});
