/** What a workspace brings for a document, its accounts table and form sets, and the language service made of them. */
import { builtInCatalogue } from '../accounts/builtin.ts';
import type { AccountCatalogue } from '../accounts/types.ts';
import { builtInDeferred, builtInForms } from '../forms/builtin.ts';
import type { FormSets } from '../forms/registry.ts';
import type { LanguageService } from '../service/service.ts';
import { Catalogues, type RulingCatalogue } from '../workspace/catalogues.ts';
import type { FileSource } from '../workspace/files.ts';
import { OwnForms, type RulingForms } from '../workspace/forms.ts';
import type { EditedDocument } from '../workspace/linked-files.ts';
import { LinkFinder } from '../workspace/links.ts';
import { defaultService } from './defaults.ts';

export interface Surroundings {
  /** The same for the same table and form sets. */
  readonly service: LanguageService;
  readonly accounts: RulingCatalogue['table'];
  readonly forms: RulingForms['files'];
}

/** What of the place where the server runs a workspace asks again and again. */
export interface Place {
  /** Documents in editors. */
  edited(): Iterable<EditedDocument>;
  /** The folders that are open. */
  roots(): readonly string[];
}

const NOWHERE: Place = { edited: () => [], roots: () => [] };

export class Workspace {
  /** The service for documents for which a workspace brings nothing. */
  readonly service: LanguageService;
  readonly #catalogues: Catalogues;
  readonly #forms: OwnForms;
  /** The files that documents draw on. */
  readonly links: LinkFinder;
  readonly #services = new WeakMap<AccountCatalogue, WeakMap<FormSets, LanguageService>>();

  /** `docs` gives the address of a check's page. */
  constructor(docs: (code: string) => string, files: FileSource, place: Place = NOWHERE) {
    this.#catalogues = new Catalogues(builtInCatalogue(), files);
    this.#forms = new OwnForms({ sets: builtInDeferred, json: builtInForms }, files);
    this.service = defaultService(docs, this.#forms.none.sets);
    this.links = new LinkFinder({
      files,
      edited: () => place.edited(),
      readerFor: async (uri) => (await this.of(uri, place.roots())).service,
      kindOf: (formSet) => this.#kindOf(formSet),
    });
    this.#services.set(builtInCatalogue(), new WeakMap([[this.#forms.none.sets, this.service]]));
  }

  /** What stands beside a document and in the folders above it, up to a root. */
  async of(uri: string, roots: readonly string[]): Promise<Surroundings> {
    const [{ catalogue, table }, forms] = await Promise.all([this.#catalogues.of(uri, roots), this.#forms.of(uri, roots)]);
    return { service: this.#serviceOf(catalogue, forms.sets), accounts: table, forms: forms.files };
  }

  /** Forgets what was read: a file changed, came or went. */
  clear(): void {
    this.#catalogues.clear();
    this.#forms.clear();
    this.links.clear();
  }

  /** A document without a form set is read by the first one. */
  #kindOf(formSet: string): string | undefined {
    const { sets } = this.#forms.none;
    return sets.get(formSet === '' ? sets.names[0] : formSet)?.kind;
  }

  #serviceOf(catalogue: AccountCatalogue, formSets: FormSets): LanguageService {
    const bySets = this.#services.get(catalogue) ?? new WeakMap<FormSets, LanguageService>();
    this.#services.set(catalogue, bySets);
    const service = bySets.get(formSets) ?? this.service.with({ catalogue, formSets });
    bySets.set(formSets, service);
    return service;
  }
}
