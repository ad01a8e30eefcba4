/** The account catalogue that rules for a document: the built-in one, overlaid by the accounts table nearest to it. */
import { layerCatalogue } from '../accounts/catalogue.ts';
import { parseAccountTable } from '../accounts/override.ts';
import type { AccountCatalogue, AccountTableProblem } from '../accounts/types.ts';
import { type FileSource, foldersAbove } from './files.ts';

/** Names under which a user puts the official table beside the disclosures. */
export const ACCOUNT_TABLES = ['accounts.tsv', 'accounts.csv'] as const;

export interface RulingCatalogue {
  readonly catalogue: AccountCatalogue;
  /** The table it was overlaid by, with what could not be used of it. */
  readonly table?: { readonly uri: string; readonly problems: readonly AccountTableProblem[] };
}

export class Catalogues {
  readonly #base: AccountCatalogue;
  readonly #files: FileSource;
  #tables = new Map<string, Promise<RulingCatalogue | undefined>>();

  constructor(base: AccountCatalogue, files: FileSource) {
    this.#base = base;
    this.#files = files;
  }

  /** Looks beside the document, then in the folders above it up to a root. The same table gives the same object. */
  async of(uri: string, roots: readonly string[]): Promise<RulingCatalogue> {
    for (const folder of foldersAbove(uri, roots))
      for (const name of ACCOUNT_TABLES) {
        const found = await this.#table(`${folder}/${name}`);
        if (found) return found;
      }
    return { catalogue: this.#base };
  }

  /** Forgets what was read: an accounts table changed, came or went. */
  clear(): void {
    this.#tables = new Map();
  }

  #table(uri: string): Promise<RulingCatalogue | undefined> {
    let table = this.#tables.get(uri);
    if (!table) {
      table = this.#read(uri);
      this.#tables.set(uri, table);
    }
    return table;
  }

  async #read(uri: string): Promise<RulingCatalogue | undefined> {
    const bytes = await this.#files.read(uri);
    if (!bytes) return undefined;
    const { accounts, problems } = parseAccountTable(bytes, { classifications: this.#base.classifications });
    return { catalogue: layerCatalogue(this.#base, accounts), table: { uri, problems } };
  }
}
