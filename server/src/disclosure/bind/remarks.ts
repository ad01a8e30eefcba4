/** Notes under a table and the sentence that states it to be empty, each over one line or several. */
import { matchKey } from 'budget-grammar';
import { NOTE_KEYS } from './captions.ts';

const EMPTY = '空表';

export class Remarks {
  readonly notes: string[] = [];
  emptyStatement: string | undefined;
  /** Which of the two the last line was: `｜` goes on with it. */
  #last: 'note' | 'empty' | undefined;

  get stated(): boolean {
    return this.emptyStatement !== undefined || this.notes.length > 0;
  }

  /** Takes `注：…`, `空表：…`; false for any other key. */
  take(key: string, text: string): boolean {
    const name = matchKey(key);
    if (NOTE_KEYS.has(name)) {
      this.notes.push(text);
      this.#last = 'note';
    } else if (name === EMPTY) {
      this.emptyStatement = text;
      this.#last = 'empty';
    } else return false;
    return true;
  }

  /** Takes `注：` with its text on the lines below; false for any other key. */
  open(key: string): boolean {
    const name = matchKey(key);
    if (NOTE_KEYS.has(name)) this.#last = 'note';
    else if (name === EMPTY) {
      this.#last = 'empty';
      this.emptyStatement = '';
    } else return false;
    return true;
  }

  /** A note without its key. */
  add(text: string): void {
    this.notes.push(text);
    this.#last = 'note';
  }

  /** `｜…` below a remark. */
  goOn(text: string): void {
    if (this.#last === 'note') this.notes.push(text);
    else if (this.#last === 'empty') this.emptyStatement += text;
  }

  /** Another line stands between. */
  interrupt(): void {
    this.#last = undefined;
  }
}
