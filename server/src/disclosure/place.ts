/** Zero-based line and UTF-16 character, as the protocol counts them. */
export interface Position {
  readonly line: number;
  readonly character: number;
}
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Where a thing was typed: a section's stable id and UTF-16 offsets within that section. Stays true while other sections change. */
export interface Place {
  readonly section: number;
  readonly start: number;
  readonly end: number;
}
