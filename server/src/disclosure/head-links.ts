/** The files that a head names: `上年：./2022/决算.budget`, `预算：`, and one or more behind `所属单位：`. */
import type { Line, PropertyLine, Span } from 'budget-grammar';
import { headKeyOf } from './head.ts';
import type { Section } from './section.ts';

export const LINK_KEYS = ['上年', '预算', '所属单位'] as const;
export type LinkKey = (typeof LINK_KEYS)[number];

export interface HeadLink {
  readonly key: LinkKey;
  /** The path as typed, relative to the document. */
  readonly path: string;
  readonly span: Span;
  readonly line: PropertyLine;
}

/** A key that names a list parts its files by these. */
const SEPARATORS = /[、，,；;]/;

const linkKeyOf = (key: string): LinkKey | undefined => LINK_KEYS.find((one) => one === headKeyOf(key));

/** Every file named in a head, in its order; of 上年 and 预算 the first line counts. */
export function headLinks({ tree }: Section): HeadLink[] {
  const links: HeadLink[] = [];
  for (const line of tree.lines) {
    const key = line.kind === 'property' ? linkKeyOf(line.key.text) : undefined;
    if (line.kind !== 'property' || !key || (key !== '所属单位' && links.some((link) => link.key === key))) continue;
    links.push(...pathsOf(line, key));
  }
  return links;
}

function pathsOf(line: PropertyLine, key: LinkKey): HeadLink[] {
  const { text, start } = line.value;
  let at = 0;
  return (key === '所属单位' ? text.split(SEPARATORS) : [text]).flatMap((part) => {
    // Explorer copies a path with quotes around it.
    const [, before, path] = /^(\s*["＂]?)(.*?)["＂]?\s*$/.exec(part)!;
    const from = start + at + before.length;
    at += part.length + 1;
    return path === '' ? [] : [{ key, path, span: { start: from, end: from + path.length }, line }];
  });
}

/** The link whose path covers an offset of the head. */
export const linkAt = (section: Section, offset: number): HeadLink | undefined =>
  headLinks(section).find(({ span }) => offset >= span.start && offset <= span.end);

/** The key to which a line of the head belongs, with or without a value. */
function keyOfLine(line: Line): LinkKey | undefined {
  if (line.kind === 'property') return linkKeyOf(line.key.text);
  return line.kind === 'opener' && line.path.length === 1 ? linkKeyOf(line.path[0].text) : undefined;
}

/** Keys that the head gives, be it with nothing behind: that says that there is no such file, and none is looked for. */
export const givenLinkKeys = ({ tree }: Section): ReadonlySet<LinkKey> => new Set(tree.lines.flatMap((line) => keyOfLine(line) ?? []));
