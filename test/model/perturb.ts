/** What the engine makes of one wrong figure: every non-zero amount of a document is changed alone, in the ways in which people mistype. */
import { evaluate } from '../../server/src/model/evaluate.ts';
import type { ModelCell, ModelSpec, ModelTable } from '../../server/src/model/types.ts';
import { withValue } from './fixture.ts';

export type Change = '±0.02' | '±0.10' | '±10.00' | '×10' | 'sign' | 'digits';
export const CHANGES: readonly Change[] = ['±0.02', '±0.10', '±10.00', '×10', 'sign', 'digits'];

/**
 * - `silent`: nothing was found
 * - `right`: one root, and it names the cell that was changed; `exact` if it proposes the true figure
 * - `several`: something was found, no cell was named wrongly
 * - `wrong`: another cell was named
 */
export type Outcome = 'silent' | 'right' | 'several' | 'wrong';

export interface Trial {
  readonly table: string;
  readonly cell: string;
  readonly change: Change;
  readonly value: number;
  readonly outcome: Outcome;
  readonly exact: boolean;
  /** A wrong cell is called so for sure, not just probably. */
  readonly surelyWrong: boolean;
  /** The true cell is named or among the candidates. */
  readonly listed: boolean;
}

/** Differences in units of the last of two decimals. */
const SHIFTS = [
  ['±0.02', 2],
  ['±0.10', 10],
  ['±10.00', 1000],
] as const;

/** The wrong figures that a figure may become; differences that would make it negative are left out. */
export const changesOf = (cell: ModelCell): { change: Change; value: number }[] => {
  const v = cell.value!;
  const step = 2 * cell.half;
  const found: { change: Change; value: number }[] = [];
  for (const [change, by] of SHIFTS) for (const value of [v + by * step, v - by * step]) if (value >= 0) found.push({ change, value });
  found.push({ change: '×10', value: v * 10 }, { change: 'sign', value: -v });
  const digits = String(Math.round(v / step)).padStart(3, '0');
  for (let i = 0; i + 1 < digits.length; i++) {
    if (digits[i] === digits[i + 1]) continue;
    const swapped = digits.slice(0, i) + digits[i + 1] + digits[i] + digits.slice(i + 2);
    found.push({ change: 'digits', value: Number(swapped) * step });
  }
  return found;
};

/** Which of the cells to change: all, or those that a test picks. */
export type Pick = (cell: ModelCell) => boolean;

const every: Pick = () => true;

/** Every non-zero amount (not counts) changed alone. */
export const perturb = (tables: readonly ModelTable[], spec: ModelSpec, pick = every): Trial[] =>
  trialsOf(tables, spec, (cell) => cell.state === 'typed' && cell.value !== 0 && pick(cell), changesOf);

/** Every zero amount changed alone: a figure where there is none. */
export const perturbZeros = (tables: readonly ModelTable[], spec: ModelSpec, pick = every): Trial[] =>
  trialsOf(
    tables,
    spec,
    (cell) => (cell.state === 'blank' || (cell.state === 'typed' && cell.value === 0)) && pick(cell),
    (cell) => SHIFTS.map(([change, by]) => ({ change, value: by * 2 * cell.half })),
  );

const trialsOf = (tables: readonly ModelTable[], spec: ModelSpec, pick: Pick, changes: typeof changesOf): Trial[] =>
  tables.flatMap((table) =>
    table.cells
      .filter((cell) => cell.half > 0 && pick(cell))
      .flatMap((cell) =>
        changes(cell).map(({ change, value }) => ({
          table: table.key,
          change,
          ...tryOne(tables, spec, { ...cell, value: cell.value ?? 0 }, value),
        })),
      ),
  );

const tryOne = (tables: readonly ModelTable[], spec: ModelSpec, cell: ModelCell, value: number) => {
  const { roots } = evaluate(withValue(tables, cell.key, value), spec);
  const named = roots.filter((root) => root.cell !== undefined);
  const right = roots.length === 1 && named.length === 1 && named[0].cell === cell.key;
  const wrong = named.some((root) => root.cell !== cell.key);
  const outcome: Outcome = roots.length === 0 ? 'silent' : right ? 'right' : wrong ? 'wrong' : 'several';
  return {
    cell: cell.key,
    value,
    outcome,
    surelyWrong: named.some((root) => root.cell !== cell.key && root.verdict === 'cell'),
    exact: right && named[0].value === cell.value,
    listed: roots.some((root) => root.candidates.some((candidate) => candidate.cell === cell.key)),
  };
};

export interface Rates {
  readonly n: number;
  /** Shares in percent; all but the first are of the detected. */
  readonly detected: number;
  readonly right: number;
  readonly exact: number;
  readonly several: number;
  readonly wrong: number;
  readonly listed: number;
}

export const ratesOf = (trials: readonly Trial[]): Rates => {
  const detected = trials.filter((trial) => trial.outcome !== 'silent');
  const share = (part: number, whole: number) => (whole === 0 ? 0 : (100 * part) / whole);
  const of = (test: (trial: Trial) => boolean) => share(detected.filter(test).length, detected.length);
  return {
    n: trials.length,
    detected: share(detected.length, trials.length),
    right: of((t) => t.outcome === 'right'),
    exact: of((t) => t.exact),
    several: of((t) => t.outcome === 'several'),
    wrong: of((t) => t.outcome === 'wrong'),
    listed: of((t) => t.listed),
  };
};
