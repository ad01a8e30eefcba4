/** What the product brings with it: catalogue, form sets, terms. Both rims start from here. */
import { builtInCatalogue } from '../accounts/builtin.ts';
import { builtInDeferred } from '../forms/builtin.ts';
import { createFormSets, type FormSets } from '../forms/registry.ts';
import { builtInTerms } from '../glossary/builtin.ts';
import { createLanguageService, type LanguageService } from '../service/service.ts';

/** `docs` gives the address of a check's page. */
export function defaultService(docs: (code: string) => string, formSets: FormSets = createFormSets(builtInDeferred)): LanguageService {
  return createLanguageService({ catalogue: builtInCatalogue(), formSets, terms: builtInTerms(), docs });
}
