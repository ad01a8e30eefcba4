/** The tables of the published disclosures under samples/, as the reader binds them: what the model is given when a user opens one. */
import { readFileSync } from 'node:fs';
import { modelSpec } from '../../server/src/forms/field.ts';
import type { ModelSpec, ModelTable } from '../../server/src/model/types.ts';
import { analyse } from '../service/kit.ts';

export interface Published {
  readonly name: string;
  readonly spec: ModelSpec;
  /** In the order of the file; the key of each is the number printed on it: 公开03表. */
  readonly tables: readonly ModelTable[];
}

const NAMES = [
  'jingdezhen-medical-insurance-2023-final',
  'ezhou-medical-insurance-2022-final',
  'nanchang-honggutan-medical-insurance-bureau-2023-final',
  'zengdu-medical-insurance-information-center-2025-budget',
];

const read = (name: string): Published => {
  const { disclosure } = analyse(readFileSync(new URL(`../../samples/${name}.budget`, import.meta.url), 'utf8'));
  const tables = disclosure.tables.map(({ form, model }) => ({ ...model, key: form.number ?? form.title }));
  return { name, spec: modelSpec(disclosure.formSet), tables };
};

/** Every published disclosure that prints tables. */
export const published = (): readonly Published[] => NAMES.map(read);

/** Tables whose leaves stand in one sum only: 基本支出 by economic account in one column, and “三公”. */
export const isSingle = (table: string): boolean => ['公开06表', '公开09表', '附表4-7'].includes(table);
