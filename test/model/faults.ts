/** Faults of whole rows and of two figures at once, made of a document that holds. */
import { evaluate } from '../../server/src/model/evaluate.ts';
import type { Address, ModelCell, ModelSpec, ModelTable, Root } from '../../server/src/model/types.ts';
import { withValue } from './fixture.ts';
import { changesOf } from './perturb.ts';

const code = (cell: ModelCell): string => cell.address.members.功能 ?? '';

const replace = (tables: readonly ModelTable[], table: ModelTable, cells: readonly ModelCell[]): ModelTable[] =>
  tables.map((t) => (t === table ? { ...t, cells } : t));

const recode = (cell: ModelCell, to: string): ModelCell => {
  const address: Address = { measure: cell.address.measure, members: { ...cell.address.members, 功能: to } };
  return { ...cell, key: `${cell.key}→${to}`, address };
};

/** The 项 rows of tables with 功能 rows that have an amount and a sibling. */
export const leafRows = (tables: readonly ModelTable[]): { table: ModelTable; code: string; parent: string }[] =>
  tables.flatMap((table) => {
    const codes = new Set(table.cells.filter((cell) => cell.state === 'typed' && cell.value !== 0).map(code));
    return [...codes]
      .filter(
        (own) => own.length === 7 && [...codes].some((other) => other !== own && other.length === 7 && other.startsWith(own.slice(0, 5))),
      )
      .map((own) => ({ table, code: own, parent: own.slice(0, 5) }));
  });

/** A code that no row bears. */
export const FREE = '98';

export const leaveOut = (tables: readonly ModelTable[], table: ModelTable, row: string): ModelTable[] =>
  replace(
    tables,
    table,
    table.cells.filter((cell) => code(cell) !== row),
  );

export const double = (tables: readonly ModelTable[], table: ModelTable, row: string): ModelTable[] =>
  replace(
    tables,
    table,
    table.cells.flatMap((cell) => (code(cell) === row ? [cell, recode(cell, row.slice(0, 5) + FREE)] : [cell])),
  );

export const miscode = (tables: readonly ModelTable[], table: ModelTable, row: string, parent: string): ModelTable[] =>
  replace(
    tables,
    table,
    table.cells.map((cell) => (code(cell) === row ? recode(cell, parent + FREE) : cell)),
  );

/** Neighbouring amounts of one row, or of one column, that differ: as pairs of cells. */
export const neighbours = (tables: readonly ModelTable[], along: 'row' | 'column'): [ModelCell, ModelCell][] =>
  tables.flatMap((table) => {
    const inRow = (a: ModelCell, b: ModelCell) =>
      code(a) === code(b) && a.address.members.经济 === b.address.members.经济 && a.address.measure === b.address.measure;
    const amounts = table.cells.filter((cell) => cell.half > 0);
    return amounts.flatMap((cell, i): [ModelCell, ModelCell][] => {
      const next = amounts.slice(i + 1).find((other) => (along === 'row' ? inRow(cell, other) : inColumn(cell, other)));
      return next && (cell.value ?? 0) !== (next.value ?? 0) ? [[cell, next]] : [];
    });
  });

const inColumn = (a: ModelCell, b: ModelCell): boolean => {
  const rest = ({ address: { measure, members } }: ModelCell) => JSON.stringify([measure, { ...members, 功能: '', 经济: '' }]);
  return rest(a) === rest(b);
};

export const exchange = (tables: readonly ModelTable[], [a, b]: readonly [ModelCell, ModelCell]): ModelTable[] =>
  withValue(withValue(tables, a.key, b.value ?? 0), b.key, a.value ?? 0);

/** Cells that a document's roots name, exchanges with both. */
export const namedCells = (roots: readonly Root[]): string[] =>
  roots.flatMap((root) => [...(root.cell ? [root.cell] : []), ...(root.other ? [root.other.cell] : [])]);

/** A small generator of pseudo-random numbers in [0, 1), the same on every run. */
export const random = (seed: number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};

/** Several random errors at once in different cells; what was found of them. */
export const tryErrors = (tables: readonly ModelTable[], spec: ModelSpec, next: () => number, errors: number) => {
  const amounts = tables.flatMap((table) => table.cells.filter((cell) => cell.state === 'typed' && cell.value !== 0 && cell.half > 0));
  const changed = new Map<string, number>();
  let wrong = [...tables];
  while (changed.size < errors) {
    const cell = amounts[Math.floor(next() * amounts.length)];
    if (changed.has(cell.key)) continue;
    const changes = changesOf(cell).filter(({ change }) => change !== '±0.02');
    changed.set(cell.key, cell.value!);
    wrong = withValue(wrong, cell.key, changes[Math.floor(next() * changes.length)].value);
  }
  const { roots } = evaluate(wrong, spec);
  const named = namedCells(roots);
  return {
    roots,
    keys: [...changed.keys()],
    /** Every wrong figure is named, and nothing else. */
    right: named.length === errors && named.every((key) => changed.has(key)),
    wrong: named.filter((key) => !changed.has(key)).length,
    surelyWrong: roots.filter((root) => root.verdict === 'cell' && root.cell && !changed.has(root.cell)).length,
    /** Rows claimed to be at fault, which none is. */
    rows: roots.filter((root) => root.verdict === 'row').length,
    claims: named.length,
  };
};
