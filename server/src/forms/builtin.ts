/** The form sets that the product brings with it. */
import departmentBudget from './data/department-budget.json' with { type: 'json' };
import departmentFinal from './data/department-final.json' with { type: 'json' };
import hubeiDepartmentBudget from './data/hubei-department-budget.json' with { type: 'json' };
import hubeiDepartmentFinal from './data/hubei-department-final.json' with { type: 'json' };
import jiangxiDepartmentFinal from './data/jiangxi-department-final.json' with { type: 'json' };
import jiangxiUnitFinal from './data/jiangxi-unit-final.json' with { type: 'json' };
import { loadFormSet } from './loader.ts';
import type { DeferredFormSet } from './registry.ts';
import type { FormSet } from './types.ts';

/** The first of each kind is the one by which a document is read that names none, or one that nobody knows. */
const all = [departmentFinal, departmentBudget, jiangxiUnitFinal, jiangxiDepartmentFinal, hubeiDepartmentFinal, hubeiDepartmentBudget];

/** The JSON of every built-in set by name; sets of a user may extend them. */
export const builtInForms: ReadonlyMap<string, unknown> = new Map<string, unknown>(all.map((json) => [json.name, json]));

const expanded = new Map<string, FormSet>();

/** Expands a built-in set once. Tests hold their data free of problems. */
function expand(name: string): FormSet {
  const set = expanded.get(name) ?? loadFormSet(builtInForms.get(name), { findBase: (base) => builtInForms.get(base) }).set!;
  expanded.set(name, set);
  return set;
}

/** A set that extends another is of the same kind where it does not say its own. */
function kindOf(name: string): string {
  const json = builtInForms.get(name) as { readonly kind?: string; readonly extends?: string };
  return json.kind ?? kindOf(json.extends!);
}

/** The built-in form sets, not yet expanded. */
export const builtInDeferred: readonly DeferredFormSet[] = all.map(({ name, aliases }) => ({
  name,
  aliases,
  kind: kindOf(name),
  expand: () => expand(name),
}));

/** The built-in form sets, all of them expanded. */
export const builtInFormSets = (): readonly FormSet[] => all.map(({ name }) => expand(name));
