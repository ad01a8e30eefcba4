/** Inside `{…}`: tables, then their rows, then their columns; words of the field, accounts that are used, functions; each with what it comes to. */
import { matchKey } from 'budget-grammar';
import { moneyUnits } from '../../disclosure/quantity.ts';
import { labelKey } from '../../forms/names.ts';
import type { Panel, TableForm } from '../../forms/types.ts';
import type { ReferenceContext } from '../../prose/reference/context.ts';
import { BASES, HEAD_NAMES, tableNamed } from '../../prose/reference/names.ts';
import { phrases } from '../../prose/reference/phrases.ts';
import type { Analysis, Caret } from '../analysis.ts';
import { canBeTyped, columnNames, type RowName, rowNames } from '../reference/names.ts';
import { byTopic, topicAt } from '../reference/topic.ts';
import { textOfPath } from '../reference/value.ts';
import { type Candidate, CONSTANT, FIELD, FUNCTION, KEYWORD, MODULE, MOST, merge, PROPERTY, type Proposal, rank, VALUE } from './match.ts';
import { type ReferencePlace, referencePlace } from './reference-place.ts';

/** What a candidate is, beside what is shown of it. */
interface Offer {
  readonly label: string;
  readonly insert: string;
  readonly kind: typeof FIELD;
  /** By what it is found, beside its label. */
  readonly names?: readonly string[];
  readonly detail?: string;
  readonly description?: string;
  /** The value to show; candidates that come to nothing are left out where `certain`. */
  readonly path?: readonly string[];
  readonly certain?: boolean;
  readonly snippet?: boolean;
  readonly leads?: boolean;
}

export function referenceCandidates(before: string, caret: Caret, analysis: Analysis, snippets: boolean): Proposal | undefined {
  const place = referencePlace(before, caret);
  if (!place) return undefined;
  const context = analysis.references;
  const groups = groupsAt(place, context, topicAt(caret.read.section, caret.line.start), snippets);
  const offers = new Map(groups.flat().map((offer) => [candidateOf(offer), offer]));
  const candidates = [...offers.keys()];
  const shown: Candidate[] = [];
  let at = 0;
  const ranked = groups.map((group) => {
    const own = candidates.slice(at, at + group.length);
    at += group.length;
    return rank(place.typed, own, (candidate) => [candidate.label, ...(offers.get(candidate)?.names ?? [])]);
  });
  for (const candidate of merge(...ranked)) {
    if (shown.length >= MOST) break;
    const described = withValue(offers.get(candidate)!, place, context);
    if (described) shown.push(candidateOf(described));
  }
  return { from: place.from, to: place.to, candidates: shown };
}

const candidateOf = ({ label, insert, kind, detail, description, snippet, leads }: Offer): Candidate => ({
  label,
  insert,
  kind,
  ...(detail === undefined ? {} : { detail }),
  ...(description === undefined ? {} : { description }),
  ...(snippet ? { snippet } : {}),
  ...(leads ? { commit: ['.'] } : {}),
});

/** With its value beside it; undefined where it has none but must. */
function withValue(offer: Offer, place: ReferencePlace, context: ReferenceContext): Offer | undefined {
  if (!offer.path) return offer;
  const value = textOfPath([...place.path, ...offer.path], context);
  if (value === undefined) return offer.certain ? undefined : offer;
  return { ...offer, description: value };
}

function groupsAt(place: ReferencePlace, context: ReferenceContext, topic: string, snippets: boolean): Offer[][] {
  const special = place.path.length === 0 && place.call ? argumentOffers(place.call.name, place.call.argument) : [];
  const based = BASES.has(matchKey(place.path[0] ?? ''));
  const path = based ? place.path.slice(1) : place.path;
  if (path.length > 0) return insideOf(path, context);
  const plainly = !based && !place.call && !place.operand;
  const accounts = accountOffers(context);
  if (special.length > 0 && ONLY.has(place.call!.name)) return [special];
  return [
    special,
    byTopic(tableOffers(context), topic, ({ label }) => label),
    plainly ? functionOffers(place.called, snippets) : [],
    plainly && place.typed !== '' ? headOffers() : [],
    byTopic(factOffers(context), topic, ({ label }) => label),
    based ? [] : basisOffers(context),
    plainly && place.typed === '' ? headOffers() : [],
    place.typed === '' ? accounts.filter(({ label }) => label.length === 3) : [...accounts, ...labelOffers(context)],
  ];
}

/** Functions whose further arguments are words of the language alone. */
const ONLY: ReadonlySet<string> = new Set(['金额', '列举', '原因']);

/** What only an argument can be: a unit, a basis. */
function argumentOffers(name: string, argument: number): Offer[] {
  if (argument === 0) return [];
  if (name === '金额') return moneyUnits.map((unit) => ({ label: unit, insert: unit, kind: VALUE }));
  if (name === '列举') return [{ label: '金额', insert: '金额', kind: KEYWORD }];
  return ['增减', '变动', '完成', '比较', '原因'].includes(name)
    ? ['年初预算', '上年'].map((word) => ({ label: word, insert: word, kind: KEYWORD }))
    : [];
}

const tableOffers = ({ names: { formSet } }: ReferenceContext): Offer[] =>
  formSet.tables.flatMap(({ title, number, role }) => {
    const insert = canBeTyped(title) ? title : role;
    return [{ label: title, insert, kind: MODULE, names: [role, number], description: number, leads: true }];
  });

/** Functions with their parameters as their usage shows them: 占比(其他收入，本年收入合计). */
function functionOffers(called: boolean, snippets: boolean): Offer[] {
  return [...phrases].map(([name, { usage }]) => {
    const [, list] = /^[^(]*\((.*?)\)/.exec(usage) ?? [];
    const parameters = (list ?? '').split('，');
    const places = parameters.map((parameter, i) => `\${${i + 1}:${parameter}}`).join('，');
    const insert = called ? name : snippets ? `${name}(${places})` : `${name}(`;
    return { label: name, insert, kind: FUNCTION, detail: `(${parameters.join('，')})`, snippet: snippets && !called };
  });
}

const factOffers = ({ names: { formSet } }: ReferenceContext): Offer[] =>
  [...formSet.facts.keys()].filter(canBeTyped).map((name) => ({ label: name, insert: name, kind: PROPERTY, path: [name] }));

const headOffers = (): Offer[] => HEAD_NAMES.map((name) => ({ label: name, insert: name, kind: VALUE, path: [name] }));

/** Last year and the initial budget, where somebody says something of them. */
function basisOffers({ disclosure: { links }, elements }: ReferenceContext): Offer[] {
  const prior = links.prior !== undefined || elements?.rows.some((row) => row.prior);
  const budget = links.budget !== undefined || elements?.rows.some((row) => row.budget);
  return [...(prior ? ['上年'] : []), ...(budget ? ['年初预算'] : [])].map((word) => ({
    label: word,
    insert: word,
    kind: KEYWORD,
    names: word === '年初预算' ? ['预算'] : [],
    leads: true,
  }));
}

/** Every account that a table lists, once. */
function accountOffers(context: ReferenceContext): Offer[] {
  const found = new Map<string, Offer>();
  for (const form of context.names.formSet.tables)
    for (const panel of form.panels)
      for (const row of rowNames(form, panel, context))
        if (row.code !== undefined && row.code !== row.name && !found.has(row.code))
          found.set(row.code, { ...accountOffer(row, row.code), certain: true });
  return [...found.values()].sort((a, b) => (a.label < b.label ? -1 : 1));
}

const accountOffer = ({ name }: RowName, code: string): Offer => ({
  label: code,
  insert: code,
  kind: CONSTANT,
  names: [name],
  detail: name,
  path: [code],
  leads: true,
});

/** Labels of all tables; those that mean one figure. */
function labelOffers(context: ReferenceContext): Offer[] {
  const { formSet } = context.names;
  const labels = formSet.tables.flatMap((form) =>
    form.panels.flatMap((panel) => rowNames(form, panel, context).flatMap(({ name, code }) => (code === undefined ? [name] : []))),
  );
  return [...new Set(labels)]
    .filter((label) => !formSet.facts.has(labelKey(label)))
    .map((label) => ({ label, insert: label, kind: FIELD, path: [label], certain: true, leads: true }));
}

/** Behind a point: rows and blocks of a table, the columns of a row. */
function insideOf(path: readonly string[], context: ReferenceContext): Offer[][] {
  const [first, ...rest] = path;
  const table = tableNamed(first, context.names.formSet);
  const found = table ? insideTable(table, rest, context) : [];
  if (found.some((group) => group.length > 0)) return found;
  // Without a table the row may stand in any; what its columns have must be one figure.
  const columns = context.names.formSet.tables.flatMap((form) =>
    form.panels.flatMap((panel) => (hasRow(form, panel, first, context) ? columnNames(panel) : [])),
  );
  return [columnOffers(columns, rest, true)];
}

function insideTable(form: TableForm, path: readonly string[], context: ReferenceContext): Offer[][] {
  const [first, ...rest] = path;
  if (first === undefined)
    return [
      form.panels.flatMap((panel) => rowOffers(form, panel, context)),
      form.panels.flatMap(({ title }) => (title !== undefined && canBeTyped(title) ? [panelOffer(title)] : [])),
      columnOffers(form.panels.flatMap(columnNames), [], false),
    ];
  const side = form.panels.filter(({ title }) => title !== undefined && labelKey(title) === labelKey(first));
  if (side.length > 0 && rest.length === 0) return [side.flatMap((panel) => rowOffers(form, panel, context))];
  const within = side.length > 0 ? side : form.panels;
  const row = side.length > 0 ? rest[0] : first;
  const behind = side.length > 0 ? rest.slice(1) : rest;
  const named = within.filter((panel) => hasRow(form, panel, row, context));
  if (named.length > 0) return [columnOffers(named.flatMap(columnNames), behind, false)];
  return [columnOffers(within.flatMap(columnNames), path, false)];
}

const panelOffer = (title: string): Offer => ({ label: title, insert: title, kind: MODULE, leads: true });

function rowOffers(form: TableForm, panel: Panel, context: ReferenceContext): Offer[] {
  return rowNames(form, panel, context).map((row) =>
    row.code === undefined || row.code === row.name
      ? { label: row.name, insert: row.name, kind: FIELD, path: [row.name], leads: true }
      : accountOffer(row, row.code),
  );
}

function hasRow(form: TableForm, panel: Panel, name: string, context: ReferenceContext): boolean {
  const key = labelKey(name);
  return rowNames(form, panel, context).some((row) => row.code === key || labelKey(row.name) === key);
}

/** Columns of a row; of those that have groups what is left of their path behind what was typed of it. */
function columnOffers(columns: readonly string[], typed: readonly string[], certain: boolean): Offer[] {
  const keys = typed.map(labelKey);
  const left = columns.flatMap((column) => {
    const parts = column.split('.');
    return keys.every((key, i) => labelKey(parts[i] ?? '') === key) ? [parts.slice(keys.length)] : [];
  });
  const names = new Set(left.filter((parts) => parts.length > 0).map((parts) => parts.join('.')));
  return [...names].map((name) => ({ label: name, insert: name, kind: PROPERTY, path: name.split('.'), certain }));
}
