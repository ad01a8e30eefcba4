/** Standard text of a form set for one disclosure: conditions decided, repetitions written out, `{…}` left in. */
import { LEVELS } from '../../accounts/levels.ts';
import { once, onceForPair } from '../../base/once.ts';
import { numbered } from '../../forms/numbering.ts';
import type { RowForm, StandardBlock } from '../../forms/types.ts';
import type { ReferenceContext } from '../reference/context.ts';
import { boundTable } from '../reference/lists.ts';
import { tableNamed } from '../reference/names.ts';
import { evaluate } from '../reference/resolve.ts';
import { FUNCTIONAL } from '../roles.ts';
import { holds } from './condition.ts';
import { expressionOf } from './expression.ts';
import { filledText } from './text.ts';

/** A row of a repetition. */
interface Current {
  /** How a reference names it: `财政拨款总表.208`. */
  readonly path: string;
  readonly code: string;
  readonly name: string;
  /** `社会保障和就业支出（类）行政事业单位养老支出（款）…` */
  readonly full: string;
}

/** The lines of the text, one a paragraph; worked out once a context. */
export const expand = onceForPair((blocks: readonly StandardBlock[], context: ReferenceContext): readonly string[] =>
  blocks.flatMap((block) => expandBlock(block, context, undefined)),
);

function expandBlock(block: StandardBlock, context: ReferenceContext, current: Current | undefined): string[] {
  switch (block.kind) {
    case 'paragraph': {
      const text = filledText(withCurrent(block.text, current), context);
      return text === undefined || text === '' ? [] : [text];
    }
    case 'when': {
      const applies = holds(withRow(block.condition, current), context);
      if (applies === undefined) return [];
      return (applies ? block.blocks : block.otherwise).flatMap((one) => expandBlock(one, context, current));
    }
    case 'each': {
      let count = 0;
      return rowsOf(block.list, context).flatMap((row) => {
        const lines = block.blocks.flatMap((one) => expandBlock(one, context, row));
        if (lines.length === 0) return [];
        count++;
        return lines.map((line, i) => (i === 0 ? `${numbered(block.numbering, count)}${line}` : line));
      });
    }
  }
}

/** 本行名称 and its like are words; 本行 within a reference or a condition is the row's path. */
function withCurrent(text: string, current: Current | undefined): string {
  if (!current) return text;
  return text
    .replaceAll('{本行名称}', current.name)
    .replaceAll('{本行全称}', current.full)
    .replaceAll('{本行编码}', current.code)
    .replace(/\{[^{}]*\}|[〔｜][^{}〔〕｜？]*？/g, (reference) => withRow(reference, current));
}

const withRow = (source: string, current: Current | undefined): string =>
  current ? source.replaceAll('本行编码', current.code).replaceAll('本行', current.path) : source;

/** The rows of `财政拨款总表.类` that have a figure, this year's or the budget's. */
function rowsOf(list: string, context: ReferenceContext): Current[] {
  const [name, level = ''] = list.split('.');
  const form = tableNamed(name, context.names.formSet);
  const table = form && boundTable(form, context);
  const length = LEVELS.get(level);
  if (!table || length === undefined) return [];
  const codes = new Map<string, string>();
  for (const { row, name: typed, panel } of table.rows) {
    const found = typeof row === 'string' ? { code: row, name: typed?.text } : row && classRow(row);
    if (found?.code.length !== length || codes.has(found.code)) continue;
    const listed = panel.codes?.listed?.find((entry) => entry.code === found.code)?.name;
    codes.set(found.code, listed ?? found.name ?? context.names.catalogue.find(found.code)?.name ?? found.code);
  }
  return [...codes]
    .map(([code, title]): Current => ({ path: `${form.role}.${code}`, code, name: title, full: fullName(code, title, context) }))
    .filter(({ path }) => ['', '年初预算.'].some((basis) => isFilled(`{${basis}${path}}`, context)))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** A fixed line of a class: 八、社会保障和就业支出. */
function classRow({ at, label }: RowForm): { readonly code: string; readonly name: string } | undefined {
  const code = at?.members[FUNCTIONAL];
  return code === undefined ? undefined : { code, name: label.replace(/^[一二三四五六七八九十廿]+、/, '') };
}

function isFilled(reference: string, context: ReferenceContext): boolean {
  const expression = expressionOf(reference);
  const outcome = expression && evaluate(expression, context);
  return outcome?.kind === 'value' && !outcome.value.amount.isZero();
}

/** What the document calls its accounts. */
const namesByCode = once(({ tables }: ReferenceContext['names']): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const { rows } of tables)
    for (const { row, name } of rows) if (typeof row === 'string' && name && !found.has(row)) found.set(row, name.text);
  return found;
});

/** Names of the accounts above as the document has them, else the catalogue. */
function fullName(code: string, title: string, { names }: ReferenceContext): string {
  const known = namesByCode(names);
  return [...LEVELS]
    .filter(([, length]) => length <= code.length)
    .map(([level, length]) => {
      const prefix = code.slice(0, length);
      const name =
        prefix === code ? title : (known.get(prefix) ?? names.catalogue.find(prefix)?.name ?? listedName(prefix, names.formSet) ?? prefix);
      return `${name.trim()}（${level}）`;
    })
    .join('');
}

function listedName(code: string, { tables }: ReferenceContext['names']['formSet']): string | undefined {
  for (const { panels } of tables)
    for (const { rows } of panels) {
      const row = rows.find(({ at }) => at?.members[FUNCTIONAL] === code);
      if (row) return classRow(row)?.name;
    }
  return undefined;
}
