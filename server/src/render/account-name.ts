/** The name that an account is printed with where its author typed the code only. */
import type { AccountCatalogue, AccountDimension } from '../accounts/types.ts';
import type { FormSet } from '../forms/types.ts';

export interface Naming {
  readonly catalogue: AccountCatalogue;
  readonly formSet: FormSet;
  readonly year: number | undefined;
}

/** The account's name in the fiscal year, as the form set prints it; empty for an account that nobody knows. */
export function accountName(code: string, dimension: string, { catalogue, formSet, year }: Naming): string {
  const account = catalogue.find(code, dimension as AccountDimension);
  if (!account) return '';
  const former = account.formerNames?.find(({ until }) => year !== undefined && until !== undefined && year <= until);
  const name = former?.name ?? account.name;
  return formSet.accountNames[name] ?? name;
}
