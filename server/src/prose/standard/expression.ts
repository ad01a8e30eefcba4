/** References within templates. */
import { type Expression, parseSection, type Reference } from 'budget-grammar';

const parsed = new Map<string, Expression | undefined>();
const MOST_PARSED = 5000;

/** What stands between braces; templates are read again for every version of a document. */
export function expressionOf(reference: string): Expression | undefined {
  if (parsed.has(reference)) return parsed.get(reference);
  if (parsed.size >= MOST_PARSED) parsed.clear();
  const { lines } = parseSection(`\\${reference}`, 'text', () => false);
  const [line] = lines;
  const found = line?.kind === 'paragraph' ? line.inlines.find((inline): inline is Reference => inline.kind === 'reference') : undefined;
  parsed.set(reference, found?.expression);
  return found?.expression;
}
