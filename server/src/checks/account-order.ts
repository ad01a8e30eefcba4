/** The order of a table's rows: by code, or as the form prints them. */
import * as l10n from '@vscode/l10n';
import { type Edit, type Finding, type Fix, withFixes } from '../disclosure/finding.ts';
import type { Place } from '../disclosure/place.ts';
import { type AccountContext, groupsOf, isPlainCode, type ReadRow } from './account-rows.ts';

/** At most one hint a table. The print follows the form whatever the order is; a sorted table is easier to read. */
export function orderFindings(rows: readonly ReadRow[], context: AccountContext): Finding[] {
  // Where a line holds several blocks side by side, its order is that of the blocks and nothing can be moved.
  if (rows.some(({ row }, i) => i > 0 && isSameLine(row.rowPlace, rows[i - 1].row.rowPlace))) return [];
  const unsorted = groupsOf(rows).flatMap((group) => {
    const own = group.filter((read) => read.code !== '');
    const sure = certain(own);
    const misplaced = firstMisplaced(sure);
    return misplaced && !isInListedOrder(sure, context) ? [{ rows: own, misplaced }] : [];
  });
  const [first] = unsorted;
  if (!first) return [];
  return [
    withFixes(
      {
        code: 'account-order',
        severity: 'hint',
        message: l10n.t('The accounts are not in order of code.'),
        place: first.misplaced.row.codePlace,
      },
      () =>
        sortFix(
          unsorted.map((group) => group.rows),
          context,
        ),
    ),
  ];
}

const isSameLine = (a: Place, b: Place): boolean => a.start === b.start && a.section === b.section;

/** Rows whose place says something: an unknown code and the second row of a code have their own finding. */
function certain(rows: readonly ReadRow[]): ReadRow[] {
  const seen = new Set<string>();
  return rows.filter(({ code, account, flagged }) => {
    const first = !seen.has(code);
    seen.add(code);
    return first && (account !== undefined || !flagged);
  });
}

/** The first of `certain` rows that stands too late. Codes compare as texts: a parent before its children, then by digits. */
const firstMisplaced = (rows: readonly ReadRow[]): ReadRow | undefined => rows.find((read, i, all) => i > 0 && read.code < all[i - 1].code);

function isInListedOrder(rows: readonly ReadRow[], { listedOrder }: AccountContext): boolean {
  if (!listedOrder) return false;
  const places = rows.map((read) => listedOrder.indexOf(read.code));
  return places.every((place, i) => place >= 0 && (i === 0 || place >= places[i - 1]));
}

/** One fix that puts the lines of every unsorted group in order of code, each with its comments and continuations; none if a line cannot move alone. */
function sortFix(groups: readonly (readonly ReadRow[])[], context: AccountContext): Fix[] {
  const edits: Edit[] = [];
  for (const group of groups) {
    if (!group.every(({ row }) => isPlainCode(row, context) && row.rowPlace.section === group[0].row.rowPlace.section)) return [];
    const text = context.sectionText(group[0].row.rowPlace.section);
    const blocks = group.map((read, i) => ({ code: read.code, place: blockOf(read.row.rowPlace, text, i === 0) }));
    if (blocks.some(({ place }, i) => i > 0 && place.start < blocks[i - 1].place.end)) return [];
    const sorted = blocks.toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
    for (const [i, { place }] of blocks.entries())
      if (sorted[i].place !== place) edits.push({ place, text: text.slice(sorted[i].place.start, sorted[i].place.end) });
  }
  return [{ title: l10n.t('Sort the rows by code'), edits, preferred: true }];
}

const COMMENT_LINE = /^\s*\/\//;
/** Silences the line below it. */
const IGNORE_LINE = /^\s*\/\/\s*忽略(?!本节)/;
const CONTINUATION_LINE = /^\s*[|｜]/;

/** A row's line with the comment lines directly above it and the `｜` lines below it. Comments above a table's first row speak of the table, unless they silence the row. */
function blockOf(rowPlace: Place, text: string, first: boolean): Place {
  let { start, end } = rowPlace;
  const belongs = first ? IGNORE_LINE : COMMENT_LINE;
  while (start > 0) {
    const above = text.lastIndexOf('\n', start - 2) + 1;
    if (!belongs.test(text.slice(above, start))) break;
    start = above;
  }
  while (end < text.length) {
    const begin = text.indexOf('\n', end) + 1;
    if (begin === 0) break;
    const next = text.indexOf('\n', begin);
    const stop = next < 0 ? text.length : next;
    if (!CONTINUATION_LINE.test(text.slice(begin, stop))) break;
    end = stop > begin && text[stop - 1] === '\r' ? stop - 1 : stop;
  }
  return { section: rowPlace.section, start, end };
}
