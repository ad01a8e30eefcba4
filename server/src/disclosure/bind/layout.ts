/**
 * From a row's cells to label, code, name and figures. Knows the heading in force, not yet which row of the form it is.
 * A row may hold several sides or blocks; each becomes a segment.
 */
import { type Cell, fold, type RowLine } from 'budget-grammar';
import type { Panel, TableForm } from '../../forms/types.ts';
import { codeIn, leadingParts } from './labels.ts';
import { textColumns } from './nested.ts';
import type { BoundColumn, Slot, TypedText } from './types.ts';

/** What governs the rows below it: a heading's slots, or the form's own columns. */
export interface Heading {
  /** `positional`: every cell stands where its title stands; `sequence`: figures follow the label in order. */
  readonly mode: 'positional' | 'sequence';
  readonly slots: readonly Slot[];
}

export interface Segment {
  /** The panel it belongs to if the heading or an opener tells; otherwise the label must. */
  readonly panel?: Panel;
  readonly code?: Cell;
  readonly codeText?: string;
  readonly name?: Cell;
  readonly texts?: readonly TypedText[];
  readonly figures: readonly { readonly column: BoundColumn | undefined; readonly cell: Cell }[];
  /** Cells beyond the last column. */
  readonly surplus: readonly Cell[];
}

const isFilled = (cell: Cell): boolean => cell.kind !== 'empty';
const isNumber = (cell: Cell): boolean => (cell.kind === 'amount' || cell.kind === 'damaged') && !cell.quoted;

/** A figure with decimals is no row number. */
const isFigure = ({ amount }: Cell): boolean => amount !== undefined && amount.decimals > 0;

export interface Context {
  readonly form: TableForm;
  /** The side opened above, if any. */
  readonly side?: Panel;
  readonly heading?: Heading;
  /** At which cell the figures of tabbed coded rows begin, if one with a name was seen. */
  readonly codedStart?: number;
}

export function segmentsOf(line: RowLine, context: Context): Segment[] {
  const { heading } = context;
  // A label alone, behind the tabs of a side that has no line there, stands at no position: it tells itself where it belongs.
  const fits = () => (context.form.panels.length > 1 ? line.cells.length > 1 : fitsPositions(line.cells, heading!.slots));
  if (heading?.mode === 'positional' && (line.tabbed || fits())) return positional(line.cells, heading.slots, context);
  const panels = context.side ? [context.side] : context.form.panels;
  if (panels.length === 1) return [sequential(line.cells, panels[0], context, line.tabbed)];
  return sidesOf(line.cells, panels).map((cells) => sequential(cells, undefined, context, line.tabbed));
}

const CODE_PART = /^\d{2,7}$/;

/** A spaced row has a cell for every title of label and code, or it has left some out and its figures must be found by their look. */
function fitsPositions(cells: readonly Cell[], slots: readonly Slot[]): boolean {
  return (
    cells.every((cell, i) => slots[i]?.kind !== 'column' || cell.kind !== 'text') &&
    !cells.some((cell, i) => slots[i]?.kind === 'name' && isNumber(cell)) &&
    !cells.some((cell, i) => slots[i]?.kind === 'codePart' && isFilled(cell) && !CODE_PART.test(fold(cell.text)))
  );
}

/** Cuts where a text cell stands behind a figure or a blank; a code before that text goes with it. */
function sidesOf(cells: readonly Cell[], panels: readonly Panel[]): Cell[][] {
  const out: Cell[][] = [[]];
  let seenFigure = false;
  for (const cell of cells) {
    const current = out[out.length - 1];
    if (cell.kind === 'text' && seenFigure) {
      const before = current[current.length - 1];
      const code = before && current.length > 1 && panels.some((panel) => codeIn(panel, before)) ? [current.pop()!] : [];
      out.push([...code, cell]);
      seenFigure = false;
      continue;
    }
    const leadingCode = current.length === 0 && panels.some((panel) => codeIn(panel, cell));
    current.push(cell);
    if (cell.kind !== 'text' && !leadingCode && current.some((c) => c.kind === 'text' || isNumber(c))) seenFigure = true;
  }
  return out.filter((part) => part.some(isFilled));
}

/** Behind a title that nobody knows nobody knows what stands where. */
function knownWidth(slots: readonly Slot[]): number {
  const unknown = slots.findIndex((slot) => slot.kind === 'unknown' && slot.title !== undefined);
  return unknown < 0 ? Number.POSITIVE_INFINITY : unknown;
}

function positional(cells: readonly Cell[], slots: readonly Slot[], context: Context): Segment[] {
  const out: {
    panel?: Panel;
    code?: Cell;
    codeText?: string;
    name?: Cell;
    texts?: TypedText[];
    figures: { column: BoundColumn | undefined; cell: Cell }[];
    surplus: Cell[];
  }[] = [];
  let current: (typeof out)[number] | undefined;
  const begin = (panel: Panel | undefined) => {
    current = {
      panel: panel ?? context.side ?? (context.form.panels.length === 1 ? context.form.panels[0] : undefined),
      figures: [],
      surplus: [],
    };
    out.push(current);
    return current;
  };
  let labelled = false;
  const known = knownWidth(slots);
  cells.slice(0, known).forEach((cell, i) => {
    const slot = slots[i];
    if (!slot) {
      if (isFilled(cell)) (current ?? begin(undefined)).surplus.push(cell);
      return;
    }
    if (slot.kind === 'label' || slot.kind === 'name' || slot.kind === 'code' || slot.kind === 'codePart') {
      if (!current || labelled) begin(slot.panel);
      labelled = false;
      takeLabel(current!, slot.kind, cell);
      return;
    }
    if (slot.kind === 'text') {
      current ??= begin(slot.panel);
      if (isFilled(cell)) current.texts = [...(current.texts ?? []), { column: slot.column, cell }];
      return;
    }
    labelled = true;
    current ??= begin(undefined);
    if (slot.kind === 'column') current.figures.push({ column: slot.column, cell });
    else if ((slot.kind === 'unknown' && isFilled(cell)) || isFigure(cell)) current.surplus.push(cell);
  });
  return joinMerged(out).filter(
    (segment) => segment.code || segment.name || segment.figures.some(({ cell }) => isFilled(cell)) || segment.surplus.length > 0,
  );
}

/** A total whose label is merged over several column groups of one panel has its figure in the last of them. */
function joinMerged(segments: readonly Segment[]): Segment[] {
  const out: Segment[] = [];
  for (const segment of segments) {
    const before = out[out.length - 1];
    const merged = before?.panel !== undefined && before.panel === segment.panel && before.name && !segment.name && !segment.code;
    if (merged && !before.figures.some(({ cell }) => isFilled(cell))) out[out.length - 1] = { ...before, figures: segment.figures };
    else out.push(segment);
  }
  return out;
}

function takeLabel(
  segment: { code?: Cell; codeText?: string; name?: Cell },
  kind: 'label' | 'name' | 'code' | 'codePart',
  cell: Cell,
): void {
  if (!isFilled(cell)) return;
  const digits = fold(cell.text);
  if (kind === 'codePart' && /^\d+$/.test(digits)) {
    const before = segment.codeText ?? fold(segment.code?.text ?? '');
    // Some print the part only (01), some the whole code so far (20801).
    segment.codeText = digits.length > before.length && digits.startsWith(before) ? digits : before + digits;
    segment.code ??= cell;
  } else if (kind === 'code' && cell.kind !== 'text') segment.code = cell;
  else if (kind === 'code' && /^[0-9A-Za-z]+$/.test(cell.text)) segment.code = cell;
  else segment.name ??= cell;
}

/** Label first, then figures in the order of the columns in force. */
function sequential(cells: readonly Cell[], panel: Panel | undefined, context: Context, tabbed: boolean): Segment {
  const possible = panel ? [panel] : context.form.panels;
  const nameless = possible.every((p) => p.single);
  const code = !nameless && cells[0] && possible.some((p) => codeIn(p, cells[0])) ? cells[0] : undefined;
  const parts = code ? leadingParts(cells, possible) : [];
  const from = code ? Math.max(1, parts.length) : 0;
  const texts = panel ? textColumns(panel) : [];
  const end = nameless ? 0 : labelEnd(cells, from, code !== undefined && texts.length === 0);
  const labels = cells.slice(from, end).filter(isFilled);
  const name = texts.length > 0 ? labels[0] : labels.at(-1);
  const beside = texts.flatMap((column, i): TypedText[] => (labels[i + 1] ? [{ column, cell: labels[i + 1] }] : []));
  const start = tabbed && context.codedStart !== undefined ? codedFigureStart(cells, end, context.codedStart) : end;
  const rest = cells.slice(start);
  const codeText = parts.map((cell) => fold(cell.text).trim()).join('');
  const label = {
    ...(panel ? { panel } : {}),
    ...(code ? { code } : {}),
    ...(codeText === '' ? {} : { codeText }),
    ...(name ? { name } : {}),
    ...(beside.length > 0 ? { texts: beside } : {}),
  };
  // Without a panel yet the columns are those of the panel to which the label will lead.
  if (!context.heading) return { ...label, figures: rest.map((cell) => ({ column: undefined, cell })), surplus: [] };
  const slots = context.heading.slots.filter((slot) => slot.kind === 'column' || slot.kind === 'unknown');
  const read = rest.slice(0, knownWidth(slots));
  const figures = read.flatMap((cell, i) => {
    const slot = slots[i];
    return slot?.kind === 'column' ? [{ column: slot.column, cell }] : [];
  });
  return { ...label, figures, surplus: read.filter((cell, i) => isFilled(cell) && slots[i]?.kind !== 'column') };
}

/** The label is the leading cells up to the last text cell before the first amount. Behind a code and its name a text of digits and no words is a figure that cannot be read. */
function labelEnd(cells: readonly Cell[], from: number, coded: boolean): number {
  let end = from;
  for (let i = from; i < cells.length && !isNumber(cells[i]); i++) {
    if (cells[i].kind !== 'text') continue;
    if (coded && end > from && isMangled(cells[i])) return end;
    end = i + 1;
  }
  return end;
}

const isMangled = ({ text, quoted }: Cell): boolean => !quoted && /\d/.test(text) && !/\p{Script=Han}/u.test(text);

/** 合计 of a pasted table counts its empty name cell: its figures begin where the coded rows' figures begin. */
function codedFigureStart(cells: readonly Cell[], label: number, codedStart: number): number {
  return label < codedStart && cells.slice(label, codedStart).every((cell) => cell.kind === 'empty') ? codedStart : label;
}
