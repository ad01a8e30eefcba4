/** `budget/preview`: a document as it will be published, and which lines of it each element shows. */
import { pageOf } from '../render/disclosure-page.ts';
import { type HtmlElement, renderHtml } from '../render/html.ts';
import type { Analysis, Location } from '../service/analysis.ts';

export interface Preview {
  /** The version of the document that is shown. */
  readonly version: number;
  /** An HTML fragment without scripts; every element that the map names has its id. */
  readonly html: string;
  /** Every table with the id of its element, in printed order. */
  readonly tables: readonly { readonly id: string; readonly title: string }[];
  /** Zero-based lines, `endLine` included. */
  readonly map: readonly SourceRange[];
}

export interface SourceRange {
  readonly element: string;
  readonly line: number;
  readonly endLine: number;
  /** Where on these lines the reference stands that the element shows; absent for whole lines. */
  readonly character?: number;
  readonly endCharacter?: number;
  /** The first cell on which the reference rests, maybe in another file. */
  readonly target?: Location;
}

/** Images are named as the document names them; the client knows its folder. */
const asNamed = (path: string): string => path;

export function previewOf(analysis: Analysis): Preview {
  const { document, disclosure } = analysis;
  const { html, elements, tables } = renderHtml(pageOf(disclosure), { resource: asNamed });
  return { version: document.version, html, tables, map: elements.flatMap((element) => rangeOf(element, analysis)) };
}

function rangeOf({ id, place, computed, target }: HtmlElement, analysis: Analysis): SourceRange[] {
  const range = analysis.document.rangeOf(place);
  if (!range) return [];
  const lines = { element: id, line: range.start.line, endLine: range.end.line };
  if (!computed) return [lines];
  const cell = target && analysis.locate(target);
  return [{ ...lines, character: range.start.character, endCharacter: range.end.character, ...(cell ? { target: cell } : {}) }];
}
