/** Placeholders in the printed words of a form set: `{unit}概况`, `{year}年度单位决算`. */
import type { Head } from '../disclosure/head.ts';

export interface PlaceholderValues {
  readonly unit: string;
  readonly year: string;
  /** `公开03表` */
  readonly number?: string;
  /** 金额单位 */
  readonly measure?: string;
}

/** The fiscal year in digits, or what was typed for it. */
export const yearOf = (head: Head): string => (head.fiscalYear === undefined ? head.year : `${head.fiscalYear}`);

export const placeholdersOf = (head: Head): PlaceholderValues => ({ unit: head.unit, year: yearOf(head) });

/** A template with its placeholders filled in; a placeholder without a value is left empty. */
export function fill(template: string, values: PlaceholderValues): string {
  return template.replace(/\{(unit|year|number|measure)\}/g, (_, key: keyof PlaceholderValues) => values[key] ?? '');
}
