/** The checks on accounts (R17): which codes and names stand in a table, told apart from what amounts they carry. */
import type { AccountCatalogue, AccountDimension } from '../accounts/types.ts';
import type { Place } from '../disclosure/place.ts';

/** A row that bears an account's code, free of how its table was typed. */
export interface AccountRow {
  readonly code: string;
  readonly name?: string;
  readonly codePlace: Place;
  readonly namePlace?: Place;
  /** The whole line with its comment, without the line end. */
  readonly rowPlace: Place;
  /** The name that the form set prints for this code. */
  readonly listedName?: string;
  /** Unit, side or block within the table: the same code may stand once in each. */
  readonly group?: string;
  /** True if the row carries no figure other than zero. */
  readonly empty?: boolean;
}

export interface AccountContext {
  /** What the table's codes are to be: 功能 or 经济. */
  readonly dimension: AccountDimension;
  /** Fiscal year; without it nothing is said of new and retired accounts. */
  readonly year?: number;
  readonly catalogue: AccountCatalogue;
  readonly tableTitle: string;
  /** Codes in the order in which the form prints them, if it fixes one. */
  readonly listedOrder?: readonly string[];
  /** The text of a section, for fixes that move or delete whole lines. */
  readonly sectionText: (section: number) => string;
}
