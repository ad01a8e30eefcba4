/** The form sets that the product brings with it. */
import jiangxiDepartmentFinal from './data/jiangxi-department-final.json' with { type: 'json' };
import jiangxiUnitFinal from './data/jiangxi-unit-final.json' with { type: 'json' };
import { loadFormSet } from './loader.ts';
import type { FormSet } from './types.ts';

/** The JSON of every built-in set by name; sets of a user may extend them. */
export const builtInForms: ReadonlyMap<string, unknown> = new Map<string, unknown>(
  [jiangxiUnitFinal, jiangxiDepartmentFinal].map((json) => [json.name, json]),
);

let loaded: readonly FormSet[] | undefined;

/** The built-in form sets, expanded once. Tests hold their data free of problems. */
export function builtInFormSets(): readonly FormSet[] {
  loaded ??= [...builtInForms.values()].flatMap((json) => loadFormSet(json, { findBase: (name) => builtInForms.get(name) }).set ?? []);
  return loaded;
}
