/**
 * What the extension and the script in the preview say to each other.
 *
 * Both sides check the shape of what arrives: a message may come from any frame, and a panel may have been left by an older version of the extension.
 */
import type { PreviewTable, SourceRange } from '../protocol.ts';

/** Words that the preview's own controls show, in the user's language. */
export interface Labels {
  readonly goTo: string;
  readonly stale: string;
  /** What a click on a computed figure does. */
  readonly computed: string;
}

export type ToPreview =
  /** Show this; only what differs from what is shown is changed. */
  | { readonly type: 'update'; readonly html: string; readonly tables: readonly PreviewTable[]; readonly map: readonly SourceRange[] }
  /** Mark what was typed on the line of the cursor. */
  | { readonly type: 'mark'; readonly line: number }
  /** Bring what was typed on a line into view if it is not. */
  | { readonly type: 'reveal'; readonly line: number }
  /** What is shown is no longer what is typed, because the server does not answer. */
  | { readonly type: 'stale' };

export type FromPreview =
  /** The script runs and wants content. */
  | { readonly type: 'ready' }
  /** The user clicked what was typed on these lines. */
  | { readonly type: 'open'; readonly line: number; readonly endLine: number }
  /** The user clicked what a reference prints: go to the reference, or to the cell behind it. Which these are the extension knows. */
  | { readonly type: 'computed'; readonly element: string; readonly cell: boolean }
  /** The user scrolled; this line is in the middle now. */
  | { readonly type: 'scrolled'; readonly line: number };

/** What the preview keeps over a restart of the window. */
export interface PreviewState {
  readonly uri: string;
}

const isLine = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A message of the preview, or undefined for anything else. */
export function readFromPreview(value: unknown): FromPreview | undefined {
  if (!isRecord(value)) return undefined;
  if (value.type === 'ready') return { type: 'ready' };
  if (value.type === 'open' && isLine(value.line) && isLine(value.endLine))
    return { type: 'open', line: value.line, endLine: value.endLine };
  if (value.type === 'computed' && typeof value.element === 'string' && typeof value.cell === 'boolean')
    return { type: 'computed', element: value.element, cell: value.cell };
  if (value.type === 'scrolled' && isLine(value.line)) return { type: 'scrolled', line: value.line };
  return undefined;
}

/** A message of the extension, or undefined for anything else. */
export function readToPreview(value: unknown): ToPreview | undefined {
  if (!isRecord(value)) return undefined;
  if (value.type === 'stale') return { type: 'stale' };
  if ((value.type === 'mark' || value.type === 'reveal') && isLine(value.line)) return { type: value.type, line: value.line };
  if (value.type !== 'update' || typeof value.html !== 'string' || !Array.isArray(value.tables) || !Array.isArray(value.map))
    return undefined;
  return { type: 'update', html: value.html, tables: value.tables.filter(isTable), map: value.map.filter(isSourceRange) };
}

/** The state of a restored panel, or undefined where it cannot be read. */
export function readState(value: unknown): PreviewState | undefined {
  return isRecord(value) && typeof value.uri === 'string' ? { uri: value.uri } : undefined;
}

const isTable = (value: unknown): value is PreviewTable =>
  isRecord(value) && typeof value.id === 'string' && typeof value.title === 'string';

const isSourceRange = (value: unknown): value is SourceRange =>
  isRecord(value) && typeof value.element === 'string' && isLine(value.line) && isLine(value.endLine);
