/** The catalogue that is shipped. */
import { createCatalogue } from './catalogue.ts';
import { accountsOf, type CatalogueData } from './data.ts';
import raw from './generated/catalogue.json' with { type: 'json' };
import type { AccountCatalogue } from './types.ts';

let catalogue: AccountCatalogue | undefined;

/** The built-in catalogue; made when it is first asked for. */
export function builtInCatalogue(): AccountCatalogue {
  if (!catalogue) {
    const data = raw as unknown as CatalogueData;
    catalogue = createCatalogue({
      classifications: data.classifications,
      accounts: accountsOf(data),
      aliases: data.aliases,
      syllables: () => new Map(data.names.map((name, i) => [name, data.pinyin[i].split(' ')])),
    });
  }
  return catalogue;
}
