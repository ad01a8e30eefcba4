/** A disclosure of any length, as a real unit's: official tables whose true amounts add up to the fen, prose, performance forms, terms. */
import { builtInFormSets } from '../../server/src/forms/builtin.ts';
import { type FilledForm, fillForm } from './forms.ts';
import { explanation, glossary, overview } from './prose.ts';
import { createRandom } from './random.ts';
import { tableSections } from './tables.ts';
import { createUnit, YEAR } from './unit.ts';

/** Lines for each account of the functional classification: it takes a row in three tables, a paragraph and a term. */
const LINES_PER_ACCOUNT = 40;
const FEWEST_ACCOUNTS = 6;
const MOST_ACCOUNTS = 400;

export const FORM_SET = '江西省单位决算';

/**
 * A disclosure of `lines` lines (at least about 500); the same for the same arguments.
 *
 * The official tables and the prose take about a third of it, the rest are performance forms, and the last few lines are duties in 概况.
 */
export function generateDisclosure(lines: number, seed = 1): string {
  const random = createRandom(seed);
  const set = builtInFormSets().find(({ name }) => name === FORM_SET)!;
  const unit = createUnit(set, Math.min(MOST_ACCOUNTS, Math.max(FEWEST_ACCOUNTS, Math.round(lines / LINES_PER_ACCOUNT))), random);
  const head = [`单位：${unit.name}`, `年度：${YEAR}`, '文种：决算', `版式：${set.name}`, '金额单位：万元', '单位性质：事业单位', ''];
  const tables = tableSections(unit, set);
  const terms = glossary(unit);
  const forms: FilledForm[] = [];
  let length = head.length + overview(unit, 0).length + tables.length + explanation(unit, forms, random).length + terms.length;
  for (;;) {
    const form = fillForm(set.performance[0], unit, forms.length, random);
    // A form brings its own lines and the two or three that lead over to it.
    if (length + form.lines.length + 3 > lines) break;
    length += form.lines.length + (forms.length > 0 ? 3 : 2);
    forms.push(form);
  }
  const all = [...head, ...overview(unit, Math.max(0, lines - length)), ...tables, ...explanation(unit, forms, random), ...terms];
  return `${all.join('\n')}\n`;
}
