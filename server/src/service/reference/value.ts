/** What names come to, for those who show it beside them. */
import { type Expression, matchKey } from 'budget-grammar';
import { once } from '../../base/once.ts';
import type { ReferenceContext } from '../../prose/reference/context.ts';
import { BASES, HEAD_NAMES, meaningsOf } from '../../prose/reference/names.ts';
import type { Outcome } from '../../prose/reference/outcome.ts';
import { evaluate } from '../../prose/reference/resolve.ts';
import { unitOf, valueText } from '../../prose/reference/value.ts';

/** A path of names as the parser would read it; it stands nowhere. */
export const nameOf = (path: readonly string[]): Expression & { readonly kind: 'name' } => ({
  kind: 'name',
  path: path.map((text) => ({ text, start: 0, end: 0 })),
  start: 0,
  end: 0,
});

/** `487.26万元`, words; undefined where there is a problem. */
export function shownText(outcome: Outcome, { style }: ReferenceContext): string | undefined {
  if (outcome.kind === 'problem') return undefined;
  return outcome.kind === 'words' ? outcome.text : `${valueText(outcome.value, style)}${unitOf(outcome.value, style)}`;
}

const textsIn = once<ReferenceContext, Map<string, string | undefined>>(() => new Map());

/** What a path of names comes to. Kept with the context, which stays while tables, head and links do, since completion asks for the same few at every key. */
export function textOfPath(path: readonly string[], context: ReferenceContext): string | undefined {
  const texts = textsIn(context);
  const key = path.join('.');
  if (!texts.has(key)) texts.set(key, evaluatePath(path, context));
  return texts.get(key);
}

function evaluatePath(path: readonly string[], context: ReferenceContext): string | undefined {
  // An unknown name would be compared with all that are known, to name the nearest.
  const isBased = path.length > 1 && BASES.has(matchKey(path[0]));
  const isKnown = meaningsOf(isBased ? path.slice(1) : path, context.names).length > 0 || HEAD_NAMES.some((name) => name === path[0]);
  return isKnown ? shownText(evaluate(nameOf(path), context), context) : undefined;
}
