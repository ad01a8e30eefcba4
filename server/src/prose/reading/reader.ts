/** The statements of a text section: headings say what it is about, paragraphs state figures, numbered paragraphs are the parts of the one above them. */
import type { AccountCatalogue } from '../../accounts/types.ts';
import type { Head } from '../../disclosure/head.ts';
import { commonEnds, sameList } from '../../disclosure/lists.ts';
import type { Section } from '../../disclosure/section.ts';
import type { FormSet, Fragment } from '../../forms/types.ts';
import lexicon from '../data/lexicon.json' with { type: 'json' };
import type { Amount, Composition, Statement } from '../statements.ts';
import { subjectsOf } from '../subjects.ts';
import { type Anchor, MovingPlace } from './moving-place.ts';
import type { NormalText } from './normal.ts';
import { type Passage, passagesOf } from './passages.ts';
import { saysAgain } from './said-again.ts';
import { NOTHING, scopeOf } from './scope.ts';
import { type ReadParagraph, readParagraph } from './sentence.ts';
import { type TextSpan, type Token, Tokenizer } from './tokens.ts';

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

/** The tokenizer of a document's settings: keep it as long as they stay. */
export const tokenizerOf = ({ formSet, unitOfMeasure, names }: ReadingSettings, catalogue: AccountCatalogue): Tokenizer =>
  new Tokenizer(subjectsOf(formSet, catalogue), catalogue, names, unitOfMeasure, formSet.decimals);

/** How a text section of this title is read: the chapters on the tables' figures are, terms and reports are not, and of performance only what it says of shares. */
export const readingOf = (title: string): 'all' | 'asides' | 'nothing' =>
  lexicon.silent.asides.includes(title) ? 'asides' : lexicon.silent.sections.includes(title) ? 'nothing' : 'all';

/** What is known of a passage, whatever stands around it. */
interface Words {
  readonly tokens: readonly Token[];
  readonly givesReason: boolean;
  /** It leaves what it says to the list below it: …，其中： */
  readonly opensList: boolean;
}

/** What a passage was read by, and what it says if it is a paragraph: the same statements as long as it says the same. */
interface Remembered {
  readonly normal: NormalText;
  /** Of a heading that is about other things they are not read. */
  readonly words?: Words;
  readonly said?: Said;
}

interface Said {
  readonly surroundings: Surroundings;
  readonly anchor: Anchor;
  readonly read: ReadParagraph;
}

interface Surroundings {
  readonly scope: Fragment;
  /** A reason is given in the paragraph or right behind it. */
  readonly explained: boolean;
  readonly aside: boolean;
}

const REASON = /原因|由于|因为|主要是|系/;

/** What stands around a paragraph. */
interface Around {
  /** What its chapter is about. */
  readonly scope: Fragment;
  /** The passage behind it, which may give the reason. */
  readonly next?: Passage;
  /** It is about other things than the tables' figures. */
  readonly aside?: boolean;
}

const NOTHING_ABOUT: Around = { scope: NOTHING, aside: true };

/**
 * Reads one text section again and again, each time with the same settings.
 *
 * A passage that was there before is not read again, wherever it has moved to: its statements are the same objects, and their places move with it.
 */
export class TextReader {
  readonly #settings: ReadingSettings;
  readonly #tokenizer: Tokenizer;
  readonly #aside: boolean;
  #remembered: readonly Remembered[] = [];
  #statements: readonly Statement[] = [];
  readonly #lists = new WeakMap<readonly Amount[], Listed>();

  /** `aside`: the section is about other things than the tables' figures. */
  constructor(settings: ReadingSettings, tokenizer: Tokenizer, aside = false) {
    this.#settings = settings;
    this.#tokenizer = tokenizer;
    this.#aside = aside;
  }

  /** What the section states, the same list as before if it states the same; nothing of one in which a merge left both of two versions. */
  read(section: Section): readonly Statement[] {
    const hasConflict = section.tree.problems.some(({ code }) => code === 'conflict-marker');
    const passages = hasConflict ? [] : passagesOf(section);
    const statements = this.#stated(passages, section);
    if (!sameList(statements, this.#statements)) this.#statements = statements;
    return this.#statements;
  }

  #stated(passages: readonly Passage[], section: Section): Statement[] {
    const beforeOf = counterparts(this.#remembered, passages);
    const remembered: Remembered[] = [];
    this.#remembered = remembered;
    const paragraph = (passage: Passage, before: Remembered | undefined, around: Around): ReadParagraph => {
      const now = this.#paragraph(passage, before, section, around);
      remembered.push(now);
      return now.said.read;
    };
    const scopes: { readonly level: number; readonly scope: Fragment }[] = [];
    const statements: Statement[] = [];
    const all: OpenList[] = [];
    let lists: OpenList[] = [];
    let silent = Number.POSITIVE_INFINITY;
    for (const [i, passage] of passages.entries()) {
      const { level, heading, normal } = passage;
      const before = beforeOf(i);
      if (heading && level! <= silent) silent = isSilent(normal.text) ? level! : Number.POSITIVE_INFINITY;
      if (this.#aside || silent < Number.POSITIVE_INFINITY) {
        if (heading) remembered.push({ normal });
        else statements.push(...paragraph(passage, before, NOTHING_ABOUT).statements);
        continue;
      }
      if (heading) {
        while (scopes.length > 0 && scopes.at(-1)!.level >= level!) scopes.pop();
        const words = this.#wordsOf(normal, before);
        remembered.push({ normal, words });
        scopes.push({ level: level!, scope: scopeOf(words.tokens, scopes.at(-1)?.scope ?? NOTHING) });
        lists = lists.filter((list) => list.level < level!);
        continue;
      }
      const read = paragraph(passage, before, { scope: scopes.at(-1)?.scope ?? NOTHING, next: passages[i + 1] });
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
    return [...statements, ...all.flatMap((list) => this.#compositionsOf(list))];
  }

  #wordsOf(normal: NormalText, before: Remembered | undefined): Words {
    if (before?.words && sameText(before.normal, normal)) return before.words;
    const tokens = this.#tokenizer.tokens(normal.text);
    const givesReason = tokens.some((token) => token.kind === 'reason' || REASON.test(token.text));
    return { tokens, givesReason, opensList: tokens.at(-1)?.text === ':' };
  }

  #paragraph(
    { normal, start }: Passage,
    before: Remembered | undefined,
    section: Section,
    around: Around,
  ): Remembered & { readonly said: Said } {
    const words = this.#wordsOf(normal, before);
    const { scope, next, aside = false } = around;
    const explained = aside || isExplained(words, next);
    if (isReadAlready(before, words, normal) && isSaidIn(before.said.surroundings, scope, explained, aside)) {
      before.said.anchor.start = start;
      return before.normal === normal ? before : { normal, words, said: before.said };
    }
    const surroundings = { scope, explained, aside };
    const said = before?.said;
    const { year, isBudget } = this.#settings;
    const anchor = { start };
    const place = (span: TextSpan) => new MovingPlace(section.id, anchor, normal.at[span.start], normal.at[span.end - 1] + 1);
    const read = readParagraph(words.tokens, { ...surroundings, year, isBudget, place });
    if (!said || !saysAgain(said.read, read)) return { normal, words, said: { surroundings, anchor, read } };
    said.anchor.start = start;
    return { normal, words, said: { ...said, surroundings } };
  }

  /** The compositions of a list, the same ones as long as its items say the same. */
  #compositionsOf({ wholes, items }: OpenList): readonly Composition[] {
    const known = this.#lists.get(wholes);
    if (known && sameList(known.items, items)) return known.compositions;
    const compositions = wholes.flatMap((whole) => compositionOf(whole, items) ?? []);
    this.#lists.set(wholes, { items, compositions });
    return compositions;
  }
}

/** The items of a list in the basis in which its whole is stated; undefined if they are no two. */
function compositionOf(stated: Amount, items: readonly (readonly Amount[])[]): Composition | undefined {
  const parts: Amount[] = [];
  for (const heads of items) {
    const part = heads.find(({ subject }) => subject.basis === stated.subject.basis);
    if (part) parts.push(part);
  }
  return parts.length < 2 ? undefined : { kind: 'composition', whole: stated.subject, stated, parts, exhaustive: false };
}

/** What a list of items was read as. */
interface Listed {
  readonly items: readonly (readonly Amount[])[];
  readonly compositions: readonly Composition[];
}

/** For each passage the one before with which it has its words in common, or in place of which it stands: all but a few in the middle have not changed. */
function counterparts(before: readonly Remembered[], now: readonly Passage[]): (i: number) => Remembered | undefined {
  const { tail } = commonEnds(before, now, (a, b) => sameText(a.normal, b.normal));
  const [gone, come] = [before.length - tail, now.length - tail];
  return (i) => (i >= come ? before[i - come + gone] : i < gone ? before[i] : undefined);
}

const sameText = (a: NormalText, b: NormalText): boolean => a === b || a.text === b.text;

const isReadAlready = (before: Remembered | undefined, words: Words, normal: NormalText): before is Remembered & { readonly said: Said } =>
  before?.said !== undefined && before.words === words && sameOffsets(before.normal, normal);

const isSaidIn = (there: Surroundings, scope: Fragment, explained: boolean, aside: boolean): boolean =>
  there.scope === scope && there.explained === explained && there.aside === aside;

const sameOffsets = (a: NormalText, b: NormalText): boolean =>
  a === b || (a.at.length === b.at.length && a.at.every((offset, i) => offset === b.at[i]));

/** Whether a paragraph gives a reason, leaves it to the list below it (…，其中：), or the one behind it that goes on without a number does. */
const isExplained = ({ givesReason, opensList }: Words, next: Passage | undefined): boolean =>
  givesReason || opensList || (next !== undefined && !next.heading && next.level === undefined && REASON.test(next.normal.text));

/** Whether a heading is about other things than the tables' figures. */
const isSilent = (heading: string): boolean => lexicon.silent.headings.some((word) => heading.includes(word));

/** Figures whose parts are the numbered paragraphs below them (…，其中：). */
interface OpenList {
  /** The level of the paragraph that opens it; a list ends with a heading of that level or above. */
  readonly level: number;
  itemLevel?: number;
  readonly wholes: readonly Amount[];
  readonly items: (readonly Amount[])[];
}
