/** What the sentence speaks of where it has come to: of what, and on which basis, the next figure is. */
import type { Place } from '../../disclosure/place.ts';
import type { Basis } from '../basis.ts';
import type { Amount, Subject } from '../statements.ts';
import { sameAddress } from './scope.ts';

export class AtHand {
  /** Of what the next figures are; undefined where unknown words stand. */
  subject: Subject | undefined;
  /** Amounts of the subject. */
  own: Amount[] = [];
  /** The basis that a word between name and figure gives: 年初预算数, 上年. */
  basis: Basis | undefined;
  /** A name or a basis stands right before, of which no figure has come yet. */
  fresh = false;
  /** Unknown words stand before. */
  gap = false;
  /** The last figure is one of something unknown: this. */
  lost: Subject | undefined;
  /** The next figure is another one of the subject: last year's of the other kind. */
  passing = false;
  readonly #outside: { readonly subject: Subject | undefined; readonly own: Amount[] }[] = [];

  /** The next figure is of this, by a name that stands there. */
  name(subject: Subject): void {
    // 收入总计94.04万元（上年收入总计93.42万元，…: the same thing again.
    if (!this.subject || !sameAddress(this.subject.readings[0], subject.readings[0])) this.own = [];
    this.take(subject);
    this.gap = false;
    this.lost = undefined;
  }

  /** The next figure is of this. */
  take(subject: Subject): void {
    this.subject = subject;
    this.fresh = true;
  }

  /** The next figure is on this basis. */
  on(basis: Basis | undefined): void {
    this.basis = basis;
    this.fresh = this.subject !== undefined && !this.gap;
  }

  /** Words that are not understood: the next figure belongs to nobody. */
  unknown(): void {
    this.gap = true;
    this.fresh = false;
  }

  /** A name has one figure for each basis; the next needs a name or a basis of its own. */
  used(): void {
    this.fresh = false;
    this.basis = undefined;
    this.passing = false;
  }

  /** A clause ends. */
  pause(): void {
    this.used();
    this.gap = false;
  }

  /** What follows is of nothing that is known. */
  lose(): void {
    this.subject = undefined;
    this.own = [];
  }

  /** What follows a figure of something unknown (资金250.59万元，占…) is said of that. */
  stray(place: Place): void {
    this.lose();
    this.lost = { readings: [], strong: 0, basis: 'own', name: '', place };
  }

  /** A remark in brackets begins. */
  open(): void {
    this.#outside.push({ subject: this.subject, own: this.own });
  }

  /** Behind a remark in brackets the sentence goes on with what it was about. */
  close(): void {
    const before = this.#outside.pop();
    if (!before) return;
    this.subject = before.subject;
    this.own = before.own;
    this.gap = false;
  }
}
