/** The outline, and what can be folded. */

import type { HeadingLine, Line } from 'budget-grammar';
import type { DocumentSymbol, FoldingRange, SymbolKind } from 'vscode-languageserver-types';
import { headerOf } from '../disclosure/section.ts';
import type { SourceSection } from '../workspace/document.ts';
import type { Analysis } from './analysis.ts';

const MODULE: SymbolKind = 2;
const ARRAY: SymbolKind = 18;
const STRING: SymbolKind = 15;
const FIELD: SymbolKind = 8;
const NAMESPACE: SymbolKind = 3;

/** A list longer than this helps nobody and slows every editor. */
const MOST = 5000;

/** The last line of a section that is not blank. */
function lastFilledLine(section: SourceSection): number {
  const { lines } = section.tree;
  let last = lines.length - 1;
  while (last > 0 && lines[last].kind === 'blank' && !lines[last].comment) last--;
  return last;
}

export function symbolsOf(analysis: Analysis): DocumentSymbol[] {
  const { document } = analysis;
  let count = 0;
  return document.sections.flatMap((section, index) => {
    const header = headerOf(section);
    if (!header || count++ > MOST) return [];
    const { lines } = section.tree;
    const end = lines[lastFilledLine(section)].end;
    const range = { start: document.positionAt(index, header.start), end: document.positionAt(index, Math.max(end, header.end)) };
    const selectionRange = { start: range.start, end: document.positionAt(index, header.end) };
    const children = outlineOf(section, index, analysis).slice(0, Math.max(0, MOST - count));
    count += children.length;
    return [
      {
        name: header.title.text || '【】',
        detail: header.parameter?.text ?? '',
        kind: section.ground === 'sheet' ? ARRAY : MODULE,
        range,
        selectionRange,
        children,
      },
    ];
  });
}

/** Headings of a text, groups of a sheet; each reaches to the next of its kind. */
function outlineOf(section: SourceSection, index: number, { document }: Analysis): DocumentSymbol[] {
  const { lines } = section.tree;
  const marks = lines.filter(
    (line): line is HeadingLine | Extract<Line, { kind: 'opener' }> =>
      line.kind === 'heading' || (line.kind === 'opener' && section.ground === 'sheet'),
  );
  const end = lines[lastFilledLine(section)].end;
  const symbols: { symbol: DocumentSymbol & { children: DocumentSymbol[] }; level: number }[] = [];
  const roots: DocumentSymbol[] = [];
  marks.forEach((mark, i) => {
    const level = mark.kind === 'heading' ? mark.level : 1;
    const following = marks.slice(i + 1).find((next) => (next.kind === 'heading' ? next.level : 1) <= level);
    const stop = following ? lines[following.line - 1].end : end;
    const name = mark.kind === 'heading' ? `${mark.number?.text ?? ''}${mark.text.text}` : mark.path.map((p) => p.text).join('／');
    const symbol = {
      name: name || '—',
      kind: mark.kind === 'heading' ? (level === 1 ? NAMESPACE : STRING) : FIELD,
      range: { start: document.positionAt(index, mark.start), end: document.positionAt(index, Math.max(stop, mark.end)) },
      selectionRange: { start: document.positionAt(index, mark.start), end: document.positionAt(index, mark.end) },
      children: [],
    };
    while (symbols.length > 0 && symbols[symbols.length - 1].level >= level) symbols.pop();
    const parent = symbols[symbols.length - 1]?.symbol.children ?? roots;
    parent.push(symbol);
    symbols.push({ symbol, level });
  });
  return roots;
}

export function foldingOf(analysis: Analysis): FoldingRange[] {
  const out: FoldingRange[] = [];
  const { document } = analysis;
  for (const [index, section] of document.sections.entries()) {
    if (out.length > MOST) break;
    const first = document.firstLineOf(index);
    const last = lastFilledLine(section);
    if (headerOf(section) && last > 0) out.push({ startLine: first, endLine: first + last, kind: 'region' });
    const { lines } = section.tree;
    const open: { line: number; level: number }[] = [];
    const closeTo = (level: number, at: number) => {
      while (open.length > 0 && open[open.length - 1].level >= level) {
        const { line } = open.pop()!;
        let end = at;
        while (end > line && lines[end].kind === 'blank') end--;
        if (end > line) out.push({ startLine: first + line, endLine: first + end });
      }
    };
    for (const line of lines.slice(0, last + 1)) {
      const level = line.kind === 'heading' ? line.level : line.kind === 'opener' && section.ground === 'sheet' ? 1 : undefined;
      if (level === undefined) continue;
      closeTo(level, line.line - 1);
      open.push({ line: line.line, level });
    }
    closeTo(0, last);
  }
  return out;
}
