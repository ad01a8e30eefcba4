/** Helpers for tests of form sets: a set around one table, and the addresses of a table as text. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { addressOf, knownRows } from '../../server/src/forms/address.ts';
import { formatFragment } from '../../server/src/forms/fragment.ts';
import { loadFormSet } from '../../server/src/forms/loader.ts';
import type { FormProblem, FormSet, TableForm } from '../../server/src/forms/types.ts';

export const root = path.resolve(import.meta.dirname, '../..');
export const fixture = (name: string): string => path.join(root, 'test/fixtures/forms', name);
export const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** Loads a form set that has these tables and nothing wrong with it. */
export function sound(tables: readonly object[], rest: object = {}): FormSet {
  const { set, problems } = loadFormSet({ name: '试用', kind: '决算', tables, ...rest });
  assert.deepEqual(problems, []);
  assert.ok(set);
  return set;
}

/** The problems of a set that has these tables. */
export function problemsOf(tables: readonly unknown[], rest: object = {}): readonly FormProblem[] {
  return loadFormSet({ name: '试用', kind: '决算', tables, ...rest }).problems;
}

/** Every cell of a table as `panel|row|column = address`; `codes` stand for the rows that authors add. */
export function cellsOf(table: TableForm, codes: readonly string[] = []): string[] {
  return table.panels.flatMap((panel) => {
    const rows = panel.codes && !panel.codes.listed ? [...knownRows(panel), ...codes] : knownRows(panel);
    return rows.flatMap((row) =>
      panel.columns.flatMap((column) => {
        const address = addressOf(panel, row, column);
        const name = typeof row === 'string' ? row : (row?.label ?? '');
        return address ? [`${name}|${column.id} = ${formatFragment(address)}`] : [];
      }),
    );
  });
}

/** The addresses alone. */
export const addresses = (table: TableForm, codes: readonly string[] = []): string[] =>
  cellsOf(table, codes).map((cell) => cell.split(' = ')[1]);
