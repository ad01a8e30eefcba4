/** Text sections as blocks of a page: headings, paragraphs and inserts, as typed, references computed. */
import type { HeadingLine, InsertLine, Line, ParagraphLine, Reference, Span } from 'budget-grammar';
import { placeOfCell } from '../disclosure/cells.ts';
import type { Place } from '../disclosure/place.ts';
import { placeOf, type Section } from '../disclosure/section.ts';
import type { ReferenceContext } from '../prose/reference/context.ts';
import { resolveIn } from '../prose/reference/section.ts';
import type { StandardText } from '../prose/standard/chapters.ts';
import type { PageBlock, PageRun } from './page.ts';

/** What references come to is asked for only where there is one. */
export type AskContext = () => ReferenceContext;

/** The blocks of one text section, without its header. */
export function proseOf(section: Section, context: AskContext, standard: readonly StandardText[] = []): PageBlock[] {
  const written = standard.filter(({ below }) => below?.section === section);
  return section.tree.lines.flatMap((line) => [
    ...blockOf(section, line, context),
    ...written.filter(({ below }) => (below!.heading ?? section.tree.lines[0]) === line).flatMap((text) => standardBlocks(text, context)),
  ]);
}

function blockOf(section: Section, line: Line, context: AskContext): PageBlock[] {
  switch (line.kind) {
    case 'heading':
      return [heading(section, line)];
    case 'paragraph':
      return [paragraph(section, line, context)];
    case 'insert':
      return [insert(section, line)];
    // What could not be read is printed all the same.
    case 'stray':
      return line.text.text === '' ? [] : [{ kind: 'paragraph', runs: [run(line.text.text)], source: sourceOf(section, line) }];
    default:
      return [];
  }
}

/** Standard text: all of it follows from figures and nobody typed it. A click leads to the heading it stands below, on a figure to its cell. */
export function standardBlocks({ section, below }: StandardText, context: AskContext): PageBlock[] {
  const place = below?.heading ? placeOf(below.section, below.heading) : undefined;
  return proseOf(section, context).map((block) => {
    const { source: _, ...rest } = block as PageBlock & { readonly source?: Place };
    const written = { ...rest, generated: true, ...(place ? { source: place } : {}) } as PageBlock;
    return written.kind === 'paragraph' ? { ...written, runs: written.runs.map(atCell) } : written;
  });
}

const atCell = ({ text, derived, target }: PageRun): PageRun => ({ text, derived, ...(target ? { source: target } : {}) });

const sourceOf = (section: Section, line: Line): Place => placeOf(section, { start: line.start, end: line.comment?.start ?? line.end });

const run = (text: string): PageRun => ({ text, derived: false });

/** What stands between a number and its text: a blank if one was typed. */
const gap = (section: Section, from: Span, to: Span | undefined): string =>
  to && section.tree.text.slice(from.end, to.start) !== '' ? ' ' : '';

function heading(section: Section, line: HeadingLine): PageBlock {
  const number = line.number ? `${line.number.text}${gap(section, line.number, line.text)}` : '';
  return { kind: 'heading', level: line.level, text: `${number}${line.text.text}`, source: sourceOf(section, line) };
}

function paragraph(section: Section, line: ParagraphLine, context: AskContext): PageBlock {
  const number = line.number ? `${line.number.text}${gap(section, line.number, line.inlines[0])}` : '';
  const runs = line.inlines.map((inline) => (inline.kind === 'run' ? run(plain(inline.text)) : computed(section, inline, context)));
  return { kind: 'paragraph', runs: joined([run(number), ...runs]), source: sourceOf(section, line) };
}

const plain = (text: string): string => text.replaceAll('{{', '{').replaceAll('}}', '}');

/** A reference that comes to nothing is printed as typed. */
function computed(section: Section, reference: Reference, context: AskContext): PageRun {
  const typed = section.tree.text.slice(reference.start, reference.end);
  if (!reference.expression) return run(typed);
  const { text, problem, cells } = resolveIn(context(), reference, section.tree.text);
  if (problem) return run(typed);
  const typedCell = cells.find(({ table }) => table.section.id >= 0);
  const target = typedCell && placeOfCell(typedCell);
  return { text, derived: true, source: placeOf(section, reference), ...(target ? { target } : {}) };
}

/** Neighbouring runs of plain words are one. */
function joined(runs: readonly PageRun[]): PageRun[] {
  const found: PageRun[] = [];
  for (const one of runs) {
    const last = found.at(-1);
    if (last && !last.derived && !one.derived) found[found.length - 1] = run(last.text + one.text);
    else if (one.text !== '' || one.derived) found.push(one);
  }
  return found.length > 0 ? found : [run('')];
}

const insert = (section: Section, line: InsertLine): PageBlock => ({
  kind: 'insert',
  word: line.word.text,
  text: line.text.text,
  source: sourceOf(section, line),
});
