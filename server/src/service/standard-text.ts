/** Writing standard text out into the file: as prose with its references, or as plain words. */
import { t } from '@vscode/l10n';
import { matchKey } from 'budget-grammar';
import type { CodeAction, Position } from 'vscode-languageserver-types';
import type { ReadSection } from '../disclosure/disclosure.ts';
import { headerOf } from '../disclosure/section.ts';
import type { ChapterForm } from '../forms/types.ts';
import { referenceContext } from '../prose/reference/context.ts';
import { type StandardText, standardTexts } from '../prose/standard/chapters.ts';
import { plainLines } from '../prose/standard/plain.ts';
import type { Range } from '../workspace/document.ts';
import type { Analysis } from './analysis.ts';

/** Offered at the heading or header that stands empty; for a chapter left out in the head and at 情况说明要素表, whose facts it rests on. */
export function standardTextActions(analysis: Analysis, range: Range): CodeAction[] {
  if (range.start.line !== range.end.line) return [];
  const { read, line } = analysis.caretAt(range.start);
  const isHead = read.role.kind === 'head';
  const isElements = read.role.kind === 'elements' && line.kind === 'header';
  const isEmpty = read.role.kind === 'chapter' && (line.kind === 'heading' || line.kind === 'header');
  if (!isHead && !isElements && !isEmpty) return [];
  const context = referenceContext(analysis.disclosure, analysis.cells);
  const here = (text: StandardText): boolean =>
    text.below ? text.below.section === read.section && (text.below.heading ?? headerOf(read.section)) === line : isHead || isElements;
  return standardTexts(analysis.disclosure, context)
    .filter(here)
    .flatMap((text) => [
      actionOf(analysis, text, t('Write out the standard text of {0}, figures as references', nameOf(text)), text.lines),
      actionOf(analysis, text, t('Write out the standard text of {0} in plain words', nameOf(text)), plainLines(text, context)),
    ]);
}

const nameOf = ({ chapter, below }: StandardText): string => below?.heading?.text.text ?? `【${chapter.section}】`;

function actionOf(analysis: Analysis, text: StandardText, title: string, lines: readonly string[]): CodeAction {
  const { position, newText } = text.below ? belowLine(analysis, text, lines) : asSection(analysis, text.chapter, lines);
  const edit = { changes: { [analysis.document.uri]: [{ range: { start: position, end: position }, newText }] } };
  return { title, kind: 'refactor.rewrite', edit };
}

interface Insertion {
  readonly position: Position;
  readonly newText: string;
}

const lineEndOf = (analysis: Analysis): string => /\r\n|\n|\r/.exec(analysis.document.sections[0].tree.text)?.[0] ?? '\n';

function belowLine(analysis: Analysis, { below }: StandardText, lines: readonly string[]): Insertion {
  const { section, heading } = below!;
  const line = heading ?? headerOf(section)!;
  const { end } = analysis.document.rangeOf({ section: section.id, start: line.end, end: line.end })!;
  const lineEnd = lineEndOf(analysis);
  return { position: end, newText: lines.map((one) => `${lineEnd}${one}`).join('') };
}

/** Before the first section of a later chapter, else at the end. */
function asSection(analysis: Analysis, chapter: ChapterForm, lines: readonly string[]): Insertion {
  const lineEnd = lineEndOf(analysis);
  const { document, disclosure } = analysis;
  const whole = [`【${chapter.section}】`, ...lines].join(lineEnd);
  const next = disclosure.sections.find((read) => isLater(read, chapter, disclosure.formSet.chapters));
  if (next) {
    const { start } = document.rangeOf({ section: next.section.id, start: 0, end: 0 })!;
    return { position: start, newText: `${whole}${lineEnd}${lineEnd}` };
  }
  const last = disclosure.sections[disclosure.sections.length - 1].section;
  const { length } = last.tree.text;
  const { end } = document.rangeOf({ section: last.id, start: length, end: length })!;
  const gap = last.tree.text.endsWith('\n') ? lineEnd : `${lineEnd}${lineEnd}`;
  return { position: end, newText: `${gap}${whole}${lineEnd}` };
}

function isLater({ role }: ReadSection, chapter: ChapterForm, chapters: readonly ChapterForm[]): boolean {
  if (role.kind !== 'chapter') return false;
  const key = role.key;
  const at = chapters.findIndex((one) =>
    [one.section, ...one.aliases, ...one.includes].some((title) => title !== '' && matchKey(title) === key),
  );
  return at >= 0 && at >= chapters.indexOf(chapter);
}
