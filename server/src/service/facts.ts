/** Every fact of a disclosure: its address, value, decimals, whether it was typed or follows from others, and where it stands. */

import { rowTitle } from '../disclosure/cells.ts';
import { follows } from '../disclosure/left-out-tables.ts';
import { toText } from '../disclosure/quantity.ts';
import { formatFragment } from '../forms/fragment.ts';
import type { Evaluation, ModelCell } from '../model/types.ts';
import type { Range } from '../workspace/document.ts';
import type { Analysis } from './analysis.ts';

export interface Fact {
  /** `支出 功能=2080101 性质=基本` */
  readonly address: string;
  readonly measure: string;
  readonly members: Readonly<Record<string, string>>;
  /** A decimal numeral in `unit`; null where the figure cannot be read or is not known. */
  readonly value: string | null;
  readonly decimals: number;
  /** 万元, 元, or the unit of a count. */
  readonly unit: string;
  /** `blank` counts as zero. */
  readonly state: 'stated' | 'blank' | 'derived' | 'damaged' | 'unknown';
  readonly table: string;
  readonly number: string;
  readonly row: string;
  readonly column: string;
  /** Where it was typed; absent if it was not. */
  readonly range?: Range;
}

const STATES = { typed: 'stated', blank: 'blank', damaged: 'damaged' } as const;

/** A leaf left out that comes to nothing is as good as blank. */
function stateOf(model: ModelCell, value: number | undefined, evaluation: Evaluation): Fact['state'] {
  if (model.state === 'omitted') return value ? 'derived' : 'blank';
  if (model.state === 'untyped') return evaluation.derived.has(model.key) ? 'derived' : 'unknown';
  return STATES[model.state];
}

/** In the order of the tables in the file, behind them the tables that nobody typed but that follow as a whole; blanks only if asked for. */
export function factsOf(analysis: Analysis, options: { readonly blanks: boolean }): Fact[] {
  const { evaluation, tables, leftOut } = analysis.disclosure;
  const facts: Fact[] = [];
  for (const table of [...tables, ...leftOut.filter((one) => follows(one, evaluation))])
    for (const row of table.rows)
      for (const cell of row.cells) {
        const { model, typed, input } = cell;
        if (!model) continue;
        const value = evaluation.value(model.key);
        const state = stateOf(model, value, evaluation);
        if (state === 'blank' && !options.blanks) continue;
        const decimals = input.money === undefined ? 0 : Math.max(input.decimals, typed?.amount?.decimals ?? 0);
        const range =
          typed && typed.end > typed.start
            ? analysis.document.rangeOf({ section: table.section.id, start: typed.start, end: typed.end })
            : undefined;
        facts.push({
          address: formatFragment(model.address),
          measure: model.address.measure,
          members: model.address.members,
          value: value === undefined ? null : toText(value, input, decimals),
          decimals,
          unit: input.money ?? cell.column.form?.unit ?? (typeof row.row === 'object' ? row.row.unit : undefined) ?? table.unitOfMeasure,
          state,
          table: table.form.title,
          number: table.form.number,
          row: rowTitle(row),
          column: cell.column.form?.path.join('／') ?? cell.column.title,
          ...(range ? { range } : {}),
        });
      }
  return facts;
}
