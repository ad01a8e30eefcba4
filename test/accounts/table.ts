/** Tables of the tests: a line is `code  name  amount`, as authors type them. */
import { builtInCatalogue } from '../../server/src/accounts/builtin.ts';
import { type AccountContext, type AccountRow, checkAccounts } from '../../server/src/checks/accounts.ts';
import type { Edit, Finding } from '../../server/src/disclosure/finding.ts';

export type Options = Partial<AccountContext> & { readonly rows?: (row: AccountRow, line: number) => AccountRow };

const ROW = /^(\s*)([\d０-９]+)(?:(\t+|\s{2,})([^\d\s/][^\t]*?))?(?:(?:\t+|\s{2,})([-\d.,]+).*)?\s*(?:\/\/.*)?$/u;

/** The rows of a table's text; comments, continuations and anything else are no rows. */
export function rowsOf(text: string): AccountRow[] {
  const rows: AccountRow[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const found = ROW.exec(line);
    if (found) {
      const [, indent, code, gap = '', name, amount] = found;
      const codeStart = start + indent.length;
      const nameStart = codeStart + code.length + gap.length;
      const place = (from: number, length: number) => ({ section: 0, start: from, end: from + length });
      rows.push({
        code,
        name,
        codePlace: place(codeStart, code.length),
        namePlace: name === undefined ? undefined : place(nameStart, name.length),
        rowPlace: place(start, line.replace(/\r$/, '').length),
        empty: amount === undefined ? undefined : Number(amount.replaceAll(',', '')) === 0,
      });
    }
    start += line.length + 1;
  }
  return rows;
}

/** Findings on a table; functional, of 2023, unless told otherwise. */
export function findingsOn(text: string, { rows, ...context }: Options = {}): Finding[] {
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
  const typed = rowsOf(text).map((row) => (rows ? rows(row, lineOf(row.rowPlace.start)) : row));
  return checkAccounts(typed, {
    dimension: '功能',
    year: 2023,
    catalogue: builtInCatalogue(),
    tableTitle: '支出决算表',
    sectionText: () => text,
    ...context,
  });
}

/** Findings as `line severity code`, lines from one. */
export const summary = (text: string, options?: Options): string[] =>
  findingsOn(text, options).map(({ place, severity, code }) => `${text.slice(0, place.start).split('\n').length} ${severity} ${code}`);

/** The text after edits that do not overlap. */
export function edited(text: string, edits: readonly Edit[]): string {
  const ordered = edits.toSorted((a, b) => b.place.start - a.place.start);
  return ordered.reduce((done, { place, text: put }) => done.slice(0, place.start) + put + done.slice(place.end), text);
}

/** The text after the first fix of the first finding of this code. */
export function mended(text: string, code: string, options?: Options): string | undefined {
  const fix = findingsOn(text, options).find((finding) => finding.code === code)?.fixes?.[0];
  return fix && edited(text, fix.edits);
}
