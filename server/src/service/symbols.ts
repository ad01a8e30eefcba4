/** The outline, and what can be folded. */

import type { Line } from 'budget-grammar';
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
  let left = MOST;
  return document.sections.flatMap((section, index) => {
    const header = headerOf(section);
    if (!header || left-- <= 0) return [];
    const end = section.tree.lines[lastFilledLine(section)].end;
    const range = { start: document.positionAt(index, header.start), end: document.positionAt(index, Math.max(end, header.end)) };
    const marks = section.tree.lines.filter((line) => isMark(line, section)).slice(0, left);
    left -= marks.length;
    return [
      {
        name: header.title.text.trim() || '【】',
        detail: header.parameter?.text ?? '',
        kind: section.ground === 'sheet' ? ARRAY : MODULE,
        range,
        selectionRange: { start: range.start, end: document.positionAt(index, header.end) },
        children: outlineOf(marks, section, index, analysis),
      },
    ];
  });
}

type Mark = Extract<Line, { kind: 'heading' | 'opener' }>;

/** Headings of a text, groups of a sheet. */
const isMark = (line: Line, { ground }: SourceSection): line is Mark =>
  line.kind === 'heading' || (line.kind === 'opener' && ground === 'sheet');

const levelOf = (mark: Mark): number => (mark.kind === 'heading' ? mark.level : 1);

/** Each mark reaches to the next one of its level or above. */
function outlineOf(marks: readonly Mark[], section: SourceSection, index: number, { document }: Analysis): DocumentSymbol[] {
  const { lines } = section.tree;
  const roots: DocumentSymbol[] = [];
  const open: { symbol: DocumentSymbol & { children: DocumentSymbol[] }; mark: Mark }[] = [];
  const closeTo = (level: number, end: number) => {
    while (open.length > 0 && levelOf(open[open.length - 1].mark) >= level) {
      const { symbol, mark } = open.pop()!;
      symbol.range = { start: symbol.range.start, end: document.positionAt(index, Math.max(end, mark.end)) };
    }
  };
  for (const mark of marks) {
    closeTo(levelOf(mark), lines[mark.line - 1]?.end ?? mark.end);
    const range = { start: document.positionAt(index, mark.start), end: document.positionAt(index, mark.end) };
    const symbol = { name: nameOf(mark), kind: kindOf(mark), range, selectionRange: range, children: [] };
    (open[open.length - 1]?.symbol.children ?? roots).push(symbol);
    open.push({ symbol, mark });
  }
  closeTo(0, lines[lastFilledLine(section)].end);
  return roots;
}

const kindOf = (mark: Mark): SymbolKind => (mark.kind === 'opener' ? FIELD : mark.level === 1 ? NAMESPACE : STRING);

const nameOf = (mark: Mark): string =>
  (mark.kind === 'heading' ? `${mark.number?.text ?? ''}${mark.text.text}` : mark.path.map((part) => part.text).join('／')) || '—';

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
      if (!isMark(line, section)) continue;
      closeTo(levelOf(line), line.line - 1);
      open.push({ line: line.line, level: levelOf(line) });
    }
    closeTo(0, last);
  }
  return out.slice(0, MOST);
}
