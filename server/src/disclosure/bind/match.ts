/** Which row of the form a typed row is: by its code, by its label, by its place. */
import type { FormSet, Panel, TableForm } from '../../forms/types.ts';
import { codeByName, codeIn, rowByLabel } from './labels.ts';
import type { Segment } from './layout.ts';
import { nestedMember } from './nested.ts';
import type { RowKey } from './types.ts';

export interface MatchContext {
  readonly form: TableForm;
  readonly formSet: FormSet;
  /** The side opened above, if any. */
  readonly side?: Panel;
  /** The last row bound in each panel: of rows with the same label the next one is meant. */
  readonly last: ReadonlyMap<Panel, RowKey>;
}

/** `index` counts the segments of a line: the second of them most likely belongs to the second panel. */
export function matchRow(
  segment: Segment,
  context: MatchContext,
  index: number,
): { readonly panel: Panel; readonly row: RowKey } | undefined {
  const panels = panelsFor(segment, context, index);
  for (const panel of panels) {
    const row = rowIn(panel, segment, context);
    if (row !== undefined) return { panel, row };
  }
  return segment.code || segment.name ? undefined : namelessRow(panels, context);
}

/** Figures without any label: the one row of a nameless table, or the total that stands above all codes, whose label some exports leave out. */
function namelessRow(panels: readonly Panel[], { last }: MatchContext): { readonly panel: Panel; readonly row: RowKey } | undefined {
  const single = panels.find((panel) => panel.single);
  if (single) return { panel: single, row: undefined };
  const headed = panels.find((panel) => panel.codes?.total && panel.codes.totalAt === 'first' && !last.has(panel));
  return headed && { panel: headed, row: headed.codes!.total };
}

/** A side that was opened comes first; what it does not have may stand in another, whose opener is missing. */
function panelsFor(segment: Segment, { form, side }: MatchContext, index: number): readonly Panel[] {
  if (segment.panel && segment.panel !== side) return [segment.panel];
  return side ? [side, ...form.panels.filter((panel) => panel !== side)] : rotate(form.panels, index);
}

function rowIn(panel: Panel, segment: Segment, { form, formSet, last }: MatchContext): RowKey {
  const code = segment.codeText ?? (segment.code && codeIn(panel, segment.code));
  if (code !== undefined && panel.codes && ownsCode(panel, code, form))
    return panel.codes.levels ? nestedMember(panel.codes, code, last.get(panel)) : code;
  if (!segment.name) return undefined;
  const row = rowByLabel(panel, segment.name.text, formSet, last.get(panel));
  if (row) return row;
  if (segment.code) return undefined;
  return codeByName(panel, segment.name.text) ?? (panel.codes?.label === 'name' ? segment.name.text : undefined);
}

/** A code that a panel lists belongs there; one that none lists belongs to the first panel of codes whose listed ones are its kin. */
function ownsCode(panel: Panel, code: string, form: TableForm): boolean {
  const others = form.panels.filter((other) => other !== panel && other.codes);
  if (others.length === 0) return true;
  const kin = (p: Panel) =>
    Math.max(0, ...(p.codes?.listed ?? []).map((entry) => (entry.code === code ? 9 : sharedPrefix(entry.code, code))));
  return others.every((other) => kin(other) <= kin(panel));
}

const rotate = <T>(list: readonly T[], by: number): T[] =>
  list.length === 0 ? [] : [...list.slice(by % list.length), ...list.slice(0, by % list.length)];

function sharedPrefix(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}
