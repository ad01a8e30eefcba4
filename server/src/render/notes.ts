/** The notes printed under a table: the author's where there are any, else the form's. */
import { matchKey } from 'budget-grammar';
import type { Section } from '../disclosure/section.ts';

const NOTE_KEYS: ReadonlySet<string> = new Set(['注', '备注']);

/** Notes as typed, key included: `注：1.…`, and the lines that go on with them. */
export function typedNotes({ tree }: Section): string[] {
  const notes: string[] = [];
  let open = '';
  let within = false;
  for (const line of tree.lines) {
    if (line.kind === 'blank') continue;
    if (line.kind === 'continuation') {
      if (within && line.text.text !== '') {
        notes.push(`${open}${line.text.text}`);
        open = '';
      }
      continue;
    }
    // A key with nothing behind it goes with the first line below.
    const key = line.kind === 'property' ? line.key.text : line.kind === 'opener' && line.path.length === 1 ? line.path[0].text : '';
    within = NOTE_KEYS.has(matchKey(key));
    open = within && line.kind === 'opener' ? `${key}：` : '';
    if (within && line.kind === 'property') notes.push(`${key}：${line.value.text}`);
  }
  return notes;
}

/** `ofForm` are the form's notes; `statement` says that the table is empty. */
export function notesOf(section: Section, ofForm: readonly string[], statement: string | undefined): string[] {
  const typed = typedNotes(section);
  return [...(statement ? [statement] : []), ...(typed.length > 0 ? typed : ofForm)];
}
