/** One document of one size, open in the servers that are compared, and what is measured of them in turns. */
import { type Delivery, LanguageServer } from './client.ts';
import {
  type Change,
  EDIT_KINDS,
  type Edit,
  type EditKind,
  type PairedEdit,
  type Places,
  type Position,
  pickEdit,
  placesOf,
} from './edits.ts';
import { generateDisclosure } from './generate.ts';
import { toJson } from './json.ts';
import { createRandom } from './random.ts';
import { timed } from './statistics.ts';

/** Milliseconds between two keystrokes, in which a server can collect garbage and the machine take breath; people leave more. */
const PAUSE = 15;
const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE));

/** What is measured: `what` names it, samples are in milliseconds but for memory, which is in megabytes. */
export interface Measured {
  readonly what: string;
  readonly unit: 'ms' | 'MB';
  readonly ours: number[];
  readonly peer: number[];
}

interface Contender {
  readonly server: LanguageServer;
  readonly side: 'ours' | 'peer';
  readonly delivery: Delivery;
  readonly editOf: (edit: PairedEdit) => Edit;
}

export interface Modules {
  readonly ours: string;
  readonly peer?: string;
}

/** How many edits are made. */
export interface Edits {
  /** At the beginning, not counted: the first ones run code that is not yet compiled. */
  readonly warmUp: number;
  readonly counted: number;
}

export class Session {
  readonly lines: number;
  readonly #disclosure: readonly string[];
  readonly #json: readonly string[];
  readonly #contenders: readonly Contender[];
  readonly #random = createRandom(7);
  readonly #measured = new Map<string, Measured>();

  private constructor(lines: number, modules: Modules) {
    this.lines = lines;
    const text = generateDisclosure(lines);
    this.#disclosure = text.split('\n');
    this.#json = toJson(text).split('\n');
    const ours = (delivery: Delivery): Contender => ({
      server: new LanguageServer({ module: modules.ours, languageId: 'budget', delivery }),
      side: 'ours',
      delivery,
      editOf: (edit) => edit.disclosure,
    });
    const peer = (module: string): Contender => ({
      server: new LanguageServer({ module, languageId: 'json', delivery: 'pull' }),
      side: 'peer',
      delivery: 'pull',
      editOf: (edit) => edit.json,
    });
    this.#contenders = [ours('push'), ours('pull'), ...(modules.peer ? [peer(modules.peer)] : [])];
  }

  static async run(lines: number, edits: Edits, modules: Modules): Promise<readonly Measured[]> {
    const session = new Session(lines, modules);
    await session.#open();
    await session.#keystrokes(edits);
    session.#memory('memory after edits');
    await session.#completions(Math.ceil(edits.counted / 4));
    await session.#hovers(Math.ceil(edits.counted / 4));
    await Promise.all(session.#contenders.map(({ server }) => server.stop()));
    return [...session.#measured.values()];
  }

  /** The line of the table with this name; the first call decides where it stands. */
  #line(what: string, unit: Measured['unit'] = 'ms'): Measured {
    const measured = this.#measured.get(what) ?? { what, unit, ours: [], peer: [] };
    this.#measured.set(what, measured);
    return measured;
  }

  #record(what: string, side: 'ours' | 'peer', value: number, unit?: Measured['unit']): void {
    this.#line(what, unit)[side].push(value);
  }

  /** The one that begins changes from turn to turn, so that none always has the cold or the warm machine. */
  #turn(turn: number): readonly Contender[] {
    const from = turn % this.#contenders.length;
    return [...this.#contenders.slice(from), ...this.#contenders.slice(0, from)];
  }

  async #open(): Promise<void> {
    for (const { server, side, delivery } of this.#contenders) {
      await server.initialize();
      const text = (side === 'ours' ? this.#disclosure : this.#json).join('\n');
      this.#record(`open → first diagnostics, ${named(delivery)}`, side, await timed(() => server.open(text)));
      await pause();
    }
    this.#memory('memory after opening');
  }

  #memory(what: string): void {
    for (const { server, side, delivery } of this.#contenders)
      if (side === 'peer' || delivery === 'push') this.#record(what, side, server.residentMegabytes(), 'MB');
  }

  async #keystrokes({ warmUp, counted }: Edits): Promise<void> {
    const places = placesOf(this.#disclosure);
    for (const delivery of ['pull', 'push'] as const)
      for (const what of [ANY, ...EDIT_KINDS] as const) this.#line(keystroke(what, delivery));
    for (let i = 0; i < warmUp; i++) await this.#edit(i, places, false);
    const before = this.#processorTimes();
    for (let i = 0; i < counted; i++) await this.#edit(i, places, true);
    const after = this.#processorTimes();
    // Of our two servers the one that publishes stands for both.
    for (const [n, { side, delivery }] of this.#contenders.entries())
      if (side === 'peer' || delivery === 'push')
        this.#record('processor time of a keystroke', side, (after[n] - before[n]) / (2 * counted));
  }

  /** Makes and undoes one edit in every server. */
  async #edit(turn: number, places: Places, counts: boolean): Promise<void> {
    const edit = pickEdit(EDIT_KINDS[turn % EDIT_KINDS.length], places, this.#disclosure, this.#json, this.#random);
    for (const { server, side, delivery, editOf } of this.#turn(turn)) {
      const { make, undo } = editOf(edit);
      for (const change of [make, undo]) {
        const time = await timed(() => server.change(change));
        if (counts) for (const what of [ANY, edit.kind] as const) this.#record(keystroke(what, delivery), side, time);
        await pause();
      }
    }
  }

  #processorTimes(): number[] {
    return this.#contenders.map(({ server }) => server.processorTime());
  }

  /** A code's next digit, and a name's next letter in pinyin; in JSON a key's next letter. The keystroke is part of what is timed. */
  async #completions(count: number): Promise<void> {
    const { rows } = placesOf(this.#disclosure);
    const typed = [
      { what: 'digit → completion', ours: ['208', '0'], peer: ['{ "k', 'e', '": 1 },'] },
      { what: 'pinyin → completion', ours: ['xzy', 'x'], peer: ['{ "ke', 'y', '": 1 },'] },
    ] as const;
    for (let i = 0; i < count; i++)
      for (const { what, ...texts } of typed) {
        const line = this.#random.pick(rows);
        for (const { server, side } of this.#turn(i)) {
          const [before, key, after = ''] = texts[side];
          await server.change(insertion({ line, character: 0 }, `${before}${after}\n`));
          await pause();
          const caret = { line, character: before.length };
          const time = await timed(() => {
            server.type(insertion(caret, key));
            return server.ask('textDocument/completion', { line, character: caret.character + key.length });
          });
          if (i > 0) this.#record(what, side, time);
          await server.change({ range: { start: { line, character: 0 }, end: { line: line + 1, character: 0 } }, text: '' });
          await pause();
        }
      }
  }

  async #hovers(count: number): Promise<void> {
    const { rows, prose } = placesOf(this.#disclosure);
    const text = (side: 'ours' | 'peer', line: number) => (side === 'ours' ? this.#disclosure : this.#json)[line];
    const where = {
      'hover over an account': () => ({ line: this.#random.pick(rows), find: (line: string) => line.search(/\d{7}/) + 3 }),
      'hover over a figure': () => ({ line: this.#random.pick(rows), find: (line: string) => line.search(/\d\D*$/) }),
      'hover over a term': () => ({ line: this.#random.pick(prose), find: (line: string) => Math.max(line.search(/支出|收入/), 0) }),
    };
    for (let i = 0; i < count; i++)
      for (const [what, place] of Object.entries(where)) {
        const { line, find } = place();
        for (const { server, side } of this.#turn(i)) {
          const time = await timed(() => server.ask('textDocument/hover', { line, character: find(text(side, line)) }));
          if (i > 0) this.#record(what, side, time);
        }
      }
  }
}

const named = (delivery: Delivery): string => (delivery === 'push' ? 'published' : 'asked for');

/** All kinds of edits together. */
const ANY = 'any';

const NAMES: Readonly<Record<EditKind, string>> = {
  figure: 'a figure of a big table',
  row: 'a row of a big table',
  prose: 'a character of prose',
  performance: 'a figure of a performance form',
};

const keystroke = (kind: EditKind | typeof ANY, delivery: Delivery): string =>
  kind === ANY ? `keystroke → diagnostics, ${named(delivery)}` : `  ${NAMES[kind]}, ${named(delivery)}`;

const insertion = (position: Position, text: string): Change => ({ range: { start: position, end: position }, text });
