/** The statements of a text section: headings say what it is about, paragraphs state figures, numbered paragraphs are the parts of the one above them. */
import type { AccountCatalogue } from '../../accounts/types.ts';
import { commonEnds, identicalEnds, sameList } from '../../base/lists.ts';
import type { Head } from '../../disclosure/head.ts';
import type { Section } from '../../disclosure/section.ts';
import type { FormSet, Fragment } from '../../forms/types.ts';
import type { Address } from '../../model/types.ts';
import lexicon from '../data/lexicon.json' with { type: 'json' };
import type { Statement } from '../statements.ts';
import { subjectsOf } from '../subjects.ts';
import { type Above, belowHeading, belowParagraph, isSameAbove, isSilent, NOTHING_ABOVE, partOf, scopeBelow, silencedBy } from './above.ts';
import { type Anchor, MovingPlace } from './moving-place.ts';
import type { NormalText } from './normal.ts';
import { NO_PASSAGES, type Passage, passagesOf } from './passages.ts';
import { saysAgain } from './said-again.ts';
import { NOTHING, scopeOf } from './scope.ts';
import { type ReadParagraph, readParagraph } from './sentence.ts';
import { Stated, type Stating } from './stated.ts';
import type { TextSpan, Token } from './token.ts';
import { Tokenizer } from './tokens.ts';

/** What reading depends on besides the section. */
export interface ReadingSettings {
  readonly formSet: FormSet;
  readonly year: number | undefined;
  /** A budget's own figures are those of the initial budget. */
  readonly isBudget: boolean;
  /** What the document calls the unit. */
  readonly names: readonly string[];
  readonly unitOfMeasure: string;
  /** In that unit an amount is never read as coarser than this. */
  readonly decimals: number;
}

export const readingSettings = ({ formSet, fiscalYear, unitOfMeasure, kind, unit, properties }: Head): ReadingSettings => ({
  formSet,
  year: fiscalYear,
  isBudget: kind === '预算',
  names: [unit, properties.get('简称')?.value.text ?? ''],
  unitOfMeasure,
  decimals: formSet.decimals,
});

/** The tokenizer of a document's settings: keep it as long as they stay. */
export const tokenizerOf = ({ formSet, unitOfMeasure, names, decimals }: ReadingSettings, catalogue: AccountCatalogue): Tokenizer =>
  new Tokenizer(subjectsOf(formSet, catalogue), catalogue, names, unitOfMeasure, decimals);

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

/** What a paragraph says: the same statements as long as it says the same. */
interface Said {
  readonly surroundings: Surroundings;
  readonly anchor: Anchor;
  readonly read: ReadParagraph;
}

interface Surroundings {
  readonly scope: Fragment;
  readonly partOf: Address | undefined;
  /** A reason is given in the paragraph or right behind it. */
  readonly explained: boolean;
  readonly aside: boolean;
}

/** A passage that was read, and where that leaves the ones behind it. */
interface Step extends Stating {
  readonly passage: Passage;
  readonly above: Above;
  readonly below: Above;
  /** Of a heading that is about other things they are not read. */
  readonly words?: Words;
  /** Of a paragraph. */
  readonly said?: Said;
}

const saysWhy = (text: string): boolean => lexicon.explained.some((word) => text.includes(word));

/** What stands around a paragraph. */
interface Around {
  /** What its chapter is about. */
  readonly scope: Fragment;
  /** What the paragraph above it ends with, if it tells the parts of that. */
  readonly partOf?: Address | undefined;
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
 * Behind those that were edited it is not even looked at, as soon as what stands above says the same.
 */
export class TextReader {
  readonly #settings: ReadingSettings;
  readonly #tokenizer: Tokenizer;
  readonly #aside: boolean;
  #passages = NO_PASSAGES;
  #steps: readonly Step[] = [];
  readonly #stated = new Stated();

  /** `aside`: the section is about other things than the tables' figures. */
  constructor(settings: ReadingSettings, tokenizer: Tokenizer, aside = false) {
    this.#settings = settings;
    this.#tokenizer = tokenizer;
    this.#aside = aside;
  }

  /** What the section states, the same list as before if it states the same; nothing of one in which a merge left both of two versions. */
  read(section: Section): readonly Statement[] {
    const hasConflict = section.tree.problems.some(({ code }) => code === 'conflict-marker');
    const before = this.#passages;
    this.#passages = hasConflict ? NO_PASSAGES : passagesOf(section.tree, before);
    if (this.#passages !== before) this.#follow(before.all, section);
    return this.#stated.all;
  }

  /** Reads what differs from the passages of before. */
  #follow(before: readonly Passage[], section: Section): void {
    const { all } = this.#passages;
    const old = this.#steps;
    const ends = identicalEnds(before, all);
    // What a paragraph says may depend on the passage behind it.
    const head = Math.max(0, ends.head - 1);
    const [gone, come] = [old.length - ends.tail, all.length - ends.tail];
    const counterpart = counterparts(old.slice(head, gone), all.slice(head, come));
    const steps = old.slice(0, head);
    let above = steps.at(-1)?.below ?? NOTHING_ABOVE;
    for (let i = head; i < all.length; i++) {
      const step = i < come ? counterpart(i - head) : old[i - come + gone];
      if (i >= come && isSameAbove(step!.above, above)) break;
      const now = this.#step(all[i], above, step, all[i + 1], section);
      steps.push(now);
      above = now.below;
    }
    const rest = old.length - (all.length - steps.length);
    this.#steps = [...steps, ...old.slice(rest)];
    this.#place(section, Math.min(head, this.#passages.standing));
    this.#stated.replace(head, old.slice(head, rest), steps.slice(head));
  }

  /** A paragraph stands where its first line does; those in front of `from` stand where they stood. */
  #place({ tree }: Section, from: number): void {
    const { firsts } = this.#passages;
    for (let i = from; i < firsts.length; i++) {
      const { said } = this.#steps[i];
      if (said) said.anchor.start = tree.lines[firsts[i]].start;
    }
  }

  #step(passage: Passage, over: Above, before: Step | undefined, next: Passage | undefined, section: Section): Step {
    const { level, heading, normal } = passage;
    const above = heading ? silencedBy(over, level!, normal.text) : over;
    const aside = this.#aside || isSilent(above);
    if (heading) {
      if (aside) return { passage, above: over, below: above };
      const words = this.#wordsOf(normal, before);
      return { passage, above: over, below: belowHeading(above, level!, (outer) => scopeOf(words.tokens, outer)), words };
    }
    const read = this.#paragraph(
      passage,
      before,
      section,
      aside ? NOTHING_ABOUT : { scope: scopeBelow(above), partOf: partOf(above, level), next },
    );
    if (aside) return { passage, above, below: above, ...read };
    return { passage, above, ...belowParagraph(above, level, read.said.read, read.words.opensList), ...read };
  }

  #wordsOf(normal: NormalText, before: Step | undefined): Words {
    const words = before?.words;
    if (words && sameText(before.passage.normal, normal)) return words;
    const tokens = this.#tokenizer.tokens(normal.text, words && { text: before.passage.normal.text, tokens: words.tokens });
    const givesReason = tokens.some((token) => token.kind === 'reason' || saysWhy(token.text));
    return { tokens, givesReason, opensList: tokens.at(-1)?.text === ':' };
  }

  #paragraph(
    { normal }: Passage,
    before: Step | undefined,
    section: Section,
    around: Around,
  ): { readonly words: Words; readonly said: Said } {
    const words = this.#wordsOf(normal, before);
    const { scope, next, aside = false } = around;
    const explained = aside || isExplained(words, next);
    const surroundings = { scope, partOf: around.partOf, explained, aside };
    if (isReadAlready(before, words, normal) && isSaidIn(before.said.surroundings, surroundings)) return { words, said: before.said };
    const said = before?.said;
    const { year, isBudget } = this.#settings;
    const anchor = { start: 0 };
    const place = (span: TextSpan) => new MovingPlace(section.id, anchor, normal.at[span.start], normal.at[span.end - 1] + 1);
    const read = readParagraph(words.tokens, { ...surroundings, year, isBudget, place });
    if (!said || !saysAgain(said.read, read)) return { words, said: { surroundings, anchor, read } };
    return { words, said: { ...said, surroundings } };
  }
}

/** For each passage the one before with which it has its words in common, or in place of which it stands. */
function counterparts(before: readonly Step[], now: readonly Passage[]): (i: number) => Step | undefined {
  const { tail } = commonEnds(before, now, (step, passage) => sameText(step.passage.normal, passage.normal));
  const [gone, come] = [before.length - tail, now.length - tail];
  return (i) => (i >= come ? before[i - come + gone] : i < gone ? before[i] : undefined);
}

const sameText = (a: NormalText, b: NormalText): boolean => a === b || a.text === b.text;

const isReadAlready = (before: Step | undefined, words: Words, normal: NormalText): before is Step & { readonly said: Said } =>
  before?.said !== undefined && before.words === words && sameOffsets(before.passage.normal, normal);

const isSaidIn = (there: Surroundings, here: Surroundings): boolean =>
  there.scope === here.scope && there.partOf === here.partOf && there.explained === here.explained && there.aside === here.aside;

const sameOffsets = (a: NormalText, b: NormalText): boolean => a === b || sameList(a.at, b.at);

/** Whether a paragraph gives a reason, leaves it to the list below it (…，其中：), or the one behind it that goes on without a number does. */
const isExplained = ({ givesReason, opensList }: Words, next: Passage | undefined): boolean =>
  givesReason || opensList || (next !== undefined && !next.heading && next.level === undefined && saysWhy(next.normal.text));
