/** Tests of the service read as a text with a caret in it and what is said there. */
import { readFileSync } from 'node:fs';
import { builtInCatalogue } from '../../server/src/accounts/builtin.ts';
import type { LinkedDisclosure, Links } from '../../server/src/disclosure/links.ts';
import { builtInFormSets } from '../../server/src/forms/builtin.ts';
import { createFormSets } from '../../server/src/forms/registry.ts';
import { builtInTerms } from '../../server/src/glossary/builtin.ts';
import type { Analysis } from '../../server/src/service/analysis.ts';
import { createLanguageService, type LanguageService } from '../../server/src/service/service.ts';
import type { Position } from '../../server/src/workspace/document.ts';

export const service: LanguageService = createLanguageService({
  catalogue: builtInCatalogue(),
  formSets: createFormSets(builtInFormSets()),
  terms: builtInTerms(),
  docs: (code) => `docs:${code}`,
});

export const URI = 'file:///test.budget';

/** A real disclosure as published. */
export const sample = readFileSync(new URL('../../samples/jingdezhen-medical-insurance-2023-final.budget', import.meta.url), 'utf8');

export const linesOf = (text: string): string[] => text.split(/\r\n|\n|\r/);

/** The head that a fixture leaves out. */
export const HEAD = '单位：某中心\n年度：2023\n文种：决算\n版式：江西省单位决算\n\n';

/** A text that does not begin with a head gets the usual one. */
export const withHead = (source: string): string => (/^[^【\n]+[：:]/.test(source) ? source : HEAD + source);

export interface Marked {
  readonly text: string;
  readonly analysis: Analysis;
  /** Where `<|>` stood. */
  readonly position: Position;
}

export const analyse = (text: string): Analysis => service.createSession().analyse(service.createDocument(URI, 1, text));

/** A text as others draw on it. */
export const linked = (text: string, uri: string): LinkedDisclosure =>
  service.createLinkReader().read(service.createDocument(uri, 1, withHead(text)));

/** Texts that another one draws on, in files `prior.budget`, `budget.budget`, `unit1.budget` … */
export interface LinkedTexts {
  readonly prior?: string;
  readonly budget?: string;
  readonly units?: readonly string[];
}

export const linksTo = ({ prior, budget, units = [] }: LinkedTexts): Links => ({
  ...(prior === undefined ? {} : { prior: linked(prior, 'file:///prior.budget') }),
  ...(budget === undefined ? {} : { budget: linked(budget, 'file:///budget.budget') }),
  units: units.map((text, i) => linked(text, `file:///unit${i + 1}.budget`)),
});

/** A text read with the disclosures it draws on. */
export const analyseWith = (text: string, texts: LinkedTexts): Analysis =>
  service.createSession().analyse(service.createDocument(URI, 1, withHead(text)), linksTo(texts));

/** Takes `<|>` out of a text and reads what is left. */
export function marked(source: string): Marked {
  const whole = withHead(source);
  const offset = whole.indexOf('<|>');
  if (offset < 0) throw new Error('the fixture has no caret');
  const before = whole.slice(0, offset);
  const lines = before.split('\n');
  return {
    text: before + whole.slice(offset + 3),
    analysis: analyse(before + whole.slice(offset + 3)),
    position: { line: lines.length - 1, character: lines[lines.length - 1].length },
  };
}

/** Edits applied to a text, the last first. */
export function applyEdits(text: string, edits: readonly { range: { start: Position; end: Position }; newText: string }[]): string {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  const at = (p: Position) => starts[p.line] + p.character;
  // Of two edits at one place the later one stands behind the earlier one's text, so it goes first.
  return edits
    .toReversed()
    .sort((a, b) => at(b.range.start) - at(a.range.start))
    .reduce((result, edit) => result.slice(0, at(edit.range.start)) + edit.newText + result.slice(at(edit.range.end)), text);
}
