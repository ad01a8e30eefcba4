/** Turning figures of sentences into `{…}`: the right one in place of a wrong one, one that is right, all of a paragraph. */
import { t } from '@vscode/l10n';
import type { ParagraphLine } from 'budget-grammar';
import type { CodeAction, TextEdit } from 'vscode-languageserver-types';
import type { Finding } from '../../disclosure/finding.ts';
import type { Place } from '../../disclosure/place.ts';
import type { Section } from '../../disclosure/section.ts';
import type { ReferenceContext } from '../../prose/reference/context.ts';
import type { Statement } from '../../prose/statements.ts';
import type { Range } from '../../workspace/document.ts';
import type { Analysis } from '../analysis.ts';
import { figuresOf, type Rewrite, type RewriteGround, rewritesOf } from './rewrite.ts';

export const REWRITE = 'refactor.rewrite';

/** Checks of prose whose findings stand on a figure or a phrase that can be computed. */
const CODES: ReadonlySet<string> = new Set(['same-figure-differs', 'wrong-ratio', 'wrong-change', 'wrong-direction']);

/** What a paragraph states, with the place where it stands. */
interface Paragraph {
  readonly ground: RewriteGround;
  readonly line: ParagraphLine;
  readonly statements: readonly Statement[];
}

function paragraphAt(analysis: Analysis, section: Section, offset: number): Paragraph | undefined {
  const line = section.tree.lines.find(({ start, end }) => offset >= start && offset <= end);
  const understood = line?.kind === 'paragraph' ? analysis.understood : undefined;
  if (!understood || line?.kind !== 'paragraph') return undefined;
  const inside = (place: Place | undefined): boolean =>
    place !== undefined && place.section === section.id && place.start >= line.start && place.end <= line.end;
  const statements = understood.statements.filter((statement) => {
    const places = [...figuresOf(statement).map((figure) => figure?.place), ...(statement.kind === 'change' ? [statement.place] : [])];
    return places.some(inside) && places.every((place) => place === undefined || inside(place));
  });
  return { ground: { section, context: analysis.references, ledger: understood.ledger }, line, statements };
}

/** Quick fixes of a finding: the figure or the phrase as a reference, alone and with all others of the paragraph. */
export function referenceFixes(analysis: Analysis, finding: Finding): { readonly title: string; readonly edits: readonly Rewrite[] }[] {
  if (!CODES.has(finding.code)) return [];
  const section = analysis.document.sectionOf(finding.place.section);
  const paragraph = section?.tree.ground === 'text' ? paragraphAt(analysis, section, finding.place.start) : undefined;
  const mend = paragraph && mendOf(finding, paragraph);
  if (!paragraph || !mend) return [];
  const others = rewritesOfParagraph(paragraph).filter((one) => apart(one, mend));
  return [
    { title: t('Write as {0}', mend.text), edits: [mend] },
    ...(others.length > 0 ? [{ title: t('Write it and the paragraph’s other figures as references'), edits: [...others, mend] }] : []),
  ];
}

/** The reference that prints what the finding says is right. */
function mendOf({ place, data }: Finding, { statements, ground }: Paragraph): Rewrite | undefined {
  const computed = data?.computed;
  for (const statement of statements) {
    const stands = [...figuresOf(statement).map((figure) => figure?.place), statement.kind === 'change' ? statement.place : undefined];
    if (!stands.some((one) => one?.start === place.start && one.end === place.end)) continue;
    const found = rewritesOf(statement, ground).find(
      ({ same, printed }) => !same && (computed === undefined ? statement.kind === 'change' : says(printed, computed)),
    );
    if (found) return found;
  }
  return undefined;
}

/** Whether a text says a figure, and not one that only contains it. */
const says = (printed: string, figure: string): boolean =>
  [...printed.matchAll(/[\d,]+(?:\.\d+)?/g)].some(([numeral]) => numeral === figure || numeral.replaceAll(',', '') === figure);

const apart = (a: Rewrite, b: Rewrite): boolean => a.place.end <= b.place.start || a.place.start >= b.place.end;

const kept = new WeakMap<ParagraphLine, { readonly context: ReferenceContext; readonly rewrites: readonly Rewrite[] }>();

/** Everything in a paragraph that a reference prints just so. An editor asks wherever the cursor goes, so it is kept for a version of the document. */
function rewritesOfParagraph(paragraph: Paragraph): readonly Rewrite[] {
  const { context } = paragraph.ground;
  const known = kept.get(paragraph.line);
  if (known?.context === context) return known.rewrites;
  const rewrites = chooseRewrites(paragraph);
  kept.set(paragraph.line, { context, rewrites });
  return rewrites;
}

/** Phrases before the figures in them. */
function chooseRewrites({ statements, ground }: Paragraph): Rewrite[] {
  const same = statements.flatMap((statement) =>
    rewritesOf(statement, ground)
      .filter((one) => one.same)
      .slice(0, 1),
  );
  const chosen: Rewrite[] = [];
  const length = ({ place }: Rewrite): number => place.end - place.start;
  for (const one of same.toSorted((a, b) => length(b) - length(a))) if (chosen.every((other) => apart(one, other))) chosen.push(one);
  return chosen.sort((a, b) => a.place.start - b.place.start);
}

/** Refactorings at a place: the figure or the phrase there, and the whole paragraph. What is printed stays as it is. */
export function rewriteActions(analysis: Analysis, range: Range): CodeAction[] {
  const { document } = analysis;
  const from = document.locate(range.start);
  const section = document.sections[from.index];
  if (section.tree.ground !== 'text') return [];
  const paragraph = paragraphAt(analysis, section, from.offset);
  if (!paragraph) return [];
  const rewrites = rewritesOfParagraph(paragraph);
  const to = document.locate(range.end);
  const end = to.index === from.index ? to.offset : section.text.length;
  const here = rewrites.filter(({ place }) => place.start <= end && place.end >= from.offset);
  const action = (title: string, edits: readonly Rewrite[]): CodeAction => ({
    title,
    kind: REWRITE,
    edit: { changes: { [document.uri]: textEdits(analysis, edits) } },
  });
  return [
    ...(here.length === 1 ? [action(t('Write as {0}', here[0].text), here)] : []),
    ...(rewrites.length > 1 ? [action(t('Turn this paragraph’s figures into references'), rewrites)] : []),
  ];
}

export const textEdits = ({ document }: Analysis, edits: readonly Rewrite[]): TextEdit[] =>
  edits.flatMap(({ place, text }) => {
    const range = document.rangeOf(place);
    return range ? [{ range, newText: text }] : [];
  });
