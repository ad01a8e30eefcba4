/** Groups of indicators: paths as typed against the groups that the form prints. */
import { distance } from 'fastest-levenshtein';
import { once } from '../../base/once.ts';
import { labelKey } from '../../forms/names.ts';
import type { PerformanceForm } from '../../forms/types.ts';
import { groupKey } from './names.ts';

interface Group {
  readonly group: readonly string[];
  readonly keys: readonly string[];
  /** Printed whether used or not. */
  readonly usual: boolean;
}

interface Groups {
  /** Those that are printed whether used or not before the others. */
  readonly all: readonly Group[];
  readonly firstLevels: readonly string[];
  readonly firstKeys: ReadonlySet<string>;
}

/** The groups of a form stay while documents change; their names are folded once. */
const groupsOf = once((form: PerformanceForm): Groups => {
  const { groups = [], optionalGroups = [] } = form.indicators ?? {};
  const all = [...groups, ...optionalGroups].map((group, i) => ({ group, keys: group.map(groupKey), usual: i < groups.length }));
  const firstLevels = [...new Set(all.map(({ group }) => group[0]))];
  return { all, firstLevels, firstKeys: new Set(firstLevels.map(groupKey)) };
});

/** Names of the first level, in the form's order. */
export const firstLevels = (form: PerformanceForm): readonly string[] => groupsOf(form).firstLevels;

function startsWith(keys: readonly string[], path: readonly string[]): boolean {
  for (let i = 0; i < path.length; i++) if (keys[i] !== path[i]) return false;
  return true;
}

/** The form's group of this path. */
export function knownGroup(form: PerformanceForm, path: readonly string[]): readonly string[] | undefined {
  const wanted = path.map(groupKey);
  const { all } = groupsOf(form);
  for (let i = 0; i < all.length; i++) if (all[i].keys.length === wanted.length && startsWith(all[i].keys, wanted)) return all[i].group;
  return undefined;
}

export const isFirstLevel = (form: PerformanceForm, name: string | undefined): boolean =>
  name !== undefined && groupsOf(form).firstKeys.has(groupKey(name));

/** How many parts of an opener's path stand above the groups: 1 in `年度绩效目标 1／产出指标／数量指标`. */
export function headingParts(form: PerformanceForm, path: readonly string[]): number {
  const most = Math.max(1, (form.indicators?.levels.length ?? 1) - 1);
  if (path.length > most) return path.length - most;
  return path.length > 1 && !isFirstLevel(form, path[0]) && isFirstLevel(form, path[1]) ? 1 : 0;
}

/** The path that an opener of a single name stands for: a first level, or a second level that the form has once. */
export function groupByName(form: PerformanceForm, name: string): string[] | undefined {
  if (isFirstLevel(form, name)) return [name];
  const key = groupKey(name);
  const named = groupsOf(form).all.filter(({ keys }) => keys.length > 1 && keys[keys.length - 1] === key);
  const usual = named.filter((group) => group.usual);
  const found = usual.length > 0 ? usual : named;
  return found.length === 1 ? [...found[0].group.slice(0, -1), name] : undefined;
}

export interface StrangeName {
  /** The first level at which the path leaves the form's groups. */
  readonly level: number;
  /** Names of the form at that place which differ by a slip. */
  readonly nearest: readonly string[];
  /** The first level under which the form has this second one. */
  readonly elsewhere?: string;
}

/** A slip is one character in three: group names are short and alike (数量指标, 质量指标). */
const isSlip = (a: string, b: string): boolean => distance(labelKey(a), labelKey(b)) <= Math.max(1, Math.floor(labelKey(a).length / 3));

/** Where a path leaves the form's groups; undefined if it does not. */
export function strangeName(form: PerformanceForm, path: readonly string[]): StrangeName | undefined {
  const { all } = groupsOf(form);
  if (all.length === 0) return undefined;
  const wanted = path.map(groupKey);
  const level = wanted.findIndex((_, i) => !all.some(({ keys }) => startsWith(keys, wanted.slice(0, i + 1))));
  if (level < 0) return undefined;
  const beside = all.filter(({ keys }) => keys.length > level && startsWith(keys, wanted.slice(0, level)));
  const nearest = [...new Set(beside.map(({ group }) => group[level]))].filter((name) => isSlip(path[level], name));
  const elsewhere = level === 1 ? all.find(({ keys }) => keys[1] === wanted[1])?.group[0] : undefined;
  return { level, nearest, ...(elsewhere === undefined ? {} : { elsewhere }) };
}
