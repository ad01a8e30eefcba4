/** The notes printed under a table: the author's where there are any, else the form's. */
import { matchKey } from 'budget-grammar';
import { NOTE_KEYS, sentenceOf } from '../disclosure/bind/captions.ts';
import type { Section } from '../disclosure/section.ts';

type Kind = 'note' | 'statement';

interface Typed {
  readonly kind: Kind;
  text: string;
}

/** `空表` states that the table is empty; its sentence is printed without the key. */
const kindOf = (key: string): Kind | undefined => (NOTE_KEYS.has(key) ? 'note' : key === '空表' ? 'statement' : undefined);

/** Notes with their keys, a line each, and statements that the table is empty, in the order typed. */
function typedLines({ tree }: Section): Typed[] {
  const typed: Typed[] = [];
  /** The key of a note that begins on the next line. */
  let open = '';
  let kind: Kind | undefined;
  for (const line of tree.lines) {
    if (line.kind === 'blank') continue;
    if (line.kind === 'continuation') {
      if (kind === undefined || line.text.text === '') continue;
      const last = typed[typed.length - 1];
      // A statement is one sentence however many lines it takes.
      if (kind === 'statement' && last) last.text += line.text.text;
      else typed.push({ kind, text: `${open}${line.text.text}` });
      open = '';
      continue;
    }
    const sentence = sentenceOf(line, tree.text);
    if (sentence !== undefined) {
      kind = 'note';
      typed.push({ kind, text: sentence });
      continue;
    }
    // A key with nothing behind it goes with the first line below.
    const key = line.kind === 'property' ? line.key.text : line.kind === 'opener' && line.path.length === 1 ? line.path[0].text : '';
    kind = kindOf(matchKey(key));
    open = kind === 'note' && line.kind === 'opener' ? `${key}：` : '';
    if (kind === 'note' && line.kind === 'property') typed.push({ kind, text: `${key}：${line.value.text}` });
    else if (kind === 'statement') typed.push({ kind, text: line.kind === 'property' ? line.value.text : '' });
  }
  return typed.filter(({ text }) => text !== '');
}

/** What is printed under the table: the author's lines as they stand; the form's notes, behind a statement that the table is empty, where the author gives none. */
export function notesOf(section: Section, ofForm: readonly string[]): string[] {
  const typed = typedLines(section);
  const lines = typed.map(({ text }) => text);
  return typed.some(({ kind }) => kind === 'note') ? lines : [...lines, ...ofForm];
}
