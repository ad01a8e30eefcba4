/** Tables as they were published, written down from the published text. */
import { readFileSync } from 'node:fs';
import { fixture } from './read.ts';

export interface Published {
  readonly number: string;
  readonly title: string;
  readonly unitOfMeasure: string;
  readonly header: string[][];
  readonly rows: string[][];
  readonly notes: string[];
}

/** Lines of the expectation begin with what they are: 表 a table, 栏 a line of its heading, 行 a row, 注 a note; merged cells are blank but for the first. */
export function readPublished(name: string): Published[] {
  const tables: Published[] = [];
  for (const line of readFileSync(fixture(`${name}/published.txt`), 'utf8')
    .trimEnd()
    .split('\n')) {
    const [kind, ...cells] = line.split('|');
    if (kind === '表') tables.push({ number: cells[0], title: cells[1], unitOfMeasure: cells[2], header: [], rows: [], notes: [] });
    const table = tables[tables.length - 1];
    if (kind === '栏') table.header.push(cells);
    if (kind === '行') table.rows.push(cells);
    if (kind === '注') table.notes.push(cells.join('|'));
  }
  return tables;
}
