/** Brackets, book titles and quotation marks of prose that are opened and never closed, or closed and never opened. */
import { t } from '@vscode/l10n';
import type { Finding } from '../../disclosure/finding.ts';
import { placeOf, type Section } from '../../disclosure/section.ts';
import { groupBy } from '../account-rows.ts';
import { inPassages, type Passage, passagesOf, perReading, type Reading } from './reading.ts';

const PAIRS: Readonly<Record<string, string>> = { '（': '）', '(': '）', '《': '》', '“': '”', '〔': '〕', '「': '」' };
const ALIKE: Readonly<Record<string, string>> = { ')': '）' };
const MARKS = /[（(）)《》“”〔〕「」]/g;
/** `1）` and `一)` number what follows. */
const ORDINAL = /(?:^|[^\d\p{L}])(?:\d{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3}|[①-⑳])$/u;
/** A bracket opened in one paragraph may be closed in one of the next. */
const REACH = 8;
const MOST_RELATED = 20;

interface Mark {
  readonly char: string;
  readonly offset: number;
  readonly passage: number;
}

/** Nobody nests deeper; so a line of opening brackets costs no more than another. */
const DEEPEST = 20;

/** Index of the innermost opening mark that a closing one closes, or −1. */
function partnerIn(open: readonly Mark[], closing: string): number {
  for (let i = open.length - 1; i >= Math.max(0, open.length - DEEPEST); i--) if (PAIRS[open[i].char] === closing) return i;
  return -1;
}

/** Marks of a text that have no partner in it. */
const lonelyIn = perReading(({ raw }: Reading): readonly { readonly char: string; readonly offset: number }[] => {
  const open: Mark[] = [];
  const alone: Mark[] = [];
  for (const { 0: char, index: offset } of raw.matchAll(MARKS)) {
    const mark = { char, offset, passage: 0 };
    if (char in PAIRS) {
      open.push(mark);
      continue;
    }
    const closing = ALIKE[char] ?? char;
    const partner = partnerIn(open, closing);
    if (partner >= 0) alone.push(...open.splice(partner).slice(1));
    else if (closing !== '）' || !ORDINAL.test(raw.slice(Math.max(0, offset - 6), offset))) alone.push(mark);
  }
  return [...alone, ...open].sort((a, b) => a.offset - b.offset);
});

const anyLonely = inPassages(({ kind, reading }) => (kind === 'title' ? [] : lonelyIn(reading)));

const lonely = ({ reading, start, kind }: Passage, passage: number): Mark[] =>
  kind === 'title' ? [] : lonelyIn(reading).map(({ char, offset }) => ({ char, offset: start + offset, passage }));

/** Findings on the paragraphs, headings and notes of a section, one each. */
export function bracketFindings(section: Section): Finding[] {
  if (anyLonely(section).length === 0) return [];
  const alone = passagesOf(section).flatMap(lonely);
  const paired = new Set<Mark>();
  const open: Mark[] = [];
  for (const mark of alone) {
    if (mark.char in PAIRS) {
      open.push(mark);
      continue;
    }
    const partner = partnerIn(open, ALIKE[mark.char] ?? mark.char);
    if (partner < 0 || !isNear(open[partner], mark)) continue;
    paired.add(mark).add(open[partner]);
    open.splice(partner, 1);
  }
  const left = alone.filter((mark) => !paired.has(mark));
  return [...groupBy(left, ({ passage }) => `${passage}`).values()].map((marks) => finding(section, marks));
}

const isNear = (opening: Mark, closing: Mark): boolean => closing.passage > opening.passage && closing.passage - opening.passage <= REACH;

function finding(section: Section, marks: readonly Mark[]): Finding {
  const [first, ...others] = marks.slice(0, MOST_RELATED);
  const place = ({ offset }: Mark) => placeOf(section, { start: offset, end: offset + 1 });
  return {
    code: 'unbalanced-brackets',
    severity: '“”'.includes(first.char) ? 'hint' : 'warning',
    message:
      first.char in PAIRS ? t('"{0}" is opened here and never closed.', first.char) : t('"{0}" closes what was never opened.', first.char),
    place: place(first),
    ...(others.length > 0 ? { related: others.map((mark) => ({ message: mark.char, place: place(mark) })) } : {}),
  };
}
