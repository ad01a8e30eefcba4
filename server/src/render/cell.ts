/** Cells of a page, with what most of them are. */
import type { PageCell } from './page.ts';

type Parts = Partial<Omit<PageCell, 'text' | 'kind'>>;

const PLAIN = { colspan: 1, rowspan: 1, align: 'left', indent: 0, derived: false, uncertain: false } as const;

export const labelCell = (text: string, parts: Parts = {}): PageCell => ({ text, kind: 'label', ...PLAIN, ...parts });
export const textCell = (text: string, parts: Parts = {}): PageCell => ({ text, kind: 'text', ...PLAIN, ...parts });
export const figureCell = (text: string, parts: Parts = {}): PageCell => ({ text, kind: 'figure', ...PLAIN, align: 'right', ...parts });

/** A heading cell. */
export const headCell = (text: string, colspan = 1, rowspan = 1): PageCell => textCell(text, { colspan, rowspan, align: 'center' });

/** Columns of the printed grid that a line takes, cells that reach down into it left out. */
export const widthOf = (line: readonly PageCell[] | undefined): number => line?.reduce((sum, { colspan }) => sum + colspan, 0) ?? 0;
