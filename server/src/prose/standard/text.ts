/**
 * A sentence of standard text, filled in: 〔…〕 is kept where every figure in it is known, 〔甲｜乙〕 the first of which that is true.
 * What comes out is prose in the language itself, `{…}` left in, so that an author can take it over and go on.
 */
import type { ReferenceContext } from '../reference/context.ts';
import { evaluate } from '../reference/resolve.ts';
import { holds } from './condition.ts';
import { expressionOf } from './expression.ts';

/** Parts of a sentence: words and references as they stand, and optional parts with their alternatives. */
type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'option'; readonly alternatives: readonly (readonly Part[])[] };

const OPEN = '〔';
const CLOSE = '〕';
const OR = '｜';

/** A bracket that is not closed ends with the sentence. */
function partsOf(source: string): Part[] {
  let at = 0;
  const sequence = (nested: boolean): Part[][] => {
    const alternatives: Part[][] = [[]];
    while (at < source.length) {
      const char = source[at++];
      const current = alternatives[alternatives.length - 1];
      if (char === OPEN) current.push({ kind: 'option', alternatives: sequence(true) });
      else if (nested && char === CLOSE) return alternatives;
      else if (nested && char === OR) alternatives.push([]);
      else addText(current, char);
    }
    return alternatives;
  };
  return sequence(false)[0];
}

function addText(parts: Part[], char: string): void {
  const last = parts.at(-1);
  if (last?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: last.text + char };
  else parts.push({ kind: 'text', text: char });
}

/** The sentence; undefined if a figure outside of 〔…〕 is not known. */
export function filledText(source: string, context: ReferenceContext): string | undefined {
  return filled(partsOf(source), context);
}

function filled(parts: readonly Part[], context: ReferenceContext): string | undefined {
  let text = '';
  for (const part of parts) {
    if (part.kind === 'option') {
      for (const alternative of part.alternatives) {
        const found = filledAlternative(alternative, context);
        if (found === undefined) continue;
        text += found;
        break;
      }
    } else if (isKnown(part.text, context)) text += part.text;
    else return undefined;
  }
  return text;
}

const CONDITION = /^([^{}？]*[=≠<>≥≤][^{}？]*)？/;

/** 〔本年支出合计 > 0？其中：〕: an alternative may begin with what it is written for. */
function filledAlternative(parts: readonly Part[], context: ReferenceContext): string | undefined {
  const [first, ...rest] = parts;
  const condition = first?.kind === 'text' ? CONDITION.exec(first.text) : null;
  if (first?.kind !== 'text' || !condition) return filled(parts, context);
  return holds(condition[1], context)
    ? filled([{ kind: 'text', text: first.text.slice(condition[0].length) }, ...rest], context)
    : undefined;
}

const REFERENCE = /\{[^{}]*\}/g;

const isKnown = (text: string, context: ReferenceContext): boolean =>
  [...text.matchAll(REFERENCE)].every(([reference]) => {
    const expression = expressionOf(reference);
    return expression !== undefined && evaluate(expression, context).kind !== 'problem';
  });
