/** The language: text to sections, sections to trees, trees back to text. Knows nothing of tables, accounts or editors. */
export { parseAgain } from './again.ts';
export { type Reading, readCell } from './amount.ts';
export { blankWidth, fold, isVoid, matchKey, splitPath } from './chars.ts';
export { Kept, type KeptOfLines } from './kept.ts';
export type { TitleTest } from './lexer.ts';
export { SectionParser, sectionParser } from './parser.ts';
export { formatSection, type PrintOptions, printSection, printSections, type TextEdit } from './printer.ts';
export { displayWidth } from './printer-width.ts';
export { type ReferencePiece, type ReferencePieceKind, referencePieces } from './scan/reference.ts';
export { readNumber } from './scan/text.ts';
export { parseSection } from './section.ts';
export { groundOf, type SectionText, splitSections } from './sections.ts';
export type * from './tree.ts';
