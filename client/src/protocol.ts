/** What the client and the language server say to each other beyond the Language Server Protocol. */
import { NotificationType, RequestType } from 'vscode-languageclient';

export interface PreviewParams {
  readonly textDocument: { readonly uri: string };
}

/** Lines of the document (zero-based, `endLine` included) and the element of the preview that shows what is typed there. */
export interface SourceRange {
  readonly element: string;
  readonly line: number;
  readonly endLine: number;
  /** Where on these lines the reference stands that the element shows; absent for whole lines. */
  readonly character?: number;
  readonly endCharacter?: number;
  /** The first cell on which the reference rests, maybe in another file. */
  readonly target?: SourceLocation;
}

export interface SourceLocation {
  readonly uri: string;
  readonly range: { readonly start: SourcePosition; readonly end: SourcePosition };
}

export interface SourcePosition {
  readonly line: number;
  readonly character: number;
}

export interface PreviewTable {
  /** Id of the element to scroll to. */
  readonly id: string;
  readonly title: string;
}

export interface Preview {
  /** The version of the document that is shown. */
  readonly version: number;
  /** An HTML fragment without scripts; every element that the map names has its id. */
  readonly html: string;
  readonly tables: readonly PreviewTable[];
  readonly map: readonly SourceRange[];
}

export const previewRequest = new RequestType<PreviewParams, Preview | null, void>('budget/preview');

/** How a document fares, sent whenever its diagnostics change. */
export interface Status {
  readonly uri: string;
  readonly version: number;
  readonly errors: number;
  readonly warnings: number;
  /** No identity that could be checked is broken. */
  readonly balanced: boolean;
}

export const statusNotification = new NotificationType<Status>('budget/status');
