/**
 * What is known of a document once tables that nobody typed are thought to be there. Findings rest on what was stated alone: a table left out never makes another wrong.
 * The rest is worked out when somebody asks, so that a keystroke does not pay for it.
 */
import { evaluate } from '../model/evaluate.ts';
import type {
  Address,
  Checked,
  Derived,
  Evaluation,
  IdentityKind,
  Interval,
  ModelCell,
  ModelSpec,
  ModelTable,
  Root,
  StatedCell,
} from '../model/types.ts';
import type { BoundTable } from './bind/types.ts';
import type { UnitSums } from './types.ts';

export class CompletedEvaluation implements Evaluation {
  readonly stated: Evaluation;
  readonly #make: () => readonly BoundTable[];
  #leftOut?: readonly BoundTable[];
  readonly #spec: ModelSpec;
  readonly #units: UnitSums | undefined;
  #previous: Evaluation | undefined;
  #all?: Evaluation;

  /** `make` gives the tables nobody typed; `previous` is what was known of the same document before. */
  constructor(stated: Evaluation, make: () => readonly BoundTable[], spec: ModelSpec, previous?: Evaluation, units?: UnitSums) {
    this.stated = stated;
    this.#make = make;
    this.#spec = spec;
    this.#units = units;
    this.#previous = previous instanceof CompletedEvaluation ? previous.#all : undefined;
  }

  /** Official tables that nobody typed, with cells to be derived; most of them follow from nothing. */
  get leftOut(): readonly BoundTable[] {
    this.#leftOut ??= this.#make();
    return this.#leftOut;
  }

  get #whole(): Evaluation {
    if (!this.#all) {
      const models = this.leftOut.map((table) => table.model);
      this.#all = models.length > 0 ? evaluate(this.#withUnits(models), this.#spec, this.#previous) : this.stated;
      this.#previous = undefined;
    }
    return this.#all;
  }

  /** Units' figures stand in one table, so those at addresses of tables left out join the others. */
  #withUnits(models: readonly ModelTable[]): ModelTable[] {
    const all = [...this.stated.tables, ...models];
    if (!this.#units) return all;
    const own = all.filter(({ outside }) => !outside);
    return [...own, this.#units.tableFor(own.flatMap(({ cells }) => cells.map(({ address }) => address)))];
  }

  get tables(): readonly ModelTable[] {
    return this.#whole.tables;
  }
  get counts(): Readonly<Record<IdentityKind, number>> {
    return this.stated.counts;
  }
  get suspended(): number {
    return this.stated.suspended;
  }
  get broken(): readonly Checked[] {
    return this.stated.broken;
  }
  get rounded(): readonly Checked[] {
    return this.stated.rounded;
  }
  get roots(): readonly Root[] {
    return this.stated.roots;
  }
  get derived(): ReadonlyMap<string, Derived> {
    return this.#whole.derived;
  }

  cell(key: string): ModelCell | undefined {
    return this.#whole.cell(key);
  }
  value(key: string): number | undefined {
    return this.#whole.value(key);
  }
  interval(key: string): Interval | undefined {
    return this.#whole.interval(key);
  }
  /** Tables left out explain what only they make known; of other figures they have nothing to say. */
  identitiesOf(key: string): readonly Checked[] {
    const { stated } = this;
    if (stated.value(key) !== undefined) return stated.identitiesOf(key);
    return this.#whole
      .identitiesOf(key)
      .filter(({ identity }) => identity.terms.every(({ cell }) => stated.cell(cell) !== undefined || this.value(cell) !== undefined));
  }
  numberOf(address: Address): number {
    return this.stated.numberOf(address);
  }
  groupsOf(address: Address): readonly string[] {
    return this.stated.groupsOf(address);
  }
  cellsAt(address: Address): readonly ModelCell[] {
    return this.#whole.cellsAt(address);
  }
  statedAt(address: Address): readonly StatedCell[] {
    return this.#whole.statedAt(address);
  }
  zeroAt(address: Address): string | undefined {
    return this.#whole.zeroAt(address);
  }
}
