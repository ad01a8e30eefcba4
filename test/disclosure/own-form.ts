/** Disclosures read by the form set that stands under samples/ as an example of a user's own. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { builtInDeferred, builtInForms } from '../../server/src/forms/builtin.ts';
import { loadFormSet } from '../../server/src/forms/loader.ts';
import { createFormSets } from '../../server/src/forms/registry.ts';
import type { FormSet } from '../../server/src/forms/types.ts';
import type { Analysis } from '../../server/src/service/analysis.ts';
import type { LanguageService } from '../../server/src/service/service.ts';
import { service as builtIn, URI } from '../service/kit.ts';

const samples = path.resolve(import.meta.dirname, '../../samples');

/** The form set's JSON as it stands in the example. */
export const ownJson: unknown = JSON.parse(readFileSync(path.join(samples, 'forms/shanghai-department-final.form.json'), 'utf8'));

const { set, problems } = loadFormSet(ownJson, { findBase: (name) => builtInForms.get(name) });
assert.deepEqual(problems, []);
export const ownSet: FormSet = set!;

const service: LanguageService = builtIn.with({ formSets: createFormSets([...builtInDeferred, ownSet]) });

/** The disclosure that uses it. */
export const ownSample: string = readFileSync(path.join(samples, 'teaching-shanghai-2023-final.budget'), 'utf8');

const HEAD = '单位：某中心\n年度：2023\n文种：决算\n版式：上海市部门决算\n\n';

/** Reads a text; the usual head is put before one that has none. */
export const analyseOwn = (text: string): Analysis =>
  service.createSession().analyse(service.createDocument(URI, 1, text.startsWith('【') ? HEAD + text : text));
