/**
 * The words of the fact model: addresses, cells, tables and what an evaluation of them says.
 * The model knows nothing of text, forms or messages; whoever calls it gives meaning to keys and members.
 *
 * Numbers are integers in the measure's smallest step: money in 0.001 元, counts in one. Half an ulp is an integer in the same step (万元 with two decimals: 50 000; counts: 0).
 */

/** measure + one member in each dimension; a dimension left out stands for its whole. */
export interface Address {
  readonly measure: string;
  readonly members: Readonly<Record<string, string>>;
}

/**
 * A dimension's members.
 * - `prefix`: codes; an ancestor is any listed proper prefix (功能, 经济)
 * - `tree`: `parents` maps a member to its parent; members without one hang under the whole (资金, 性质, 三公 …)
 * - `flat`: no member contains another, and there is no whole (基准, 时点)
 */
export interface Dimension {
  readonly id: string;
  readonly kind: 'prefix' | 'tree' | 'flat';
  readonly parents?: Readonly<Record<string, string>>;
  /** Members that are part of another without being a summand of it (其中): member → the member that contains it, `*` for the whole. Gives `≤`, never a sum. */
  readonly parts?: Readonly<Record<string, string>>;
}

/**
 * - `typed`: a figure
 * - `blank`: printed without a figure: exactly zero
 * - `untyped`: a cell of the form that the author left to be derived
 * - `omitted`: a leaf in a row of the form that the author left out: what follows from other tables, else zero
 * - `damaged`: typed but unreadable; every identity that contains it is suspended
 */
export type CellState = 'typed' | 'blank' | 'untyped' | 'omitted' | 'damaged';

export interface ModelCell {
  /** Unique in the document and stable while its table's text does not change. */
  readonly key: string;
  readonly address: Address;
  readonly state: CellState;
  /** Defined iff `typed`; a blank counts as 0. */
  readonly value?: number;
  /** Half an ulp of what is printed; 0 for counts and exact figures. */
  readonly half: number;
}

/** An axis is a dimension along which rows or columns vary; its root is the member that contains the whole table, undefined for the whole. */
export interface Axis {
  readonly dimension: string;
  readonly root?: string;
}

/**
 * One table as typed. Replace it by a new object when anything in it changes: evaluation reuses what it knows of a table that is the same object.
 *
 * - A cell that stands in no list of `cells` does not exist; a row that is left out of a closed table is thereby zero.
 * - A table that was left out altogether states nothing: give no table, or, to have it derived, its cells as `untyped` with `closed: false`.
 * - A table present without one figure states that there is nothing: give its total row as blanks with `closed: true`.
 * - Columns of the model typed in a table's section (其他资金／基本支出) are a table of their own.
 */
export interface ModelTable {
  readonly key: string;
  readonly axes: readonly Axis[];
  readonly cells: readonly ModelCell[];
  /** True if a row did not parse: T and Z of this table in which it could take part are suspended. Codes are given where they were readable. */
  readonly damagedRows?: readonly { readonly dimension: string; readonly member?: string }[];
  /** False for a section that types only columns of the model: it states nothing about what it leaves out (no closed world). */
  readonly closed: boolean;
  /** Figures of other documents: others follow from them, but none of them is wrong here, and what they contradict is for the caller to say. */
  readonly outside?: boolean;
}

/**
 * `left = Σ right` over measures, instantiated at every address where a table states the flow: 收入总计 = 收入 + 使用结余 + 结转 时点=年初.
 * The first term of `right` is the flow: without it there is no instance; a later term that nobody states there is zero.
 * The first formula of a given `left` defines it: where `left` is not printed, the others use the definition in its place.
 */
export interface Formula {
  readonly id: string;
  readonly left: Term;
  readonly right: readonly Term[];
}
export interface Term {
  readonly measure: string;
  readonly members: Readonly<Record<string, string>>;
}

/** Everything the model must be told about the field. */
export interface ModelSpec {
  readonly dimensions: readonly Dimension[];
  readonly formulas: readonly Formula[];
  /** Measures that may be negative (结转); all others lose their non-negativity in a document that types a negative figure of them. */
  readonly signed: readonly string[];
  /** Measures that have the "≤ wider fund" inequality: 支出 along 资金. */
  readonly bounded: Readonly<Record<string, Bound>>;
}

export interface Bound {
  readonly dimension: string;
  /** Members that together make up the whole (一般公共, 政府性基金, 国有资本, 其他资金): where each is stated or stated to be nothing, their sum replaces the inequality. */
  readonly complete?: readonly string[];
}

/**
 * T tree sum within a table, X the same with a whole that another table prints, S the same fact in two tables, Z not listed and therefore zero,
 * F formula over measures, G the whole as the sum of all funds, LE part of a whole (≤).
 */
export type IdentityKind = 'T' | 'X' | 'S' | 'Z' | 'F' | 'G' | 'LE';

/** Σ coefficient·cell = 0, or ≤ 0 for LE. The first term is the whole (for LE the part) with coefficient 1, or the first of a pair. */
export interface Identity {
  readonly kind: IdentityKind;
  /** Along which dimension a T, X, Z, G or LE runs, or which formula an F instantiates; empty for S. */
  readonly by: string;
  /** The table that closes the world for a Z: the one that does not list the cell's member; undefined for other kinds. */
  readonly table?: string;
  readonly terms: readonly { readonly cell: string; readonly coefficient: number }[];
}

/** `suspended`: a member is damaged or unknown. */
export type Verdict = 'exact' | 'rounded' | 'broken' | 'suspended';

export interface Checked {
  readonly identity: Identity;
  readonly verdict: Verdict;
  /** Σ coefficient·value of printed and derived values: the whole minus its parts. 0 if exact; for LE anything up to 0 is exact. */
  readonly difference: number;
  /** How far rounding can carry the difference: beyond it the identity is broken. Half ulps of the members, one-sided for a printed 0.00. */
  readonly tolerance: number;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A cell that was not typed and follows from others. `value` is what to print; `identity` explains it. */
export interface Derived {
  readonly cell: string;
  readonly value: number;
  readonly interval: Interval;
  readonly identity: Identity;
  /** More than one printable value lies in the interval: the print is a guess. */
  readonly uncertain: boolean;
}

/** How a wrong figure may have come about: a lost sign, a shifted decimal point, two neighbouring digits exchanged, two figures exchanged. */
export type Slip = 'sign' | 'shift' | 'transposition' | 'exchange';

/** A cell and the value that would mend all. */
export interface Repair {
  readonly cell: string;
  readonly value: number;
  readonly slip?: Slip;
}

/**
 * One root of one component of broken identities, or of several that one fault explains.
 * - `cell`: one cell is guilty; `value` mends every identity it stands in. With slip `exchange`, `other` is the figure with which it changed places
 * - `probable`: the same, but the evidence is one identity or a slip's shape
 * - `row`: a row is missing, stands twice or bears a wrong code
 * - `ambiguous`: several candidates; the finding belongs to the first broken identity's whole
 * - `several`: nothing simple explains the component
 */
export interface Root {
  readonly verdict: 'cell' | 'probable' | 'row' | 'ambiguous' | 'several';
  readonly cell?: string;
  readonly value?: number;
  readonly slip?: Slip;
  readonly other?: Repair;
  readonly row?: RowFault;
  /** Candidate cells with the value that would mend all, best first. */
  readonly candidates: readonly Repair[];
  /** The broken identities that this root explains. */
  readonly broken: readonly Checked[];
}

/** A whole row that is wrong: the sums of its parent are off in several columns by the same row. */
export interface RowFault {
  /** `missing`: left out under `parent`. `doubled`: counted twice under it. `miscoded`: stands under `parent` but belongs under `belongs`. */
  readonly kind: 'missing' | 'doubled' | 'miscoded';
  readonly table: string;
  readonly dimension: string;
  /** The row's member (its code); for a missing row undefined unless another table names it. */
  readonly member?: string;
  readonly parent: string;
  /** Where a miscoded row belongs; for a doubled row its twin. */
  readonly belongs?: string;
  /** The cells of the row at fault, or of the other table's row that names a missing one. */
  readonly cells: readonly string[];
  /** What is missing under the parent (negative: what is too much), for each cell of the parent whose sum is off. */
  readonly amounts: readonly { readonly whole: string; readonly value: number }[];
}

/** A cell of which something is known: its printed value, and where the true one lies as far as the cell itself says. */
export interface StatedCell {
  readonly cell: ModelCell;
  readonly value: number;
  readonly interval: Interval;
}

/** What follows from a list of tables. Cells are named by their keys throughout. */
export interface Evaluation {
  readonly tables: readonly ModelTable[];
  /** How many identities of each kind there are. */
  readonly counts: Readonly<Record<IdentityKind, number>>;
  /** How many identities have a damaged or unknown member and say nothing. */
  readonly suspended: number;
  readonly broken: readonly Checked[];
  readonly rounded: readonly Checked[];
  /** The broken identities explained, one root a component. */
  readonly roots: readonly Root[];
  /** Untyped cells that follow from others; an untyped cell that is not here is unknown. */
  readonly derived: ReadonlyMap<string, Derived>;
  cell(key: string): ModelCell | undefined;
  /** The printed value: typed, 0 for a blank, or derived; undefined if unknown or damaged. */
  value(key: string): number | undefined;
  /** Where the true value lies as far as the cell itself says; undefined if unknown or damaged. */
  interval(key: string): Interval | undefined;
  /** Every identity in which the cell stands, in order T, X, S, Z, F, G, LE. */
  identitiesOf(key: string): readonly Checked[];
  /** All cells of the fact at an address, in order of the tables. */
  cellsAt(address: Address): readonly ModelCell[];
  /** The same number for the same address, in this evaluation and in those that it can be compared with (`changesSince`). */
  numberOf(address: Address): number;
  /** Names of the groups in which a cell at an address stands, one for each of its members: the cells that differ from it along that dimension only. The same names as in those evaluations. */
  groupsOf(address: Address): readonly string[];
  /** Those of which something is known, with what. */
  statedAt(address: Address): readonly StatedCell[];
  /** The key of a table that says, by not listing it, that there is nothing at an address; undefined if a cell stands there or nobody says so. */
  zeroAt(address: Address): string | undefined;
}
