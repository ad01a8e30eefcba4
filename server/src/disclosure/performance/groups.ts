/** Groups of indicators: paths as typed against the groups that the form prints. */
import { distance } from 'fastest-levenshtein';
import { labelKey } from '../../forms/names.ts';
import type { PerformanceForm } from '../../forms/types.ts';
import { groupKey } from './names.ts';

const groupsOf = (form: PerformanceForm): readonly (readonly string[])[] => form.indicators?.groups ?? [];

export const firstLevels = (form: PerformanceForm): string[] => [...new Set(groupsOf(form).map((group) => group[0]))];

const samePath = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, i) => groupKey(name) === groupKey(b[i]));

/** The form's group of this path. */
export const knownGroup = (form: PerformanceForm, path: readonly string[]): readonly string[] | undefined =>
  groupsOf(form).find((group) => samePath(group, path));

const isFirstLevel = (form: PerformanceForm, name: string | undefined): boolean =>
  name !== undefined && firstLevels(form).some((first) => groupKey(first) === groupKey(name));

/** How many parts of an opener's path stand above the groups: 1 in `年度绩效目标 1／产出指标／数量指标`. */
export function headingParts(form: PerformanceForm, path: readonly string[]): number {
  const most = Math.max(1, (form.indicators?.levels.length ?? 1) - 1);
  if (path.length > most) return path.length - most;
  return path.length > 1 && !isFirstLevel(form, path[0]) && isFirstLevel(form, path[1]) ? 1 : 0;
}

/** The path that an opener of a single name stands for: a first level, or a second level that the form has once. */
export function groupByName(form: PerformanceForm, name: string): string[] | undefined {
  if (isFirstLevel(form, name)) return [name];
  const found = groupsOf(form).filter((group) => group.length > 1 && groupKey(group[group.length - 1]) === groupKey(name));
  return found.length === 1 ? [...found[0].slice(0, -1), name] : undefined;
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
  const groups = groupsOf(form);
  if (groups.length === 0) return undefined;
  for (let level = 0; level < path.length; level++) {
    const name = path[level];
    const beside = groups.filter((group) => group.length > level && samePath(group.slice(0, level), path.slice(0, level)));
    if (beside.some((group) => groupKey(group[level]) === groupKey(name))) continue;
    const nearest = [...new Set(beside.map((group) => group[level]))].filter((known) => isSlip(name, known));
    const elsewhere = level === 1 ? groups.find((group) => group.length > 1 && groupKey(group[1]) === groupKey(name))?.[0] : undefined;
    return { level, nearest, ...(elsewhere === undefined ? {} : { elsewhere }) };
  }
  return undefined;
}
