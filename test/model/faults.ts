/** Faults of whole rows and of two figures at once, made of a document that holds. */
import { evaluate } from '../../server/src/model/evaluate.ts';
import type { Address, ModelCell, ModelSpec, ModelTable, Root } from '../../server/src/model/types.ts';
import { withValue } from './fixture.ts';
import { changesOf } from './perturb.ts';

/** A row of accounts that may be left out, doubled or moved. */
export interface Leaf {
  readonly table: ModelTable;
  /** 功能 or 经济. */
  readonly by: string;
  readonly code: string;
  readonly parent: string;
}

const memberOf = (cell: ModelCell, by: string): string => cell.address.members[by] ?? '';

const replace = (tables: readonly ModelTable[], table: ModelTable, cells: readonly ModelCell[]): ModelTable[] =>
  tables.map((t) => (t === table ? { ...t, cells } : t));

const recode = (cell: ModelCell, by: string, to: string): ModelCell => {
  const address: Address = { measure: cell.address.measure, members: { ...cell.address.members, [by]: to } };
  return { ...cell, key: `${cell.key}→${to}`, address };
};

/** The lowest rows of a dimension that have an amount and a sibling: 项 of 功能, 款 of 经济. */
export const leafRows = (tables: readonly ModelTable[], by = '功能'): Leaf[] => {
  const length = by === '功能' ? 7 : 5;
  return tables.flatMap((table) => {
    const codes = new Set(table.cells.filter((cell) => cell.state === 'typed' && cell.value !== 0).map((cell) => memberOf(cell, by)));
    const leaves = [...codes].filter((code) => code.length === length);
    return leaves
      .map((code) => ({ table, by, code, parent: code.slice(0, length - 2) }))
      .filter(({ code, parent }) => leaves.some((other) => other !== code && other.startsWith(parent)));
  });
};

/** How a code that no row bears ends. */
export const FREE = '98';

export const leaveOut = (tables: readonly ModelTable[], { table, by, code }: Leaf): ModelTable[] =>
  replace(
    tables,
    table,
    table.cells.filter((cell) => memberOf(cell, by) !== code),
  );

export const double = (tables: readonly ModelTable[], { table, by, code, parent }: Leaf): ModelTable[] =>
  replace(
    tables,
    table,
    table.cells.flatMap((cell) => (memberOf(cell, by) === code ? [cell, recode(cell, by, parent + FREE)] : [cell])),
  );

/** Under another parent, which the table lists. */
export const miscode = (tables: readonly ModelTable[], { table, by, code }: Leaf, parent: string): ModelTable[] =>
  replace(
    tables,
    table,
    table.cells.map((cell) => (memberOf(cell, by) === code ? recode(cell, by, parent + FREE) : cell)),
  );

/** A parent of the same table, in the leaf's block, under which it does not belong; undefined if there is none. */
export const wrongParent = ({ table, by, code, parent }: Leaf): string | undefined => {
  const blockOf = ({ address: { measure, members } }: ModelCell) => JSON.stringify([measure, { ...members, [by]: '' }]);
  const blocks = new Set(table.cells.filter((cell) => memberOf(cell, by) === code).map(blockOf));
  const others = table.cells.filter((cell) => memberOf(cell, by).length === parent.length && memberOf(cell, by) !== parent);
  const leaves = table.cells.map((cell) => memberOf(cell, by)).filter((own) => own.length === code.length);
  const fitting = others.filter((cell) => blocks.has(blockOf(cell)) && leaves.some((leaf) => leaf.startsWith(memberOf(cell, by))));
  return fitting[0] && memberOf(fitting[0], by);
};

/** Neighbouring amounts of one row, or of one column, that differ: as pairs of cells. */
export const neighbours = (tables: readonly ModelTable[], along: 'row' | 'column'): [ModelCell, ModelCell][] =>
  tables.flatMap((table) => {
    const inRow = (a: ModelCell, b: ModelCell) =>
      ['功能', '经济', '项目', '三公'].every((by) => memberOf(a, by) === memberOf(b, by)) && a.address.measure === b.address.measure;
    const amounts = table.cells.filter((cell) => cell.half > 0);
    return amounts.flatMap((cell, i): [ModelCell, ModelCell][] => {
      const next = amounts.slice(i + 1).find((other) => (along === 'row' ? inRow(cell, other) : inColumn(cell, other)));
      return next && (cell.value ?? 0) !== (next.value ?? 0) ? [[cell, next]] : [];
    });
  });

const inColumn = (a: ModelCell, b: ModelCell): boolean => {
  const rest = ({ address: { measure, members } }: ModelCell) => JSON.stringify([measure, { ...members, 功能: '', 经济: '', 项目: '' }]);
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

/**
 * What is made of a fault:
 * - `silent`: nothing was found
 * - `right`: one root that says what happened: which row, or which two figures
 * - `partly`: a row is missing, and the one root says where but not which; of two figures exchanged each is named by itself
 * - `several`: something was found, and no figure or row was named wrongly
 * - `wrong`: a figure or row was named that is not at fault
 */
export type FaultOutcome = 'silent' | 'right' | 'partly' | 'several' | 'wrong';

export type RowFaultKind = 'missing' | 'doubled' | 'miscoded';

/** Makes a fault of a leaf row and says what was found; undefined if the fault cannot be made there. */
export const tryLeaf = (kind: RowFaultKind, tables: readonly ModelTable[], spec: ModelSpec, leaf: Leaf): FaultOutcome | undefined => {
  const elsewhere = wrongParent(leaf);
  if (kind === 'miscoded' && elsewhere === undefined) return undefined;
  const wrong = kind === 'missing' ? leaveOut(tables, leaf) : kind === 'doubled' ? double(tables, leaf) : miscode(tables, leaf, elsewhere!);
  const { roots } = evaluate(wrong, spec);
  if (roots.length === 0) return 'silent';
  const [{ row }] = roots;
  if (roots.length === 1 && row?.kind === kind && row.table === leaf.table.key) {
    const { parent, code } = leaf;
    if (kind === 'missing' && row.parent === parent) return row.member === code ? 'right' : row.member === undefined ? 'partly' : 'wrong';
    if (kind === 'doubled' && row.member === parent + FREE && row.belongs === code) return 'right';
    if (kind === 'miscoded' && row.member === elsewhere + FREE && row.belongs === parent) return 'right';
  }
  // A figure that stands in a row of a wrong code should not stand there: to name it is no mistake.
  const own = (key: string) => kind === 'miscoded' && key.endsWith(`→${elsewhere}${FREE}`);
  return namedCells(roots).some((key) => !own(key)) || roots.some((root) => root.row) ? 'wrong' : 'several';
};

/** Exchanges two figures and says what was found. */
export const tryExchange = (tables: readonly ModelTable[], spec: ModelSpec, pair: readonly [ModelCell, ModelCell]): FaultOutcome => {
  const { roots } = evaluate(exchange(tables, pair), spec);
  if (roots.length === 0) return 'silent';
  const named = namedCells(roots);
  if (roots.some(({ row }) => row) || named.some((key) => pair.every((cell) => cell.key !== key))) return 'wrong';
  if (roots.length === 1 && roots[0].slip === 'exchange') return 'right';
  return named.length === 2 ? 'partly' : 'several';
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
