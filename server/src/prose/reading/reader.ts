/** The statements of a text section: headings say what it is about, paragraphs state figures, numbered paragraphs are the parts of the one above them. */
import type { AccountCatalogue } from '../../accounts/types.ts';
import type { Head } from '../../disclosure/head.ts';
import type { Section } from '../../disclosure/section.ts';
import type { FormSet, Fragment } from '../../forms/types.ts';
import lexicon from '../data/lexicon.json' with { type: 'json' };
import type { Amount, Composition, Statement } from '../statements.ts';
import { subjectsOf } from '../subjects.ts';
import { type Anchor, MovingPlace } from './moving-place.ts';
import type { NormalText } from './normal.ts';
import { type Passage, PassageCutter } from './passages.ts';
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

/** What a paragraph was read by, and what it says: the same statements as long as its words and its surroundings stay. */
interface Remembered {
  readonly words: Words;
  readonly normal: NormalText;
  readonly surroundings?: Surroundings;
  readonly anchor: Anchor;
  readonly read?: ReadParagraph;
}

interface Surroundings {
  readonly scope: Fragment;
  /** A reason is given in the paragraph or right behind it. */
  readonly explained: boolean;
  readonly aside: boolean;
}

const REASON = /原因|由于|因为|主要是|系/;
/** How a paragraph on other things is read. */
const NOTHING_ABOUT: Surroundings = { scope: NOTHING, explained: true, aside: true };

/**
 * Reads one text section again and again, each time with the same settings.
 *
 * A passage that was there before is not read again, wherever it has moved to: its statements are the same objects, and their places move with it.
 */
export class TextReader {
  readonly #settings: ReadingSettings;
  readonly #tokenizer: Tokenizer;
  readonly #aside: boolean;
  readonly #cutter = new PassageCutter();
  #before = new Map<string, Remembered[]>();
  #now = new Map<string, Remembered[]>();
  #lists = new WeakMap<Amount, Composition>();

  /** `aside`: the section is about other things than the tables' figures. */
  constructor(settings: ReadingSettings, tokenizer: Tokenizer, aside = false) {
    this.#settings = settings;
    this.#tokenizer = tokenizer;
    this.#aside = aside;
  }

  /** What the section states; nothing of one in which a merge left both of two versions. */
  read(section: Section): Statement[] {
    this.#before = this.#now;
    this.#now = new Map();
    if (section.tree.problems.some(({ code }) => code === 'conflict-marker')) return [];
    const passages = this.#cutter.cut(section);
    const scopes: { readonly level: number; readonly scope: Fragment }[] = [];
    const statements: Statement[] = [];
    const all: OpenList[] = [];
    let lists: OpenList[] = [];
    let silent = Number.POSITIVE_INFINITY;
    for (const [i, passage] of passages.entries()) {
      const { level, heading, normal } = passage;
      if (heading && level! <= silent) silent = isSilent(normal.text) ? level! : Number.POSITIVE_INFINITY;
      if (this.#aside || silent < Number.POSITIVE_INFINITY) {
        if (!heading) statements.push(...this.#paragraph(passage, section, () => NOTHING_ABOUT).statements);
        continue;
      }
      if (heading) {
        while (scopes.length > 0 && scopes.at(-1)!.level >= level!) scopes.pop();
        scopes.push({ level: level!, scope: scopeOf(this.#heading(passage).tokens, scopes.at(-1)?.scope ?? NOTHING) });
        lists = lists.filter((list) => list.level < level!);
        continue;
      }
      const scope = scopes.at(-1)?.scope ?? NOTHING;
      const next = passages[i + 1];
      const read = this.#paragraph(passage, section, (words) => ({ scope, explained: isExplained(words, next), aside: false }));
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

  /** Of several passages with the same words the first one now is the first one of before. */
  #rememberedOf({ normal }: Passage): Remembered | undefined {
    return this.#before.get(normal.text)?.shift();
  }

  #remember(remembered: Remembered): void {
    const { text } = remembered.normal;
    const same = this.#now.get(text);
    if (same) same.push(remembered);
    else this.#now.set(text, [remembered]);
  }

  #wordsOf(text: string): Words {
    const tokens = this.#tokenizer.tokens(text);
    const givesReason = tokens.some((token) => token.kind === 'reason' || REASON.test(token.text));
    return { tokens, givesReason, opensList: tokens.at(-1)?.text === ':' };
  }

  #heading(passage: Passage): Words {
    const { normal, start } = passage;
    const remembered = this.#rememberedOf(passage) ?? { words: this.#wordsOf(normal.text), normal, anchor: { start } };
    this.#remember(remembered);
    return remembered.words;
  }

  #paragraph(passage: Passage, section: Section, around: (words: Words) => Surroundings): ReadParagraph {
    const { normal, start } = passage;
    const known = this.#rememberedOf(passage);
    const words = known?.words ?? this.#wordsOf(normal.text);
    const surroundings = around(words);
    if (known?.read && sameSurroundings(known.surroundings, surroundings) && sameOffsets(known.normal, normal)) {
      known.anchor.start = start;
      this.#remember(known);
      return known.read;
    }
    const { year, isBudget } = this.#settings;
    const anchor = { start };
    const place = (span: TextSpan) => new MovingPlace(section.id, anchor, normal.at[span.start], normal.at[span.end - 1] + 1);
    const read = readParagraph(words.tokens, { ...surroundings, year, isBudget, place });
    this.#remember({ words, normal, surroundings, anchor, read });
    return read;
  }

  /** One composition for each basis in which the list's whole is stated; the same as long as its parts are. */
  #compositionsOf({ wholes, items }: OpenList): Composition[] {
    return wholes.flatMap((stated) => {
      const parts: Amount[] = [];
      for (const heads of items) {
        const part = heads.find(({ subject }) => subject.basis === stated.subject.basis);
        if (part) parts.push(part);
      }
      if (parts.length < 2) return [];
      const known = this.#lists.get(stated);
      if (known?.parts.length === parts.length && known.parts.every((part, i) => part === parts[i])) return [known];
      const composition: Composition = { kind: 'composition', whole: stated.subject, stated, parts, exhaustive: false };
      this.#lists.set(stated, composition);
      return [composition];
    });
  }
}

const sameSurroundings = (a: Surroundings | undefined, b: Surroundings): boolean =>
  a !== undefined && a.scope === b.scope && a.explained === b.explained && a.aside === b.aside;

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
