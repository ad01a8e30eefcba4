/** Files of the workspace behind 上年, 预算 and 所属单位: those that fit by unit, year and kind first. */
import { headKeyOf } from '../../disclosure/head.ts';
import { LINK_KEYS } from '../../disclosure/head-links.ts';
import { mismatches } from '../../workspace/link-fit.ts';
import { nameOf } from '../../workspace/uris.ts';
import type { Analysis, Caret } from '../analysis.ts';
import { type Candidate, FILE, merge, type Proposal, rank } from './match.ts';

const SEPARATOR = /[、，,；;]/;

/** `value` is what stands between the key's colon and the caret. */
export function linkCandidates(property: string, value: string, caret: Caret, analysis: Analysis): Proposal | undefined {
  const key = LINK_KEYS.find((one) => one === headKeyOf(property));
  if (!key) return undefined;
  const { head, links } = analysis.disclosure;
  const list = key === '所属单位';
  const typed = list ? (value.split(SEPARATOR).at(-1) ?? '').trimStart() : value;
  const text = caret.read.section.tree.text.slice(caret.offset, caret.line.comment?.start ?? caret.line.end);
  const rest = list ? text.search(/[、，,；;]|\s*$/) : text.trimEnd().length;
  const others = value.slice(0, value.length - typed.length) + text.slice(rest);
  const files = (links.nearby ?? []).filter(({ path }) => !list || !others.split(SEPARATOR).some((one) => one.trim() === path));
  const fitting = new Set(
    files.filter(({ identity }) => {
      const { unit, fiscalYear, kind } = identity;
      return mismatches(key, head, { ...head, unit, fiscalYear, year: String(fiscalYear ?? ''), kind: kind ?? head.kind }).length === 0;
    }),
  );
  const names = new Map(
    files.map((file) => [file.path, [file.path, file.path.replace(/^\.\//, ''), nameOf(file.uri), file.identity.unit]]),
  );
  const candidatesOf = (wanted: boolean): Candidate[] =>
    files
      .filter((file) => fitting.has(file) === wanted)
      .map(({ path, identity: { unit, fiscalYear, kind } }) => ({
        label: path,
        description: [unit, fiscalYear, kind].filter((part) => part !== undefined && part !== '').join(' '),
        kind: FILE,
        insert: path,
      }));
  const ranked = (wanted: boolean) => rank(typed, candidatesOf(wanted), ({ label }) => names.get(label) ?? [label]);
  return { from: caret.offset - typed.length, to: caret.offset + rest, candidates: [...merge(ranked(true)), ...merge(ranked(false))] };
}
