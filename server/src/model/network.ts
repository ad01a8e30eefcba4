/** What follows from where the cells of all tables stand, whatever is typed in them: the same object as long as nothing but figures changes. */
import type { Cells } from './cells.ts';
import { Closure } from './closure.ts';
import { CLOSED_ZERO, IdentityList, type Incidence, incidenceOf } from './identities.ts';
import { addBounds, addFormulas, addParts, addPrintedElsewhere, addSameFacts } from './links.ts';

export class Network {
  readonly closure: Closure;
  readonly identities: IdentityList;
  /** Cells of which a closed table says that they are zero. */
  readonly zeros: readonly number[];
  readonly #cells: number;
  #incidence?: Incidence;

  constructor(cells: Cells) {
    const identities = new IdentityList(...sizeOf(cells));
    this.identities = identities;
    this.closure = new Closure(cells);
    this.#cells = cells.count;
    for (const [t, facts] of cells.tables.entries()) identities.append(facts.sums, cells.offset[t]);
    addPrintedElsewhere(cells, identities);
    addSameFacts(cells, identities);
    this.closure.addZeros(identities);
    addFormulas(cells, identities);
    addBounds(cells, this.closure, identities);
    addParts(cells, identities);
    const { length, kind, cell, start } = identities;
    const zeros: number[] = [];
    for (let i = 0; i < length; i++) if (kind[i] === CLOSED_ZERO) zeros.push(cell[start[i]]);
    this.zeros = zeros;
  }

  /** In which identities each cell stands. */
  get incidence(): Incidence {
    this.#incidence ??= incidenceOf(this.identities, this.#cells);
    return this.#incidence;
  }
}

/** About how many identities and terms there will be: as many between tables as within them. */
const sizeOf = ({ tables }: Cells): [number, number] => {
  let [identities, terms] = [64, 256];
  for (const { sums } of tables) {
    identities += 2 * sums.length;
    terms += 2 * sums.terms;
  }
  return [identities, terms];
};
