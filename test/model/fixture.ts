/** Tables in the compact notation of `test/fixtures/model`, and small ones written in tests. */
import type { Address, ModelCell, ModelSpec, ModelTable } from '../../server/src/model/types.ts';
import seed from '../fixtures/model/000.json' with { type: 'json' };
import specData from '../fixtures/model/spec.json' with { type: 'json' };

export const spec = specData as unknown as ModelSpec;

/** 万元 with two decimals: half an ulp in 0.001 元. */
export const HALF = 50_000;

/** A figure in 万元 as an integer of 0.001 元. */
export const money = (text: string): number => Math.round(Number(text.replaceAll(',', '')) * 10_000_000);

/** `支出 资金=一般公共 功能=208` as an address; fragments may follow each other, and each may name the measure. */
export const addressOf = (text: string): Address => {
  const members: Record<string, string> = {};
  let measure = '';
  for (const word of text.split(' ').filter((w) => w !== '')) {
    const [dimension, member] = word.split('=');
    if (member === undefined) measure = dimension;
    else members[dimension] = member;
  }
  return { measure, members };
};

export interface Panel {
  /** What all cells of the panel share. */
  readonly at?: string;
  readonly columns: readonly string[];
  /** Whole numbers, exact. */
  readonly count?: boolean;
  /** The row's address and its figures: `''` a blank, `—` no cell, `?` untyped, `!` unreadable. Columns left out are blank. */
  readonly rows: readonly (readonly string[])[];
}

export interface TableText {
  readonly key: string;
  /** Each axis with its root, null for the whole. */
  readonly axes: Readonly<Record<string, string | null>>;
  readonly panels: readonly Panel[];
  readonly closed?: boolean;
  readonly damagedRows?: ModelTable['damagedRows'];
}

const cellOf = (key: string, address: Address, text: string, count: boolean): ModelCell => {
  const half = count ? 0 : HALF;
  if (text === '') return { key, address, state: 'blank', half };
  if (text === '?') return { key, address, state: 'untyped', half };
  if (text === '!') return { key, address, state: 'damaged', half };
  return { key, address, state: 'typed', value: count ? Number(text) : money(text), half };
};

/** Cells are named `table!row!column`: `公开03表!功能=208!性质=基本`. */
export const tableOf = (text: TableText): ModelTable => ({
  key: text.key,
  axes: Object.entries(text.axes).map(([dimension, root]) => ({ dimension, root: root ?? undefined })),
  closed: text.closed ?? true,
  damagedRows: text.damagedRows,
  cells: text.panels.flatMap(({ at = '', columns, rows, count = false }, p) =>
    rows.flatMap(([row, ...figures]) =>
      columns.flatMap((column, c) => {
        const figure = figures[c] ?? '';
        if (figure === '—') return [];
        const side = text.panels.length > 1 ? `${p + 1}!` : '';
        return [cellOf(`${text.key}!${side}${row}!${column}`, addressOf(`${at} ${row} ${column}`), figure, count)];
      }),
    ),
  ),
});

/** The ten tables of the first seed. */
export const seed000: readonly ModelTable[] = (seed.tables as unknown as readonly TableText[]).map(tableOf);

/** The tables with one cell changed. */
export const withValue = (tables: readonly ModelTable[], key: string, value: number): ModelTable[] =>
  tables.map((table) =>
    table.cells.some((cell) => cell.key === key)
      ? { ...table, cells: table.cells.map((cell) => (cell.key === key ? { ...cell, state: 'typed' as const, value } : cell)) }
      : table,
  );

/** Codes with a row each in one measure; a shorthand for small tables of code rows. */
export const codeTable = (
  key: string,
  at: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  more: Partial<TableText> = {},
): ModelTable =>
  tableOf({
    key,
    axes: { 功能: null, 性质: null },
    ...more,
    panels: [{ at, columns, rows: rows.map(([code, ...figures]) => [code === '合计' ? '' : `功能=${code}`, ...figures]) }],
  });
