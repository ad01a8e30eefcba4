/** What sentences say of facts. A statement keeps every way in which its names can be understood; which of them is meant shows when they are held against figures. */
import type { Place } from '../disclosure/place.ts';
import type { Address } from '../model/types.ts';
import type { Basis } from './basis.ts';
import type { Written } from './reading/token.ts';

/** What a figure is of. */
export interface Subject {
  /** The addresses it may mean, the likeliest first. */
  readonly readings: readonly Address[];
  /** How many of them are meant where nothing speaks against it; the others are only what it might mean as well. */
  readonly strong: number;
  readonly basis: Basis;
  /** As the sentence names it; empty where it goes on with the subject before. */
  readonly name: string;
  readonly place: Place;
}

/** A figure in a sentence. */
export interface StatedFigure {
  readonly written: Written;
  readonly place: Place;
}

export interface Amount {
  readonly kind: 'amount';
  readonly subject: Subject;
  readonly figure: StatedFigure;
}

/** 比上年增加284.20万元，增长139.96%. */
export interface Change {
  readonly kind: 'change';
  /** Whose change it may be: the figure before it, or the first of its sentence. */
  readonly subjects: readonly Subject[];
  /** The figure itself, if the sentence states it, for each of `subjects`. */
  readonly current: readonly (Amount | undefined)[];
  readonly base: Basis;
  /** 1 up, −1 down, 0 unchanged; undefined where the template's 增加（减少） was left. */
  readonly direction: 1 | -1 | 0 | undefined;
  /** The base itself, if the sentence states it: 比上年93.42万元增加…. */
  readonly old?: StatedFigure;
  readonly amount?: StatedFigure;
  readonly rate?: StatedFigure;
  readonly rateDirection: 1 | -1 | undefined;
  /** A reason is given in the paragraph. */
  readonly explained: boolean;
  /** The words of the direction. */
  readonly place: Place;
}

/** 占本年收入合计的99.76%. */
export interface Share {
  readonly kind: 'share';
  readonly part: Subject;
  readonly amount?: Amount;
  /** Undefined: of the whole that the chapter is about, `scope`. */
  readonly whole?: Subject;
  readonly scope: Address | undefined;
  readonly stated?: Amount;
  readonly rate: StatedFigure;
  /** The part is no figure of the tables (涉及资金254.50万元), and perhaps not paid out of this whole alone. */
  readonly unsure?: boolean;
}

/** 完成年初预算的105.74%. */
export interface Completion {
  readonly kind: 'completion';
  readonly subject: Subject;
  readonly actual?: Amount;
  readonly base: Basis;
  /** The base's figure where it stands there; several where the sentence does not say which budget it means. */
  readonly stated: readonly Amount[];
  readonly rate: StatedFigure;
}

/** A figure and the parts that the sentence, or the numbered paragraphs below it, list. */
export interface Composition {
  readonly kind: 'composition';
  readonly whole: Subject;
  /** The whole's figure, if it stands there too. */
  readonly stated?: Amount;
  readonly parts: readonly Amount[];
  /** The sentence says that the parts are all there is. */
  readonly exhaustive: boolean;
}

/** 主要包括：基本工资、津贴补贴…: the lines of a whole that have figures. */
export interface Listing {
  readonly kind: 'listing';
  readonly whole: Amount;
  readonly names: readonly { readonly name: string; readonly readings: readonly Address[]; readonly place: Place }[];
  /** 等 stands behind the names: there are others. */
  readonly open: boolean;
}

/** 支出决算数大于年初预算数. */
export interface Comparison {
  readonly kind: 'comparison';
  readonly subject: Subject;
  readonly base: Basis;
  readonly sign: 1 | -1 | 0;
  readonly actual?: Amount;
  readonly stated?: Amount;
  readonly place: Place;
}

export type Statement = Amount | Change | Share | Completion | Composition | Listing | Comparison;
