/** From broken identities to what is wrong (docs/model.md §8): a cell is guilty if one new value for it mends everything. */
import { BROKEN, checked } from './check.ts';
import { commonCells, componentsOf } from './components.ts';
import type { Expansion } from './expand.ts';
import { type Assumed, type Candidate, Mender } from './mend.ts';
import { type RowRoot, rowFaults } from './rows.ts';
import { commonCulprits, exchanges, SEARCHABLE, SEARCHES } from './several.ts';
import { slipOf } from './slip.ts';
import type { Checked, Repair, Root } from './types.ts';

/** A component of broken identities with the cells that mend it alone. */
interface Component {
  readonly broken: readonly number[];
  readonly candidates: readonly Candidate[];
}

/** The roots of all broken identities, in order of their first broken identity. */
export const localise = (expansion: Expansion, verdicts: Uint8Array): Root[] => new Localiser(expansion, verdicts).roots();

class Localiser {
  readonly #expansion: Expansion;
  readonly #verdicts: Uint8Array;
  readonly #mender: Mender;
  #searches = 0;
  /** Each root with the first identity that it explains. */
  readonly #found: { readonly first: number; readonly root: Root }[] = [];

  constructor(expansion: Expansion, verdicts: Uint8Array) {
    this.#expansion = expansion;
    this.#verdicts = verdicts;
    this.#mender = new Mender(expansion, verdicts);
  }

  roots(): Root[] {
    const broken: number[] = [];
    for (let i = 0; i < this.#verdicts.length; i++) if (this.#verdicts[i] === BROKEN) broken.push(i);
    let components = componentsOf(this.#expansion, broken).map((component) => this.#component(component));
    components = this.#without(components, this.#addRows(components));
    components = this.#without(
      components,
      this.#addExchanges(components.filter(({ candidates, broken }) => candidates.length === 0 && broken.length <= SEARCHABLE)),
    );
    for (const component of components) this.#addComponent(component);
    return oncePerCell(this.#found.sort((a, b) => a.first - b.first).map(({ root }) => root));
  }

  /** What is left of components when some identities are explained. */
  #without(components: readonly Component[], explained: ReadonlySet<number>): Component[] {
    return components.flatMap((component) => {
      const left = component.broken.filter((i) => !explained.has(i));
      if (left.length === component.broken.length) return [component];
      return componentsOf(this.#expansion, left).map((rest) => this.#component(rest));
    });
  }

  #component(broken: readonly number[]): Component {
    const candidates = commonCells(this.#expansion, broken)
      .map((cell) => this.#mender.mend(cell))
      .filter((candidate) => candidate !== undefined)
      .sort((a, b) => Number(b.slip !== undefined) - Number(a.slip !== undefined) || b.exact - a.exact || a.cell - b.cell);
    return { broken, candidates };
  }

  #addRows(components: readonly Component[]): Set<number> {
    const unexplained = components.filter(({ candidates }) => candidates.length === 0).flatMap(({ broken }) => broken);
    if (unexplained.length === 0) return new Set();
    // One identity with one candidate is weak evidence: a row at fault explains it as well.
    const open = components
      .filter(({ candidates, broken }) => candidates.length !== 1 || broken.length === 1)
      .flatMap(({ broken }) => broken);
    const explained = new Set<number>();
    for (const fault of rowFaults(this.#expansion, this.#verdicts, new Set(open), new Set(unexplained))) {
      if (fault.kind === 'missing' && fault.member === undefined && this.#fewCellsExplainMore(fault, components)) continue;
      for (const i of fault.broken) explained.add(i);
      this.#add({ verdict: 'row', row: this.#rowFault(fault), candidates: [] }, fault.broken);
    }
    return explained;
  }

  /** A missing row that no other table names and that leaves something broken beside it: figures that mend all of it together are the better explanation. */
  #fewCellsExplainMore(fault: RowRoot, components: readonly Component[]): boolean {
    const touched = components.flatMap(({ broken }) => (broken.some((i) => fault.broken.includes(i)) ? broken : []));
    if (touched.every((i) => fault.broken.includes(i))) return false;
    const culprits = this.#culpritsOf(touched);
    return culprits.size > 0 && touched.every((i) => !this.#mender.isBroken(i, culprits));
  }

  /** The cells that every smallest explanation of a component has in common; none if it is too large or too much has been searched already. */
  #culpritsOf(broken: readonly number[]): Assumed {
    if (broken.length > SEARCHABLE || this.#searches++ >= SEARCHES) return new Map();
    return commonCulprits(this.#expansion, this.#mender, broken);
  }

  #addExchanges(components: readonly Component[]): Set<number> {
    const { cells } = this.#expansion;
    const explained = new Set<number>();
    const found = exchanges(
      this.#expansion,
      this.#mender,
      components.map(({ broken }) => broken),
    );
    for (const { a, b, components: own } of found) {
      const repair = this.#repair(a, cells.value[b], 'exchange');
      const other = this.#repair(b, cells.value[a], 'exchange');
      const broken = [...own].flatMap((n) => components[n].broken);
      for (const i of broken) explained.add(i);
      this.#add({ verdict: 'cell', ...repair, other, candidates: [repair, other] }, broken);
    }
    return explained;
  }

  #addComponent({ broken, candidates }: Component): void {
    if (candidates.length === 0) {
      this.#addSeveral(broken);
      return;
    }
    const shown = candidates.map(({ cell, value, slip }) => this.#repair(cell, value, slip));
    const named = nameOne(candidates, broken.length);
    this.#add(
      { verdict: named?.verdict ?? 'ambiguous', ...(named && shown[candidates.indexOf(named.candidate)]), candidates: shown },
      broken,
    );
  }

  /** A component that no single cell explains: the cells that every smallest explanation has in common. */
  #addSeveral(broken: readonly number[]): void {
    const { cells } = this.#expansion;
    let left = broken;
    for (const [cell, value] of this.#culpritsOf(broken)) {
      const own = left.filter((i) => this.#expansion.balance(i)!.terms.has(cell));
      left = left.filter((i) => !own.includes(i));
      const evidence = broken.filter((i) => this.#expansion.balance(i)!.terms.has(cell)).length;
      const repair = this.#repair(cell, value, slipOf(cells.value[cell], value, cells.cell(cell).half));
      this.#add({ verdict: evidence > 1 ? 'cell' : 'probable', ...repair, candidates: [repair] }, own.length > 0 ? own : broken);
    }
    if (left.length > 0) this.#add({ verdict: 'several', candidates: [] }, left);
  }

  #repair(cell: number, value: number, slip: Repair['slip']): Repair {
    return { cell: this.#expansion.cells.cell(cell).key, value, ...(slip && { slip }) };
  }

  #rowFault({ kind, table, dimension, member, parent, belongs, cells: row, amounts }: RowRoot): Root['row'] {
    const { cells } = this.#expansion;
    const { book } = cells;
    return {
      kind,
      table: cells.tables[table].table.key,
      dimension: book.dimensionName(dimension),
      ...(member !== undefined && { member: book.nameOf[member] }),
      parent: book.nameOf[parent],
      ...(belongs !== undefined && { belongs: book.nameOf[belongs] }),
      cells: row.map((c) => cells.cell(c).key),
      amounts: amounts.map(({ whole, value }) => ({ whole: cells.cell(whole).key, value })),
    };
  }

  #add(root: Omit<Root, 'broken'>, broken: readonly number[]): void {
    const { cells, identities } = this.#expansion;
    const own: Checked[] = broken.map((i) => checked(cells, identities, i, this.#verdicts[i]));
    this.#found.push({ first: Math.min(...broken), root: { ...root, broken: own } });
  }
}

/**
 * A cell that mends its own component may be needed to mend another as well (a part that must stay below a mended whole): it is one root.
 * The root with the stronger word stands.
 */
const oncePerCell = (roots: readonly Root[]): Root[] => {
  const strongest = new Map<string, Root>();
  for (const root of roots) {
    const known = root.cell === undefined ? undefined : strongest.get(root.cell);
    if (root.cell !== undefined && (!known || (known.verdict === 'probable' && root.verdict === 'cell'))) strongest.set(root.cell, root);
  }
  return roots.filter((root) => root.cell === undefined || strongest.get(root.cell) === root);
};

/** The one candidate that may be named. Two broken identities that cross in it are proof; one identity, or the shape of a slip, is not. */
const nameOne = (candidates: readonly Candidate[], broken: number): { verdict: 'cell' | 'probable'; candidate: Candidate } | undefined => {
  if (candidates.length === 1) return { verdict: broken > 1 ? 'cell' : 'probable', candidate: candidates[0] };
  const slips = candidates.filter((candidate) => candidate.slip !== undefined);
  return slips.length === 1 ? { verdict: 'probable', candidate: slips[0] } : undefined;
};
