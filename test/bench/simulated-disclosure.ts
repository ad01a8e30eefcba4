/** Right disclosures as their authors might type them, of any built-in form set: rounded cell by cell, with tables and levels left out, or with a summary table forced to balance. */
import { addressOf } from '../../server/src/forms/address.ts';
import type { FormSet, TableForm } from '../../server/src/forms/types.ts';
import type { Address } from '../../server/src/model/types.ts';
import { inHundredths } from './ledger.ts';
import { createRandom, type Random } from './random.ts';
import { simulateUnit, yearOf } from './simulated-unit.ts';
import { type Printing, tableSections } from './tables.ts';
import type { Unit } from './unit.ts';

export interface SimulatedDisclosure {
  readonly text: string;
  /** In words, for whoever reads a failure. */
  readonly variant: string;
  /** The title of the summary table whose lines were forced to add up; they are up to 0.01 off their namesakes. */
  readonly forced?: string;
}

/** The same for the same set and seed. */
export function simulateDisclosure(set: FormSet, seed: number): SimulatedDisclosure {
  const random = createRandom(seed);
  const tiny = random.pick([0, 0, 0.1, 0.5]);
  const unit = simulateUnit(set, { random, tiny });
  const zero = random.pick(['', '0.00']);
  const leaving = random.pick(['nothing', 'nothing', 'tables', 'levels']);
  const summaries = set.tables.filter(({ layout }) => layout === 'sides');
  const forced = leaving === 'nothing' && random.chance(0.3) ? random.pick(summaries) : undefined;
  const printing: Printing = {
    year: yearOf(set),
    zero,
    ...(leaving === 'tables' ? withoutTables(set, random) : leaving === 'levels' ? withoutLevels(set, random) : {}),
    ...(forced ? forcedToBalance(unit, forced) : {}),
  };
  const head = [`单位：${unit.name}`, `年度：${yearOf(set)}`, `文种：${set.kind}`, `版式：${set.name}`, '金额单位：万元', ''];
  const lines = [...head, ...tableSections(unit, set, printing)];
  const variant = `${set.name} ${seed}: tiny ${tiny}, zero “${zero}”, without ${leaving}, forced ${forced?.title ?? 'none'}`;
  return { text: `${lines.join('\n')}\n`, variant, ...(forced ? { forced: forced.title } : {}) };
}

const withoutTables = (set: FormSet, random: Random): Pick<Printing, 'prints'> => {
  const left = new Set(Array.from({ length: random.whole(1, 3) }, () => random.pick(set.tables)));
  return { prints: (form) => !left.has(form) };
};

/** Some tables without their rows of codes of one length; 0 is the total row. */
const withoutLevels = (set: FormSet, random: Random): Pick<Printing, 'prints'> => {
  const coded = set.tables.filter(({ panels }) => panels[0].codes && !panels[0].codes.levels && panels[0].codes.label === 'code');
  const left = new Map(Array.from({ length: random.whole(1, 4) }, () => [random.pick(coded), random.pick([0, 3, 5, 7])]));
  return {
    prints: (form, row) => row === undefined || left.get(form) !== (typeof row === 'string' ? row.length : 0),
  };
};

/**
 * What some provinces' software does (轧差): the lines of a summary are changed by 0.01, the largest first, until they add up to the printed total.
 * The lines concerned are classes of outlay and sources of income.
 */
function forcedToBalance(unit: Unit, form: TableForm): Pick<Printing, 'hundredths'> {
  const changed = new Map<string, number>();
  for (const panel of form.panels)
    for (const column of panel.columns) {
      const lines = panel.rows.flatMap((row) => {
        const address = addressOf(panel, row, column);
        const isLine =
          address && (address.members.功能 !== undefined || (address.measure === '收入' && address.members.资金 !== undefined));
        return isLine && address.members.资金 !== '财政拨款' ? [address] : [];
      });
      for (const group of groupsOf(lines)) balance(unit, group, changed);
    }
  return { hundredths: (own, address, fen) => inHundredths(fen) + (own === form ? (changed.get(JSON.stringify(address)) ?? 0) : 0) };
}

/** Lines that have one total: those of one measure, and of outlay one fund. */
const groupsOf = (lines: readonly Address[]): Address[][] => {
  const groups = new Map<string, Address[]>();
  for (const line of lines) {
    const key = line.members.功能 === undefined ? line.measure : `${line.measure} ${line.members.资金 ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()];
};

function balance({ ledger }: Unit, lines: readonly Address[], changed: Map<string, number>): void {
  const printed = lines.map((line) => inHundredths(ledger.amount(line)));
  const total = inHundredths(lines.reduce((sum, line) => sum + ledger.amount(line), 0));
  const off = total - printed.reduce((sum, value) => sum + value, 0);
  const largest = lines.map((_, i) => i).sort((a, b) => printed[b] - printed[a]);
  for (const i of largest.slice(0, Math.abs(off))) changed.set(JSON.stringify(lines[i]), Math.sign(off));
}
