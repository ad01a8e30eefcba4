/** A row whose label holds a colon reads as a property; a figure behind it tells what was meant. */
import { t } from '@vscode/l10n';
import type { Cell, Span } from 'budget-grammar';
import type { Finding } from '../finding.ts';
import { placeOf, type Section } from '../section.ts';

/** `values` is what stands behind the colon, with at least one amount among it. */
export function unquotedLabel(section: Section, key: Span & { text: string }, values: readonly Cell[]): Finding {
  const [first] = values;
  const labelled = { start: key.start, end: first.kind === 'amount' ? trimmed(section, key.start, first.start) : first.end };
  const label = section.tree.text.slice(labelled.start, labelled.end);
  return {
    code: 'unquoted-label',
    severity: 'error',
    message: t('"{0}" is read as a property, so its figure counts nowhere. A row label with a colon wants quotes.', key.text),
    place: placeOf(section, { start: key.start, end: values[values.length - 1].end }),
    fixes: [
      {
        title: t('Put the label in quotes'),
        edits: [{ place: placeOf(section, labelled), text: `"${label}"${first.kind === 'amount' ? '  ' : ''}` }],
        preferred: true,
      },
    ],
  };
}

/** Where the text before `end` ends without blanks. */
function trimmed({ tree }: Section, start: number, end: number): number {
  return start + tree.text.slice(start, end).trimEnd().length;
}
