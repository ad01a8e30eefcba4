/** Shows trees as short text, so that a test reads as source and result side by side. */
import { type Cell, type Line, parseSection, type SectionTree } from 'budget-grammar';

export const noTitles = (): boolean => false;
export const sheet = (text: string): SectionTree => parseSection(text, 'sheet', noTitles);
export const prose = (text: string): SectionTree => parseSection(text, 'text', noTitles);

/** Tabs and ideographic spaces are written visibly in fixtures. */
export const visibleToTyped = (text: string): string => text.replaceAll('⇥', '\t').replaceAll('␣', '\u3000');

export function showCell(cell: Cell): string {
  switch (cell.kind) {
    case 'amount':
      return `${cell.amount!.value}${cell.amount!.percent ? '%' : ''}${cell.amount!.unit ? `+${cell.amount!.unit}` : ''}`;
    case 'empty':
      return '∅';
    case 'none':
      return `n/a ${cell.text}`;
    case 'damaged':
      return `error ${cell.text}`;
    default:
      return `“${cell.text}”`;
  }
}

export function showLine(line: Line): string {
  switch (line.kind) {
    case 'row':
      return line.cells.map(showCell).join(' · ');
    case 'property':
      return `property ${line.key.text} = ${line.value.text}`;
    case 'opener':
      return `opener ${line.path.map((p) => p.text).join(' > ')}`;
    case 'columns':
      return `columns ${line.titles.map((t) => t.path.join('>') || '∅').join(' | ')}`;
    case 'header':
      return `header ${line.title.text}${line.parameter ? ` : ${line.parameter.text}` : ''}`;
    case 'continuation':
      return `| ${line.text.text}`;
    case 'insert':
      return `insert ${line.word.text} : ${line.text.text}`;
    case 'heading':
      return `heading ${line.level} ${line.number?.text ?? '#'} ${line.text.text}`;
    case 'paragraph':
      return `paragraph ${line.number ? `${line.number.text} ` : ''}${line.inlines.map((i) => (i.kind === 'run' ? i.text : `{${JSON.stringify(i.expression, spanless)}}`)).join('')}`;
    case 'stray':
      return `stray ${line.text.text}`;
    default:
      return '';
  }
}

const spanless = (key: string, value: unknown): unknown => (key === 'start' || key === 'end' ? undefined : value);

export const showProblems = (tree: SectionTree): string => tree.problems.map((p) => ` ! ${p.code}`).join('');
export const showTree = (tree: SectionTree): string[] => tree.lines.map(showLine);
