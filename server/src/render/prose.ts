/** Text sections as blocks of a page: headings, paragraphs and inserts, as typed. */
import type { HeadingLine, InsertLine, Line, ParagraphLine, Span } from 'budget-grammar';
import type { Place } from '../disclosure/place.ts';
import { placeOf, type Section } from '../disclosure/section.ts';
import type { PageBlock, PageRun } from './page.ts';

/** The blocks of one text section, without its header. */
export function proseOf(section: Section): PageBlock[] {
  return section.tree.lines.flatMap((line) => blockOf(section, line));
}

function blockOf(section: Section, line: Line): PageBlock[] {
  switch (line.kind) {
    case 'heading':
      return [heading(section, line)];
    case 'paragraph':
      return [paragraph(section, line)];
    case 'insert':
      return [insert(section, line)];
    // What could not be read is printed all the same.
    case 'stray':
      return line.text.text === '' ? [] : [{ kind: 'paragraph', runs: [run(line.text.text)], source: sourceOf(section, line) }];
    default:
      return [];
  }
}

const sourceOf = (section: Section, line: Line): Place => placeOf(section, { start: line.start, end: line.comment?.start ?? line.end });

const run = (text: string): PageRun => ({ text, derived: false });

/** What stands between a number and its text: a blank if one was typed. */
const gap = (section: Section, from: Span, to: Span | undefined): string =>
  to && section.tree.text.slice(from.end, to.start) !== '' ? ' ' : '';

function heading(section: Section, line: HeadingLine): PageBlock {
  const number = line.number ? `${line.number.text}${gap(section, line.number, line.text)}` : '';
  return { kind: 'heading', level: line.level, text: `${number}${line.text.text}`, source: sourceOf(section, line) };
}

function paragraph(section: Section, line: ParagraphLine): PageBlock {
  const words = line.inlines.map((inline) =>
    inline.kind === 'run' ? inline.text.replaceAll('{{', '{').replaceAll('}}', '}') : section.tree.text.slice(inline.start, inline.end),
  );
  const number = line.number ? `${line.number.text}${gap(section, line.number, line.inlines[0])}` : '';
  return { kind: 'paragraph', runs: [run(`${number}${words.join('')}`)], source: sourceOf(section, line) };
}

const insert = (section: Section, line: InsertLine): PageBlock => ({
  kind: 'insert',
  word: line.word.text,
  text: line.text.text,
  source: sourceOf(section, line),
});
