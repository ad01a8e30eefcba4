/** What the text around a place is about, in its own words: names that share more of them are likelier meant. */
import type { Section } from '../../disclosure/section.ts';
import { labelKey } from '../../forms/names.ts';

/** The headings above a place that hold it, the nearest last, as one text. */
export function topicAt(section: Section, offset: number): string {
  const open: { readonly level: number; readonly text: string }[] = [];
  for (const one of section.tree.lines) {
    if (one.end >= offset) break;
    if (one.kind !== 'heading') continue;
    while (open.length > 0 && open.at(-1)!.level >= one.level) open.pop();
    open.push({ level: one.level, text: labelKey(one.text.text) });
  }
  return open.map(({ text }) => text).join('\n');
}

/** Fewer characters in common say nothing. */
const LEAST = 2;

/** The longest run of characters that two texts share. */
function shared(a: string, b: string): number {
  let best = 0;
  let before = new Uint16Array(b.length + 1);
  for (let i = 0; i < a.length; i++) {
    const now = new Uint16Array(b.length + 1);
    for (let j = 0; j < b.length; j++) {
      if (a[i] !== b[j] || a[i] === '\n') continue;
      now[j + 1] = before[j] + 1;
      best = Math.max(best, now[j + 1]);
    }
    before = now;
  }
  return best;
}

/** How near a name is to a topic: by what they share, of equals by how much of the name that is. */
function nearness(name: string, topic: string): number {
  const length = shared(topic, name);
  return length < LEAST ? 0 : length + length / (name.length + 1);
}

/** Sorted by what they share with the topic, of equals the first first. */
export function byTopic<T>(list: readonly T[], topic: string, nameOf: (one: T) => string): T[] {
  if (topic === '') return [...list];
  const near = new Map(list.map((one) => [one, nearness(labelKey(nameOf(one)), topic)]));
  return list.toSorted((a, b) => near.get(b)! - near.get(a)!);
}
