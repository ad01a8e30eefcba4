/** Where a thing was typed: a section's stable id and UTF-16 offsets within that section. Stays true while other sections change. */
export interface Place {
  readonly section: number;
  readonly start: number;
  readonly end: number;
}
