/**
 * Whole rows at fault (docs/model.md §8, step 4): the sums of one parent are off in several columns at once.
 *
 * All differences positive: a row is missing under the parent with those amounts. Too much by exactly a row that has a twin: counted twice. Too much by exactly a row, and another parent
 * of the same table lacks just that: the row bears a wrong code. A single column proves nothing, so two are asked for.
 */
import { BROKEN, emptySum, sumOf } from './check.ts';
import type { Expansion } from './expand.ts';
import { CLOSED_ZERO, TREE } from './identities.ts';
import { NONE, PairMap } from './pairs.ts';

export interface RowRoot {
  readonly kind: 'missing' | 'doubled' | 'miscoded';
  readonly table: number;
  readonly dimension: number;
  readonly member?: number;
  readonly parent: number;
  readonly belongs?: number;
  readonly cells: readonly number[];
  readonly amounts: readonly { readonly whole: number; readonly value: number }[];
  /** The broken identities that it explains. */
  readonly broken: readonly number[];
}

/** One column of a parent: the sum there and by how much it is off. */
interface Column {
  readonly identity: number;
  readonly whole: number;
  readonly difference: number;
  readonly tolerance: number;
  readonly broken: boolean;
}

/** A parent row with all its columns. */
interface Parent {
  readonly table: number;
  readonly dimension: number;
  readonly member: number;
  readonly columns: Column[];
}

/** The rows at fault among broken identities: `open` are those that no single cell surely explains, `unexplained` those that none explains at all. */
export const rowFaults = (
  expansion: Expansion,
  verdicts: Uint8Array,
  open: ReadonlySet<number>,
  unexplained: ReadonlySet<number>,
): RowRoot[] => {
  const parents = parentsOf(expansion, verdicts, open).filter((parent) => offIn(parent).some(({ identity }) => unexplained.has(identity)));
  const found: RowRoot[] = [];
  const explained = new Set<Parent>();
  for (const parent of parents) {
    const fault = excessFault(expansion, parent, parents);
    if (!fault) continue;
    found.push({ ...fault.root, broken: withOwn(expansion, verdicts, fault.root) });
    explained.add(parent);
    if (fault.lacking) explained.add(fault.lacking);
  }
  for (const parent of parents) {
    if (explained.has(parent) || !offIn(parent).every((column) => column.difference > 0)) continue;
    const agreement = agreementOf(expansion, parent);
    if (agreement === 'against') continue;
    const root = missingRow(expansion, parent, open);
    if (agreement === 'for' || root.member !== undefined) found.push(root);
  }
  return found;
};

/** A row that should not stand where it does contradicts other tables as well: whatever is broken with one of its figures in it is the same fault. */
const withOwn = (expansion: Expansion, verdicts: Uint8Array, { broken, cells }: RowRoot): number[] => [
  ...new Set([...broken, ...cells.flatMap((cell) => expansion.incident(cell).filter((i) => verdicts[i] === BROKEN))]),
];

const offIn = (parent: Parent): Column[] => parent.columns.filter((column) => column.broken);

/**
 * Whether the amounts missing in the columns would make a row: 合计 = 基本 + 项目 holds for a missing row as for any other.
 * `for` if a sum over columns ties two of them together, `against` if one is violated, undefined if the table has no such sum.
 */
const agreementOf = ({ cells, identities, incidence }: Expansion, parent: Parent): 'for' | 'against' | undefined => {
  const columns = new Map(parent.columns.map((column) => [column.whole, column]));
  const own = cells.book.dimensionName(parent.dimension);
  let agreement: 'for' | undefined;
  for (const { whole } of offIn(parent))
    for (let n = incidence.start[whole]; n < incidence.start[whole + 1]; n++) {
      const i = incidence.list[n];
      if (identities.kind[i] !== TREE || identities.by[i] === own) continue;
      let sum = 0;
      let tolerance = 0;
      let off = 0;
      let complete = true;
      for (let t = identities.start[i]; t < identities.start[i + 1]; t++) {
        const column = columns.get(identities.cell[t]);
        if (!column) complete = false;
        else {
          sum += identities.coefficient[t] * column.difference;
          tolerance += column.tolerance;
          off += Number(column.broken);
        }
      }
      if (!complete || off === 0) continue;
      if (Math.abs(sum) > tolerance) return 'against';
      if (off > 1) agreement = 'for';
    }
  return agreement;
};

/** Parents whose sums are off in at least two columns, along dimensions of codes: only rows that authors add can be left out. */
const parentsOf = (expansion: Expansion, verdicts: Uint8Array, open: ReadonlySet<number>): Parent[] => {
  const { cells, identities } = expansion;
  const { book } = cells;
  const codes = new Set(cells.spec.dimensions.filter(({ kind }) => kind === 'prefix').map(({ id }) => id));
  const parents: Parent[] = [];
  const numbers = new PairMap();
  const tables = new Set<number>();
  const wholeOf = (i: number) => identities.cell[identities.start[i]];
  /** A member belongs to one dimension, so table and member tell parents apart. */
  const memberOf = (i: number) => book.memberOf(cells.address[wholeOf(i)], book.dimension(identities.by[i]));
  for (const i of open) {
    if (identities.kind[i] !== TREE || !codes.has(identities.by[i])) continue;
    const [table, member] = [cells.tableOf[wholeOf(i)], memberOf(i)];
    if (numbers.has(table, member)) continue;
    numbers.set(table, member, parents.length);
    tables.add(table);
    parents.push({ table, dimension: book.dimension(identities.by[i]), member, columns: [] });
  }
  const sum = emptySum();
  for (let i = 0; parents.length > 0 && i < identities.length && identities.kind[i] === TREE; i++) {
    const whole = wholeOf(i);
    if (!tables.has(cells.tableOf[whole]) || !codes.has(identities.by[i])) continue;
    const number = numbers.get(cells.tableOf[whole], memberOf(i));
    if (number === NONE || !sumOf(cells, identities, i, sum).known) continue;
    const tolerance = sum.value > 0 ? sum.value - sum.low : sum.high - sum.value;
    parents[number].columns.push({
      identity: i,
      whole,
      difference: sum.value,
      tolerance,
      broken: verdicts[i] === BROKEN && open.has(i),
    });
  }
  return parents.filter((parent) => offIn(parent).length >= 2);
};

/** A parent that has too much: the row that is too much, if it has a twin or if another parent lacks it. */
const excessFault = (expansion: Expansion, parent: Parent, parents: readonly Parent[]): { root: RowRoot; lacking?: Parent } | undefined => {
  const { cells } = expansion;
  const off = offIn(parent);
  if (!off.every((column) => column.difference < 0)) return undefined;
  const rows = childRows(expansion, parent);
  const fitting = [...rows].filter(([, row]) =>
    parent.columns.every((column) => fits(cells.value, row.get(column.identity), excessOf(column), column.tolerance)),
  );
  const common = { table: parent.table, dimension: parent.dimension, parent: parent.member };
  const amounts = off.map(({ whole, difference }) => ({ whole, value: difference }));
  const broken = off.map(({ identity }) => identity);
  const twins = twinsAmong(cells.value, parent, fitting);
  if (twins) {
    const [kept, extra] = byWitness(expansion, parent, twins);
    return { root: { ...common, kind: 'doubled', member: extra[0], belongs: kept[0], cells: [...extra[1].values()], amounts, broken } };
  }
  if (fitting.length !== 1) return undefined;
  const lacking = parents.filter(
    (other) => other !== parent && other.table === parent.table && lacksWhatIsTooMuch(expansion, other, parent),
  );
  if (lacking.length !== 1) return undefined;
  const [[member, row]] = fitting;
  const also = offIn(lacking[0]).map(({ identity }) => identity);
  return {
    root: {
      ...common,
      kind: 'miscoded',
      member,
      belongs: lacking[0].member,
      cells: [...row.values()],
      amounts,
      broken: [...broken, ...also],
    },
    lacking: lacking[0],
  };
};

/** What a column has too much; nothing where its sum holds. */
const excessOf = (column: Column): number => (column.broken ? -column.difference : 0);

const fits = (values: Float64Array, cell: number | undefined, wanted: number, tolerance: number): boolean =>
  Math.abs((cell === undefined ? 0 : values[cell]) - wanted) <= tolerance;

type Row = readonly [member: number, cells: ReadonlyMap<number, number>];

/** The two rows with the same figures in every column; undefined if there are none, or more of them: a row counted twice is typed alike. */
const twinsAmong = (values: Float64Array, parent: Parent, rows: readonly Row[]): Row[] | undefined => {
  const alike = new Map<string, Row[]>();
  for (const row of rows) {
    const figures = parent.columns.map(({ identity }) => values[row[1].get(identity) ?? NONE] ?? 0).join(' ');
    alike.set(figures, [...(alike.get(figures) ?? []), row]);
  }
  const groups = [...alike.values()].filter((group) => group.length > 1);
  return groups.length === 1 && groups[0].length === 2 ? groups[0] : undefined;
};

/** The rows directly under a parent: member → (sum → cell). */
const childRows = ({ cells, identities }: Expansion, parent: Parent): Map<number, Map<number, number>> => {
  const rows = new Map<number, Map<number, number>>();
  for (const { identity } of parent.columns)
    for (let t = identities.start[identity] + 1; t < identities.start[identity + 1]; t++) {
      const cell = identities.cell[t];
      const member = cells.book.memberOf(cells.address[cell], parent.dimension);
      const row = rows.get(member) ?? new Map<number, number>();
      rows.set(member, row.set(identity, cell));
    }
  return rows;
};

/** Of two equal rows, the one that other tables know and the one that they do not; in doubt the later one is the extra. */
const byWitness = (expansion: Expansion, parent: Parent, rows: readonly Row[]): [Row, Row] => {
  const [first, second] = rows;
  const known = (row: Row) => isKnownElsewhere(expansion, parent, row[0]);
  return known(second) && !known(first) ? [second, first] : [first, second];
};

const isKnownElsewhere = ({ cells }: Expansion, { table, dimension }: Parent, member: number): boolean => {
  for (let c = 0; c < cells.count; c++)
    if (cells.tableOf[c] !== table && cells.book.memberOf(cells.address[c], dimension) === member) return true;
  return false;
};

/** True if `other` lacks in every column what `parent` has too much there. */
const lacksWhatIsTooMuch = ({ cells }: Expansion, other: Parent, parent: Parent): boolean => {
  if (other.dimension !== parent.dimension) return false;
  const { book } = cells;
  const whole = book.whole[parent.dimension];
  const columns = new Map(parent.columns.map((column) => [book.find(cells.address[column.whole], whole), column]));
  return other.columns.every((column) => {
    const twin = columns.get(book.find(cells.address[column.whole], whole));
    if (!twin) return !column.broken;
    return (
      column.broken === twin.broken &&
      (!column.broken || Math.abs(column.difference + twin.difference) <= column.tolerance + twin.tolerance)
    );
  });
};

/** A parent that lacks a row: with the row of another table that has its amounts, if there is exactly one. */
const missingRow = (expansion: Expansion, parent: Parent, open: ReadonlySet<number>): RowRoot => {
  const { cells, identities } = expansion;
  const off = offIn(parent);
  const named = rowElsewhere(expansion, parent, off);
  const broken = off.map(({ identity }) => identity);
  // The table that lacks the row also says that it is nothing: the same fault.
  if (named !== undefined)
    for (const i of open)
      if (
        identities.kind[i] === CLOSED_ZERO &&
        identities.closedBy.get(i) === cells.tables[parent.table].table.key &&
        cells.book.memberOf(cells.address[identities.cell[identities.start[i]]], parent.dimension) === named.member
      )
        broken.push(i);
  return {
    kind: 'missing',
    table: parent.table,
    dimension: parent.dimension,
    member: named?.member,
    parent: parent.member,
    cells: named?.cells ?? [],
    amounts: off.map(({ whole, difference }) => ({ whole, value: difference })),
    broken,
  };
};

/** The members by which columns differ from each other: what all of them have says nothing of one. */
const varyingMembers = ({ cells }: Expansion, columns: readonly Column[]): Map<Column, number[]> => {
  const members = columns.map(({ whole }) => cells.book.membersOf(cells.address[whole], []));
  return new Map(columns.map((column, i) => [column, members[i].filter((m) => !members.every((own) => own.includes(m)))]));
};

/** The one row of another table under the same parent that the table does not list and that has all the missing amounts. */
const rowElsewhere = (expansion: Expansion, parent: Parent, off: readonly Column[]): { member: number; cells: number[] } | undefined => {
  const { cells } = expansion;
  const { book } = cells;
  const listed = new Set<number>();
  const rows = new Map<string, { member: number; cells: number[] }>();
  for (let c = 0; c < cells.count; c++) {
    const member = book.memberOf(cells.address[c], parent.dimension);
    if (member === parent.member || !book.within(member, parent.member)) continue;
    if (cells.tableOf[c] === parent.table) listed.add(member);
    else if (cells.known[c]) {
      const key = `${cells.tableOf[c]} ${member}`;
      const row = rows.get(key) ?? { member, cells: [] };
      rows.set(key, row);
      row.cells.push(c);
    }
  }
  const varying = varyingMembers(expansion, off);
  const fitting = [...rows.values()].filter(({ member, cells: row }) => {
    if (listed.has(member)) return false;
    const unseen = off.filter(({ difference, tolerance }) => !row.some((c) => Math.abs(cells.value[c] - difference) <= tolerance));
    if (unseen.length === 0) return true;
    // A table without that column cannot confirm it; two columns that agree are enough.
    const stated = new Set(row.flatMap((c) => book.membersOf(cells.address[c], [])));
    return off.length - unseen.length >= 2 && unseen.every((column) => varying.get(column)!.some((m) => !stated.has(m)));
  });
  // Of a row and the only row below it, the upper one is meant.
  const highest = fitting.filter(({ member }) => !fitting.some((other) => other.member !== member && book.within(member, other.member)));
  const members = new Set(highest.map(({ member }) => member));
  return members.size === 1 ? highest[0] : undefined;
};
