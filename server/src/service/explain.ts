/** A figure in plain words, for a place in the text: what the hover says, without the marks of Markdown, and the other figures of its row or table where none stands there. */
import type { BoundRow, BoundTable } from '../disclosure/bind/types.ts';
import { headerOf } from '../disclosure/section.ts';
import type { Position } from '../workspace/document.ts';
import type { Analysis, Caret } from './analysis.ts';
import { derivedText } from './hover/derived.ts';
import { figureText } from './hover/figure.ts';
import { referenceTextAt } from './hover/reference.ts';
import { tableText } from './hover/table.ts';

/** Plain text about the figure at a position; on a code or a label about the figures of the row, on a title about what follows in the table. Undefined where no figure is near. */
export function explainAt(analysis: Analysis, position: Position): string | undefined {
  const { lineCount } = analysis.document;
  if (position.line >= lineCount) return undefined;
  const caret = analysis.caretAt(position);
  const located = analysis.cells.at(caret.read.section.id, caret.offset);
  if (located?.cell.model) return plain(figureText(analysis, located));
  const reference = referenceTextAt(analysis, caret);
  if (reference) return plain(reference.text);
  if (caret.read.role.kind !== 'table') return undefined;
  const { table } = caret.read.role;
  const text = isOnTitle(caret)
    ? tableText(analysis, table)
    : rowText(
        analysis,
        table,
        table.rows.find((row) => row.line === caret.line.line),
      );
  return text === undefined || text === '' ? undefined : plain(text);
}

const isOnTitle = ({ read, offset }: Caret): boolean => {
  const header = headerOf(read.section);
  return header !== undefined && offset >= header.start && offset <= header.end;
};

/** Typed figures one by one, derived ones below. */
function rowText(analysis: Analysis, table: BoundTable, row: BoundRow | undefined): string | undefined {
  if (!row) return undefined;
  const typed = row.cells.filter((cell) => cell.model?.state === 'typed').map((cell) => figureText(analysis, { table, row, cell }));
  const derived = derivedText(analysis, table, [row]);
  return [...typed, ...(derived === undefined ? [] : [derived])].join('\n\n');
}

/** Markdown as our own hovers write it: bold, and characters of the document behind a backslash. */
const plain = (markdown: string): string => markdown.replace(/\\(.)|\*\*/g, (_, kept?: string) => kept ?? '');
