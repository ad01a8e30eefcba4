/** The head of a file: whose disclosure, for which year, in which form. */
import { t } from '@vscode/l10n';
import { fold, matchKey, type PropertyLine } from 'budget-grammar';
import { editionOf, nearestOf } from '../forms/registry.ts';
import type { FormSet } from '../forms/types.ts';
import type { Finding } from './finding.ts';
import { isMoneyUnit, moneyUnits } from './quantity.ts';
import { placeOf, type Section } from './section.ts';

/** Form sets as the head needs them. */
export interface FormSetSource {
  readonly names: readonly string[];
  get(name: string): FormSet | undefined;
  /** The set by which a document of a kind is read that names none. */
  defaultFor(kind: string): FormSet;
  /** What stands in for a form set that has mistakes. */
  instead(name: string): FormSet | undefined;
  nearest(name: string): string[];
}

export interface Head {
  readonly unit: string;
  /** As typed. */
  readonly year: string;
  /** Undefined if none or not a year. */
  readonly fiscalYear?: number;
  readonly kind: string;
  readonly formSet: FormSet;
  readonly unitOfMeasure: string;
  /** Set if amounts are typed in another unit than they are printed in (录入单位). */
  readonly inputUnit?: string;
  readonly title?: string;
  readonly properties: ReadonlyMap<string, PropertyLine>;
  readonly findings: readonly Finding[];
}

/** Properties a head may have; synonyms name the first of their line. */
const KEYS: Readonly<Record<string, string>> = {
  单位: '单位',
  部门: '单位',
  单位名称: '单位',
  部门名称: '单位',
  年度: '年度',
  文种: '文种',
  版式: '版式',
  金额单位: '金额单位',
  录入单位: '录入单位',
  单位性质: '单位性质',
  上年: '上年',
  预算: '预算',
  所属单位: '所属单位',
  简称: '简称',
  标题: '标题',
  公开日期: '公开日期',
};

/** Properties that may be given on several lines. */
const LISTS: ReadonlySet<string> = new Set(['所属单位']);

/** The property that a key names, by its usual key; undefined for an unknown one. */
export const headKeyOf = (key: string): string | undefined => KEYS[matchKey(key)];

/** Keys worth offering, in the order in which a skeleton lists them. */
export const headKeys: readonly string[] = Object.keys(KEYS).filter((key) => !key.endsWith('名称'));

const KINDS = ['决算', '预算'];
const EARLIEST = 1990;
const LATEST = 2100;

/** `2023`, `2023年`, `２０２３年度`. */
function readYear(text: string): number | undefined {
  const match = /^(\d{4})(?:年度?)?$/.exec(matchKey(text));
  const year = match ? Number(match[1]) : Number.NaN;
  return year >= EARLIEST && year <= LATEST ? year : undefined;
}

/** Whose disclosure a head says it is, without what its form set adds. */
export interface Identity {
  readonly unit: string;
  readonly fiscalYear?: number;
  /** As typed; the form set's own kind if left out. */
  readonly kind?: string;
  /** The name of the form set as typed. */
  readonly formSet: string;
}

/** As `readHead` reads it; of a property given twice the first counts. */
export function identityOf({ tree }: Section): Identity {
  const values = new Map<string, string>();
  for (const line of tree.lines) {
    const key = line.kind === 'property' ? headKeyOf(line.key.text) : undefined;
    if (line.kind === 'property' && key && !values.has(key)) values.set(key, line.value.text);
  }
  const fiscalYear = readYear(values.get('年度') ?? '');
  const kind = fold(values.get('文种') ?? '').trim();
  return {
    unit: values.get('单位') ?? '',
    ...(fiscalYear === undefined ? {} : { fiscalYear }),
    ...(kind === '' ? {} : { kind }),
    formSet: values.get('版式') ?? '',
  };
}

const DIGITS = '〇一二三四五六七八九';

/** What somebody may have meant who wrote 二〇二三 or 23. */
function likelyYears(text: string): string[] {
  const digits = [
    ...matchKey(text)
      .replace(/年度?$/, '')
      .replace(/[○零]/g, '〇'),
  ]
    .map((c) => (DIGITS.includes(c) ? String(DIGITS.indexOf(c)) : c))
    .join('');
  const year = /^\d{2}$/.test(digits) ? `20${digits}` : digits;
  return readYear(year) === undefined ? [] : [year];
}

/** Reads the head. Where 版式 is missing or unknown the common set of 文种 is taken, so that the rest is read all the same. */
export function readHead(section: Section | undefined, sets: FormSetSource): Head {
  const findings: Finding[] = [];
  const properties = new Map<string, PropertyLine>();
  for (const line of section?.tree.lines ?? []) {
    if (line.kind === 'opener') {
      const key = KEYS[matchKey(line.path.map((p) => p.text).join('/'))];
      if (!key) findings.push(unknownKey(section!, line.path[0]));
    }
    if (line.kind !== 'property') continue;
    const key = KEYS[matchKey(line.key.text)];
    if (!key) findings.push(unknownKey(section!, line.key));
    else if (properties.has(key)) {
      if (!LISTS.has(key)) findings.push(repeatedKey(section!, line));
    } else properties.set(key, line);
  }
  const value = (key: string): string => properties.get(key)?.value.text ?? '';
  const say = (key: string, code: string, message: string, candidates: readonly string[]) =>
    findings.push(wrongValue(section!, properties.get(key)!, code, message, candidates));

  const fiscalYear = readYear(value('年度'));
  if (properties.has('年度') && fiscalYear === undefined)
    say('年度', 'unknown-year', t('"{0}" is no fiscal year; write four digits, such as 2023.', value('年度')), likelyYears(value('年度')));
  const kind = fold(value('文种')).trim();
  const formSet = sets.get(value('版式'));
  const instead = formSet ? undefined : sets.instead(value('版式'));
  if (instead)
    say(
      '版式',
      'unknown-form-set',
      t('The form set "{0}" has mistakes and is not in force; the document is read as {1}.', value('版式'), instead.name),
      [],
    );
  else if (properties.has('版式') && !formSet) {
    const nearest = sets.nearest(value('版式'));
    const names = (nearest.length > 0 ? nearest : sets.names).join('、');
    say(
      '版式',
      'unknown-form-set',
      t('There is no form set "{0}"; the document is read as {1}. Near or known: {2}.', value('版式'), sets.defaultFor(kind).name, names),
      nearest,
    );
  }
  const set = editionOf(formSet ?? instead ?? sets.defaultFor(kind), fiscalYear);
  if (properties.has('文种') && !KINDS.includes(kind))
    say('文种', 'unknown-kind', t('"{0}" is no kind of disclosure; write 决算 or 预算.', value('文种')), KINDS);
  const unit = (key: string): string | undefined => {
    if (!properties.has(key)) return undefined;
    const typed = fold(value(key)).trim();
    if (isMoneyUnit(typed)) return typed;
    say(
      key,
      'unknown-unit-of-measure',
      t('"{0}" is no unit of money; write one of {1}.', value(key), moneyUnits.join('、')),
      nearestOf(typed, moneyUnits),
    );
    return undefined;
  };
  const unitOfMeasure = unit('金额单位') ?? set.unitOfMeasure;
  const inputUnit = unit('录入单位');
  return {
    unit: value('单位'),
    year: value('年度'),
    fiscalYear,
    kind: kind || set.kind,
    formSet: set,
    unitOfMeasure,
    ...(inputUnit && inputUnit !== unitOfMeasure ? { inputUnit } : {}),
    ...(properties.has('标题') ? { title: value('标题') } : {}),
    properties,
    findings,
  };
}

function unknownKey(section: Section, key: { start: number; end: number; text: string }): Finding {
  const nearest = nearestOf(key.text, headKeys);
  const message =
    nearest.length > 0
      ? t('"{0}" is no property of the head; it is kept but not used. Near: {1}.', key.text, nearest.join('、'))
      : t('"{0}" is no property of the head; it is kept but not used.', key.text);
  return {
    code: 'unknown-property',
    severity: 'warning',
    message,
    place: placeOf(section, key),
    fixes: replaceFixes(section, key, nearest),
  };
}

function repeatedKey(section: Section, line: PropertyLine): Finding {
  return {
    code: 'repeated-property',
    severity: 'warning',
    message: t('{0} is given twice; the first one counts.', line.key.text),
    place: placeOf(section, line.key),
  };
}

function wrongValue(section: Section, line: PropertyLine, code: string, message: string, candidates: readonly string[]): Finding {
  const span = line.value.text === '' ? line.key : line.value;
  return { code, severity: 'error', message, place: placeOf(section, span), fixes: replaceFixes(section, line.value, candidates) };
}

/** One fix a candidate: write it in place of what was typed. */
export function replaceFixes(section: Section, span: { start: number; end: number }, candidates: readonly string[]) {
  return candidates.map((text, i) => ({
    title: t('Replace with {0}', text),
    edits: [{ place: placeOf(section, span), text }],
    preferred: i === 0 && candidates.length === 1,
  }));
}
