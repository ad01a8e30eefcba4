/** Finds terms in Chinese prose, which has no word boundaries: the longest term that spans a place. */
import type { Glossary, TermEntry, TermMatch } from './types.ts';

/** A node's children by folded character; `entries` where a term ends. */
interface Node {
  readonly children: Map<string, Node>;
  entries?: TermEntry[];
}

const DROPPED = /[\t\v\f \u00a0\u1680\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff"'＂＇“”‘’「」『』]/;
const OPENING_QUOTES = '“‘「『';

/** One UTF-16 unit as terms are compared: half width, small letters; nothing for blanks and quotes. A line end stays and ends every term. */
function foldUnit(unit: string): string {
  if (DROPPED.test(unit)) return '';
  const code = unit.charCodeAt(0);
  const half = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : unit;
  return half >= 'A' && half <= 'Z' ? half.toLowerCase() : half;
}

/** Key by which two spellings of a term are the same. */
export function foldTerm(term: string): string {
  let out = '';
  for (let i = 0; i < term.length; i++) out += foldUnit(term[i]);
  return out;
}

class Trie implements Glossary {
  readonly #root: Node = { children: new Map() };
  /** Length of the longest folded term. */
  #longest = 0;

  add(entry: TermEntry): void {
    const key = foldTerm(entry.term);
    if (key === '') return;
    this.#longest = Math.max(this.#longest, key.length);
    let node = this.#root;
    for (let i = 0; i < key.length; i++) {
      let next = node.children.get(key[i]);
      if (!next) {
        next = { children: new Map() };
        node.children.set(key[i], next);
      }
      node = next;
    }
    if (node.entries) node.entries.push(entry);
    else node.entries = [entry];
  }

  find(term: string): readonly TermEntry[] {
    const key = foldTerm(term);
    let node: Node | undefined = this.#root;
    for (let i = 0; i < key.length && node; i++) node = node.children.get(key[i]);
    return node?.entries ?? [];
  }

  match(text: string, offset: number): TermMatch | undefined {
    let best: { readonly start: number; readonly end: number; readonly length: number; readonly entries: readonly TermEntry[] } | undefined;
    let kept = 0;
    // From right to left, so that of equally long terms the leftmost wins.
    for (let start = offset; start >= 0 && kept < this.#longest; start--) {
      const unit = foldUnit(text[start] ?? '');
      if (unit === '\n' || unit === '\r') break;
      if (unit === '') continue;
      kept++;
      const found = this.#longestFrom(text, start);
      if (found && found.end > offset && (!best || found.length >= best.length)) best = { start, ...found };
    }
    if (!best) return undefined;
    return { ...withOpeningQuote(text, best.start, best.end), term: best.entries[0].term, entries: best.entries };
  }

  /** The longest term that begins at `start`; its length counts folded characters. */
  #longestFrom(text: string, start: number) {
    let found: { readonly end: number; readonly length: number; readonly entries: readonly TermEntry[] } | undefined;
    let node = this.#root;
    let length = 0;
    for (let at = start; at < text.length; at++) {
      const unit = foldUnit(text[at]);
      if (unit === '') continue;
      const next = node.children.get(unit);
      if (!next) break;
      node = next;
      length++;
      if (node.entries) found = { end: at + 1, length, entries: node.entries };
    }
    return found;
  }
}

/** `“三公”经费` begins at its quote: a quote that is closed within the term belongs to it. */
function withOpeningQuote(text: string, start: number, end: number): { readonly start: number; readonly end: number } {
  const quote = OPENING_QUOTES.indexOf(text[start - 1] ?? ' ');
  const closes = quote >= 0 && text.slice(start, end).includes('”’」』'[quote]);
  return { start: closes ? start - 1 : start, end };
}

/** A glossary of these entries; where a term has several, they keep their order, so give a document's own first. */
export function createGlossary(entries: readonly TermEntry[]): Glossary {
  const trie = new Trie();
  for (const entry of entries) trie.add(entry);
  return trie;
}
