/** Years in the titles of columns: beside 2024年预算数 a budget may print 2023年预算数 or 2023年执行数. */
import { fold } from 'budget-grammar';

const YEAR = /^\s*(20\d{2})年度?/;

/**
 * How a title may be read in a document of a year: as typed; with the year in words, as forms have it (上年执行数, 本年预算数);
 * and without it, since most forms have one year only. Last year’s figures are never taken for those of a column that bears no year.
 */
export function readingsOf(title: string, fiscalYear: number | undefined): readonly string[] {
  const found = YEAR.exec(fold(title));
  if (!found) return [title];
  const rest = title.slice(found[0].length);
  const year = Number(found[1]);
  if (year === fiscalYear) return [title, `本年${rest}`, rest];
  return year + 1 === fiscalYear ? [title, `上年${rest}`] : [title, rest];
}
