/** The statements of a text section: headings say what it is about, paragraphs state figures, numbered paragraphs are the parts of the one above them. */
import type { Line, ParagraphLine } from 'budget-grammar';
import type { AccountCatalogue } from '../../accounts/types.ts';
import type { Head } from '../../disclosure/head.ts';
import type { Section } from '../../disclosure/section.ts';
import type { FormSet, Fragment } from '../../forms/types.ts';
import lexicon from '../data/lexicon.json' with { type: 'json' };
import type { Amount, Composition, Statement } from '../statements.ts';
import { subjectsOf } from '../subjects.ts';
import { joinNormal, type NormalText, normalOf } from './normal.ts';
import { NOTHING, scopeOf } from './scope.ts';
import { type ReadParagraph, readParagraph, type SentenceContext } from './sentence.ts';
import { type Token, Tokenizer } from './tokens.ts';

/** What reading depends on besides the section. */
export interface ReadingSettings {
  readonly formSet: FormSet;
  readonly year: number | undefined;
  /** A budget's own figures are those of the initial budget. */
  readonly isBudget: boolean;
  /** What the document calls the unit. */
  readonly names: readonly string[];
  readonly unitOfMeasure: string;
}

export const readingSettings = ({ formSet, fiscalYear, unitOfMeasure, kind, unit, properties }: Head): ReadingSettings => ({
  formSet,
  year: fiscalYear,
  isBudget: kind === '预算',
  names: [unit, properties.get('简称')?.value.text ?? ''],
  unitOfMeasure,
});

/** How a paragraph on other things is read. */
const NOTHING_ABOUT = { scope: NOTHING, explained: true, aside: true };
const ENDS = /[。；;：:！？!?]\s*$/;

/** A paragraph and the lines that go on with it, as one text. */
interface Passage {
  readonly level: number | undefined;
  readonly heading: boolean;
  readonly normal: NormalText;
}

/** The tokenizer of a document's settings: keep it as long as they stay, it knows the paragraphs that it has seen. */
export const tokenizerOf = ({ formSet, unitOfMeasure, names }: ReadingSettings, catalogue: AccountCatalogue): Tokenizer =>
  new Tokenizer(subjectsOf(formSet, catalogue), catalogue, names, unitOfMeasure, formSet.decimals);

/** What a text section states (`aside`: one that is about other things than the tables' figures); nothing of one in which a merge left both of two versions. */
export function readSection(section: Section, { year, isBudget }: ReadingSettings, tokenizer: Tokenizer, aside = false): Statement[] {
  if (section.tree.problems.some(({ code }) => code === 'conflict-marker')) return [];
  const scopes: { readonly level: number; readonly scope: Fragment }[] = [];
  const statements: Statement[] = [];
  const all: OpenList[] = [];
  let lists: OpenList[] = [];
  let silent = Number.POSITIVE_INFINITY;
  const passages = passagesOf(section);
  for (const [i, { level, heading, normal }] of passages.entries()) {
    if (heading && level! <= silent) silent = isSilent(normal.text) ? level! : Number.POSITIVE_INFINITY;
    const tokens = tokenizer.tokens(normal.text);
    if (aside || silent < Number.POSITIVE_INFINITY) {
      if (!heading) statements.push(...paragraphAgain(tokens, { ...NOTHING_ABOUT, section, at: normal.at, year, isBudget }).statements);
      continue;
    }
    if (heading) {
      while (scopes.length > 0 && scopes.at(-1)!.level >= level!) scopes.pop();
      scopes.push({ level: level!, scope: scopeOf(tokens, scopes.at(-1)?.scope ?? NOTHING) });
      lists = lists.filter((list) => list.level < level!);
      continue;
    }
    const scope = scopes.at(-1)?.scope ?? NOTHING;
    const read = paragraphAgain(tokens, { section, at: normal.at, scope, year, isBudget, explained: givesReason(tokens, passages[i + 1]) });
    statements.push(...read.statements);
    // A paragraph without a number goes on with the item above it; one of a list's level or above ends the list.
    if (level !== undefined) lists = lists.filter((list) => level > list.level && level >= (list.itemLevel ?? level));
    const list = lists.at(-1);
    if (list && level !== undefined) {
      list.itemLevel ??= level;
      if (level === list.itemLevel) list.items.push(read.heads);
    }
    if (read.open.length > 0) {
      const opened: OpenList = { level: level ?? scopes.at(-1)?.level ?? 0, wholes: read.open, items: [] };
      lists.push(opened);
      all.push(opened);
    }
  }
  return [...statements, ...all.flatMap(compositionsOf)];
}

const paragraphs = new WeakMap<readonly Token[], { readonly context: SentenceContext; readonly read: ReadParagraph }>();

/** What a paragraph says; the same statements as long as neither it nor its place changes. */
function paragraphAgain(tokens: readonly Token[], context: SentenceContext): ReadParagraph {
  const known = paragraphs.get(tokens);
  if (known && sameContext(known.context, context)) return known.read;
  const read = readParagraph(tokens, context);
  paragraphs.set(tokens, { context, read });
  return read;
}

function sameContext(a: SentenceContext, b: SentenceContext): boolean {
  if (a.section.id !== b.section.id || a.scope !== b.scope || a.year !== b.year || a.isBudget !== b.isBudget) return false;
  if (a.explained !== b.explained || a.aside !== b.aside || a.at.length !== b.at.length) return false;
  return a.at.every((offset, i) => offset === b.at[i]);
}

const REASON = /原因|由于|因为|主要是|系/;

/** Whether a paragraph gives a reason, leaves it to the list below it (…，其中：), or the one behind it that goes on without a number does. */
const givesReason = (tokens: readonly Token[], next: Passage | undefined): boolean =>
  tokens.some(({ kind, text }) => kind === 'reason' || REASON.test(text)) ||
  tokens.at(-1)?.text === ':' ||
  (next !== undefined && !next.heading && next.level === undefined && REASON.test(next.normal.text));

/** Whether a heading is about other things than the tables' figures. */
const isSilent = (heading: string): boolean => lexicon.silent.headings.some((word) => heading.includes(word));

/** How a text section of this title is read: the chapters on the tables' figures are, terms and reports are not, and of performance only what it says of shares. */
export const readingOf = (title: string): 'all' | 'asides' | 'nothing' =>
  lexicon.silent.asides.includes(title) ? 'asides' : lexicon.silent.sections.includes(title) ? 'nothing' : 'all';

/** Figures whose parts are the numbered paragraphs below them (…，其中：). */
interface OpenList {
  /** The level of the paragraph that opens it; a list ends with a heading of that level or above. */
  readonly level: number;
  itemLevel?: number;
  readonly wholes: readonly Amount[];
  readonly items: (readonly Amount[])[];
}

/** One composition for each basis in which the list's whole is stated. */
function compositionsOf({ wholes, items }: OpenList): Composition[] {
  return wholes.flatMap((stated) => {
    const parts = items.flatMap((heads) => heads.filter((head) => head.subject.basis === stated.subject.basis).slice(0, 1));
    return parts.length > 1 ? [{ kind: 'composition', whole: stated.subject, stated, parts, exhaustive: false }] : [];
  });
}

function passagesOf(section: Section): Passage[] {
  const passages: Passage[] = [];
  let open: { level: number | undefined; parts: NormalText[]; ended: boolean } | undefined;
  const close = () => {
    if (open) passages.push({ level: open.level, heading: false, normal: joinNormal(open.parts) });
    open = undefined;
  };
  for (const line of section.tree.lines) {
    if (line.kind === 'heading') {
      close();
      passages.push({ level: line.level, heading: true, normal: textOf(section, line) });
    } else if (line.kind === 'paragraph') {
      const normal = paragraphOf(section, line);
      const ended = ENDS.test(section.tree.text.slice(line.start, line.comment?.start ?? line.end));
      // A sentence that a line end breaks (a text out of a PDF) is one.
      if (open && !open.ended && line.number === undefined) {
        open.parts.push(normal);
        open.ended = ended;
      } else {
        close();
        open = { level: line.level, parts: [normal], ended };
      }
    } else if (line.kind !== 'blank') close();
  }
  close();
  return passages;
}

const textOf = (section: Section, line: Line): NormalText =>
  normalOf(section.tree.text.slice(line.start, line.comment?.start ?? line.end), line.start);

/** `{…}` is computed, not read: a mark that no word contains stands for it. */
function paragraphOf(section: Section, line: ParagraphLine): NormalText {
  const { text } = section.tree;
  const parts = line.inlines.map((inline) =>
    inline.kind === 'run'
      ? normalOf(text.slice(inline.start, inline.end), inline.start)
      : { text: '\u0001', at: [inline.start, inline.end] },
  );
  return joinNormal(parts);
}
