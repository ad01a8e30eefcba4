/**
 * Tables whose rows say by the beginning of their code what they are (附表4-9: 类别 1… are 人员经费, 2… 公用经费, 3… 项目支出): their sums are held against the same facts of other tables.
 * What the beginnings mean is said by the form (`means` of a level). It is how accounts are usually kept, not what must be, so it is a hint.
 */
import { t } from '@vscode/l10n';
import { onceForPair } from '../base/once.ts';
import { figureColumns, liesBelow } from '../disclosure/bind/columns.ts';
import { printedCode } from '../disclosure/bind/nested.ts';
import type { BoundColumn, BoundRow, BoundTable } from '../disclosure/bind/types.ts';
import { placeOfCell } from '../disclosure/cells.ts';
import type { Finding } from '../disclosure/finding.ts';
import { dimensions } from '../forms/field.ts';
import { join, settle } from '../forms/fragment.ts';
import type { CodeLevel, Fragment, Panel } from '../forms/types.ts';
import type { Address } from '../model/types.ts';
import { distance, type FactReader, type Reading, relatedTo, sumOf, sumText, textOf, titleOf } from './readings.ts';

type Means = NonNullable<CodeLevel['means']>[number];

/** Rows of one meaning. */
interface Group {
  readonly means: Means;
  readonly rows: readonly BoundRow[];
}

/** One finding a table whose rows do not make up what other tables state. */
export function levelFindings(tables: readonly BoundTable[], reader: FactReader): Finding[] {
  return tables.flatMap((table) =>
    table.form.panels.flatMap((panel) => {
      const level = panel.codes?.levels?.find(({ means }) => means !== undefined);
      const groups = level && groupsOf(table, panel, level);
      return groups ? findings(table, panel, level, groups, reader) : [];
    }),
  );
}

/** The typed rows of a level by what they mean; undefined where a row cannot be read or nobody knows what it means. */
function groupsOf(table: BoundTable, panel: Panel, level: CodeLevel): Group[] | undefined {
  if (table.modelOnly || table.unfilled || (table.model.damagedRows?.length ?? 0) > 0) return undefined;
  const groups = new Map<Means, BoundRow[]>();
  for (const row of table.rows) {
    if (row.panel !== panel || typeof row.row !== 'string' || row.line < 0) continue;
    const code = printedCode(panel, row.row);
    if (!level.lengths.includes(code.length)) continue;
    const means = level.means!.find(({ prefix }) => code.startsWith(prefix));
    if (!means) return undefined;
    groups.set(means, [...(groups.get(means) ?? []), row]);
  }
  return groups.size === 0 ? undefined : [...groups].map(([means, rows]) => ({ means, rows }));
}

function findings(table: BoundTable, panel: Panel, level: CodeLevel, groups: readonly Group[], reader: FactReader): Finding[] {
  const broken = targetsOf(panel, level).flatMap((target) => {
    const stated = reader.fact(target.address);
    if (!stated || stated.parts.length === 0 || stated.parts.some(({ located }) => located.table === table)) return [];
    const own = groups.filter(({ means }) => target.means.includes(means));
    const cells = own.flatMap(({ rows }) =>
      rows.flatMap(({ cells }) => cells.filter(({ column }) => target.columns.includes(column)).map(({ key }) => reader.cell(key))),
    );
    if (cells.some((cell) => cell === undefined)) return [];
    const sum = sumOf(cells as Reading[]);
    return sum && (sum.low > stated.high || sum.high < stated.low) ? [{ target, stated, sum }] : [];
  });
  const [first, ...others] = broken;
  if (!first) return [];
  const { target, stated, sum } = first;
  const prefixes = target.means.map(({ prefix }) => `${prefix}…`).join('、');
  const filled = { ...sum, parts: sum.parts.filter(({ value }) => value !== 0) };
  const shown = filled.parts.length > 0 ? filled : sum;
  const computed = sumText(sum);
  return [
    {
      code: 'usual-figure-differs',
      severity: 'hint',
      message: t(
        '{0} {1} of {2} come to {3}, but {4} is {5}.',
        level.name,
        prefixes,
        table.form.title,
        computed,
        titleOf(stated),
        textOf(stated),
      ),
      place: placeOfCell(shown.parts[0].located),
      related: [stated, shown, ...others.map((other) => other.stated)].flatMap(relatedTo),
      data: { stated: textOf(stated), computed, ...distance(sum, stated) },
    },
  ];
}

/** A fact that other tables may state, with the rows and columns that make it up here. */
interface Target {
  readonly address: Address;
  readonly means: readonly Means[];
  readonly columns: readonly BoundColumn[];
}

/** The facts that a table's rows make up: each meaning and what contains it, in each column and in what contains that. A property of the form. */
const targetsOf = onceForPair((panel: Panel, { means = [] }: CodeLevel): readonly Target[] => {
  const columns = figureColumns(panel).filter(({ at }) => at !== undefined);
  return within(means.map(({ at }) => at)).flatMap((meaning) =>
    within(columns.map(({ at }) => at!)).flatMap((column) => {
      const { measure, members } = join(panel.at, column.at, meaning.at);
      return measure === undefined
        ? []
        : [
            {
              address: { measure, members: settle(members) },
              means: meaning.from.map((i) => means[i]),
              columns: column.from.map((i) => columns[i]),
            },
          ];
    }),
  );
});

interface Cover {
  readonly at: Fragment;
  /** Which of the fragments make it up. */
  readonly from: readonly number[];
}

/** The fragments themselves, and every member above them that they make up whole. */
function within(fragments: readonly Fragment[]): Cover[] {
  const own = fragments.map((at, i): Cover => ({ at, from: [i] }));
  const above = new Map<string, Cover>();
  for (const { members } of fragments)
    for (const [dimension, member] of Object.entries(members)) {
      const parents = dimensions.get(dimension)?.parents ?? {};
      for (let up = parents[member]; up !== undefined; up = parents[up]) {
        const key = `${dimension}=${up}`;
        if (above.has(key) || fragments.some((one) => one.members[dimension] === up)) continue;
        const from = fragments.flatMap((one, i) => (liesBelow(dimension, one.members[dimension], up) ? [i] : []));
        const isWhole = Object.keys(parents)
          .filter((child) => parents[child] === up)
          .every((child) =>
            from.some((i) => fragments[i].members[dimension] === child || liesBelow(dimension, fragments[i].members[dimension], child)),
          );
        if (isWhole) above.set(key, { at: { members: { [dimension]: up } }, from });
      }
    }
  return [...own, ...above.values()];
}
