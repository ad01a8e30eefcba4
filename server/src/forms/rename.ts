/** `rename`: another wording for labels that a form set takes over from another. */
import { foldName, labelKey, numberingOf } from './names.ts';
import { entries, type Node, type Problems, text } from './reader.ts';

/** The wording that a form prints for a label; the label itself where nothing else is said. */
export type Rename = (label: string) => string;

export const SAME: Rename = (label) => label;

/**
 * Reads `{ "old label": "new label" }`. Labels are compared as authors' labels are: without numbering, blanks and width.
 * A label found by its words alone keeps its number, so that `本年收入` → `当年收入` makes 一、当年收入 of 一、本年收入.
 */
export function renaming(node: Node | undefined, problems: Problems, above: Rename = SAME): Rename {
  if (!node) return above;
  const exact = new Map<string, string>();
  const bare = new Map<string, string>();
  for (const [old, value] of entries(node, problems)) {
    const words = text(value, problems);
    if (words === undefined) continue;
    exact.set(foldName(old), words);
    if (numberingOf(old) === '') bare.set(labelKey(old), words);
  }
  const wording = (label: string): string | undefined => {
    const words = bare.get(labelKey(label));
    return exact.get(foldName(label)) ?? (words === undefined ? undefined : numberingOf(label) + words);
  };
  return (label) => {
    if (label === '') return label;
    const worded = above(label);
    return wording(label) ?? wording(worded) ?? worded;
  };
}
