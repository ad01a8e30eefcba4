/**
 * Sentences as units of many provinces write them, right and wrong, with what is to be found in each (`test/fixtures/prose/`).
 *
 * A file is a disclosure (head, tables, 要素表), a line `====`, and groups of sentences:
 *
 *     ## what varies
 *     § the heading below which the sentences stand
 *     + a right sentence
 *     - a wrong one ⇒ code figure；code figure
 *
 * `⏎` is a line end within a sentence. Each sentence is read alone behind the disclosure.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { builtInCatalogue } from '../../server/src/accounts/builtin.ts';
import { ProseChecker } from '../../server/src/checks/prose/prose.ts';
import type { Finding } from '../../server/src/disclosure/finding.ts';
import type { StatedFigure, Statement } from '../../server/src/prose/statements.ts';
import { analyse } from '../service/kit.ts';

export interface Expected {
  readonly code: string;
  /** The text that the finding stands on. */
  readonly text: string;
}

export interface Example {
  readonly file: string;
  readonly line: number;
  readonly group: string;
  /** What varies: the group's title up to the first ｜. */
  readonly variation: string;
  readonly disclosure: string;
  readonly heading: string;
  readonly sentence: string;
  readonly expected: readonly Expected[];
}

export interface Outcome {
  readonly example: Example;
  readonly found: readonly (Expected & { readonly severity: Finding['severity'] })[];
  readonly missed: readonly Expected[];
  /** Findings of severity error or warning that are not expected. */
  readonly surplus: readonly Expected[];
  /** Figures with a unit of money in the sentence, and those of them that a statement holds. */
  readonly amounts: number;
  readonly understood: number;
}

/** What a sentence taken out of its document brings about by itself. */
const BESIDE: ReadonlySet<string> = new Set(['numbering-gap', 'suspect-year']);

const FOLDER = new URL('../fixtures/prose/', import.meta.url);

/** Every sentence of the corpus. */
export function corpus(): Example[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .flatMap((name) => examplesOf(name, readFileSync(new URL(name, FOLDER), 'utf8')));
}

function examplesOf(file: string, text: string): Example[] {
  const lines = text.split('\n');
  const cut = lines.indexOf('====');
  const disclosure = lines.slice(0, cut).join('\n');
  let group = '';
  let heading = '';
  return lines.flatMap((line, i): Example[] => {
    if (i <= cut || line.trim() === '' || line.startsWith('//')) return [];
    if (line.startsWith('## ')) {
      group = line.slice(3).trim();
      heading = '';
      return [];
    }
    if (line.startsWith('§ ')) {
      heading = line.slice(2).trim();
      return [];
    }
    if (!/^[+-] /.test(line)) throw new Error(`${file}:${i + 1}: neither a sentence nor a heading`);
    const [sentence, wanted] = line.slice(2).split('⇒');
    const expected = (wanted ?? '')
      .split('；')
      .map((one) => one.trim())
      .filter((one) => one !== '')
      .map((one) => ({ code: one.split(' ')[0], text: one.slice(one.indexOf(' ') + 1) }));
    if (line.startsWith('-') !== expected.length > 0) throw new Error(`${file}:${i + 1}: a wrong sentence says what is found in it`);
    return [
      {
        file,
        line: i + 1,
        group,
        variation: group.split('｜')[0],
        disclosure,
        heading,
        sentence: sentence.trim().replaceAll('⏎', '\n'),
        expected,
      },
    ];
  });
}

const textOf = ({ disclosure, heading, sentence }: Pick<Example, 'disclosure' | 'heading' | 'sentence'>): string =>
  `${disclosure}\n【情况说明】\n${heading === '' ? '' : `${heading}\n`}${sentence}\n`;

/** A sentence read behind its disclosure. */
export function read(example: Example): Outcome {
  const text = textOf(example);
  const { findings, document, disclosure } = analyse(text);
  const from = text.length - example.sentence.length - 1;
  const offset = ({ line, character }: { line: number; character: number }): number => starts[line] + character;
  const starts = [0];
  for (const match of text.matchAll(/\n/g)) starts.push(match.index + 1);
  const own = findings.flatMap((finding) => {
    const range = document.rangeOf(finding.place);
    if (!range || offset(range.start) < from) return [];
    const { start, end } = range;
    return [{ code: finding.code, severity: finding.severity, text: text.slice(offset(start), offset(end)) }];
  });
  const grave = own.filter(({ code, severity }) => (severity === 'error' || severity === 'warning') && !BESIDE.has(code));
  const same = (a: Expected, b: Expected): boolean => a.code === b.code && a.text === b.text;
  const statements = new ProseChecker(builtInCatalogue()).statements(disclosure).flat();
  return {
    example,
    found: grave,
    missed: example.expected.filter((one) => !own.some((other) => same(one, other))),
    surplus: grave.filter((one) => !example.expected.some((other) => same(one, other))),
    amounts: [...example.sentence.matchAll(/[\d０-９][\d,，.．０-９]*\s*(?:[万亿]?\s*元)/g)].length,
    understood: new Set(
      statements
        .flatMap(figuresOf)
        .filter(({ written }) => /元$/.test(written.unit))
        .map(({ place }) => place.start),
    ).size,
  };
}

/** The figures that a statement is about. */
function figuresOf(statement: Statement): StatedFigure[] {
  if (statement.kind === 'amount') return [statement.figure];
  if (statement.kind === 'change') return [statement.old ?? [], statement.amount ?? []].flat();
  return [];
}
