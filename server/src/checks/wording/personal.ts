/** What must not be published: numbers of mobile telephones and of identity cards. */
import { t } from '@vscode/l10n';
import type { Line, Piece } from 'budget-grammar';
import type { Finding } from '../../disclosure/finding.ts';
import { linesThat } from '../../disclosure/per-line.ts';
import { placeOf, type Section } from '../../disclosure/section.ts';
import data from '../data/personal.json' with { type: 'json' };

const D = '[0-9０-９]';
/** Digits that are no part of a longer number, code or amount; groups may be parted by blanks or hyphens. */
const MOBILE = new RegExp(
  `(?<![0-9０-９A-Za-z.．,，\\-－_])[1１][3-9３-９]${D}(?:[ \\-－　]?${D}{4}){2}(?![0-9０-９A-Za-z_%％]|[.．,，]${D}|\\s*(?:${data.units.join('|')}))`,
  'g',
);
const IDENTITY = new RegExp(`(?<![0-9０-９A-Za-z])[1-9１-９]${D}{16}[0-9０-９XxＸｘ](?![0-9０-９A-Za-z])`, 'g');
/** Digits enough for either; few lines hold so many. Where a digit stands before, the search began there. */
const MANY_DIGITS = /(?<![0-9０-９])[0-9０-９](?:[ \-－　]?[0-9０-９]){10}/;

const half = (text: string): string => text.replace(/[０-９Ｘｘ]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

/** Whether 18 characters are an identity number by GB 11643: a province, a day of birth and the right check digit. */
export function isIdentityNumber(text: string): boolean {
  const number = half(text).toUpperCase();
  if (!/^[1-9]\d{16}[\dX]$/.test(number) || !data.provinces.includes(number.slice(0, 2))) return false;
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)].map(Number);
  if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31) return false;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
  return CHECK_DIGITS[sum % 11] === number[17];
}

interface Run {
  readonly text: string;
  readonly start: number;
}

/** What a line prints as words. Of a row also its amounts where it speaks of telephones: eleven digits may be money. */
function runsOf(line: Line, text: string): Run[] {
  const whole = (): Run[] => [{ text: text.slice(line.start, line.comment?.start ?? line.end), start: line.start }];
  const piece = ({ text: words, start, end }: Piece): Run => ({
    text: end - start === words.length ? words : text.slice(start, end),
    start,
  });
  switch (line.kind) {
    case 'heading':
    case 'paragraph':
    case 'stray':
    case 'header':
      return whole();
    case 'property':
      return [piece(line.value)];
    case 'continuation':
      return [piece(line.text)];
    case 'row': {
      const spoken = line.cells.some((cell) => cell.kind === 'text' && data.rowWords.some((word) => cell.text.includes(word)));
      return line.cells.filter(({ kind }) => kind === 'text' || spoken).map(piece);
    }
    default:
      return [];
  }
}

const withManyDigits = linesThat(
  (line, text) => MANY_DIGITS.test(text.slice(line.start, line.end)),
  ({ text }) => MANY_DIGITS.test(text),
);

/** Findings on personal numbers in a section, one each. */
export function personalFindings(section: Section): Finding[] {
  const { text } = section.tree;
  return withManyDigits(section.tree).flatMap((line) =>
    runsOf(line, text)
      .filter((run) => MANY_DIGITS.test(run.text))
      .flatMap((run) => numbersIn(run).map((span) => finding(section, span, isIdentityNumber(text.slice(span.start, span.end))))),
  );
}

function numbersIn({ text, start }: Run): { start: number; end: number }[] {
  const mobiles = [...text.matchAll(MOBILE)];
  const identities = [...text.matchAll(IDENTITY)].filter(([number]) => isIdentityNumber(number));
  return [...mobiles, ...identities].map((match) => ({ start: start + match.index, end: start + match.index + match[0].length }));
}

/** The message does not repeat the number: it is seen in lists and logs. */
const finding = (section: Section, span: { start: number; end: number }, identity: boolean): Finding => ({
  code: 'personal-data',
  severity: 'warning',
  message: identity
    ? t('This is the number of an identity card; it must not be published.')
    : t('This looks like the number of a mobile telephone; the number of an office may be published, a person’s may not.'),
  place: placeOf(section, span),
});
