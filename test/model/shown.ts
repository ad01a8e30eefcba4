/** What an evaluation says, in readable form, and the smallest table of accounts. */
import assert from 'node:assert/strict';
import { evaluate } from '../../server/src/model/evaluate.ts';
import type { Checked, IdentityKind, ModelTable } from '../../server/src/model/types.ts';
import { codeTable, spec } from './fixture.ts';

export const show = ({ identity, verdict }: Checked): string => {
  const [whole, ...parts] = identity.terms.map(({ cell, coefficient }, i) => (i > 0 && coefficient > 0 ? `−${cell}` : cell));
  const by = [identity.kind, identity.by, identity.table].filter((word) => word).join(' ');
  return `${by}: ${whole} ${identity.kind === 'LE' ? '≤' : '='} ${parts.join(' + ') || '0'} ${verdict}`;
};

export const shown = (tables: readonly ModelTable[], kind: IdentityKind): string[] => {
  const evaluation = evaluate(tables, spec);
  const all = new Map<string, Checked>();
  for (const table of tables)
    for (const { key } of table.cells) for (const checked of evaluation.identitiesOf(key)) all.set(show(checked), checked);
  const own = [...all].filter(([, checked]) => checked.identity.kind === kind).map(([text]) => text);
  assert.equal(own.length, evaluation.counts[kind]);
  return own.sort();
};

export const isBroken = (...tables: ModelTable[]): boolean => evaluate(tables, spec).broken.length > 0;

export const outlay = (key: string, rows: readonly (readonly string[])[], more = {}) => codeTable(key, '支出', [''], rows, more);
