/** Address fragments: `支出 资金=一般公共 性质=基本`, how they are read, joined and written. */
import * as l10n from '@vscode/l10n';
import type { Address, Formula, Term } from '../model/types.ts';
import { dimensions, measures } from './field.ts';
import { type Node, type Problems, problem, text } from './reader.ts';
import type { Fragment } from './types.ts';

export const EMPTY: Fragment = { members: {} };

/** The member that stands for a dimension's whole. */
const WHOLE = '*';

function checkMember(dimension: string, member: string, node: Node, problems: Problems): boolean {
  const known = dimensions.get(dimension);
  if (!known) {
    problem(problems, node, l10n.t('"{0}" is no dimension. The dimensions are: {1}.', dimension, [...dimensions.keys()].join(' ')));
    return false;
  }
  const fits = member !== '' && (member === WHOLE || !known.members || known.members.has(member));
  if (!fits) {
    const members = [...(known.members ?? [])].join(' ');
    problem(problems, node, l10n.t('"{0}" is no member of {1}. Its members are: {2}.', member, dimension, members));
  }
  return fits;
}

/** Reads words parted by blanks: at most one measure, any number of `dimension=member`. What is wrong becomes a problem and is left out. */
export function parseFragment(source: string, node: Node, problems: Problems): Fragment {
  const members: Record<string, string> = {};
  let measure: string | undefined;
  for (const word of source.split(/\s+/).filter(Boolean)) {
    const [dimension, member, ...rest] = word.split('=');
    if (member !== undefined && rest.length === 0) {
      if (checkMember(dimension, member, node, problems)) members[dimension] = member;
    } else if (!measures.has(word)) {
      problem(problems, node, l10n.t('"{0}" is no measure. The measures are: {1}.', word, [...measures.keys()].join(' ')));
    } else if (measure !== undefined) {
      problem(problems, node, l10n.t('There are two measures here: {0} and {1}.', measure, word));
    } else measure = word;
  }
  return measure === undefined ? { members } : { measure, members };
}

/** A fragment out of the program's own data; throws where it is none. */
export function fragmentIn(source: string): Fragment {
  const problems: { readonly pointer: string; readonly message: string }[] = [];
  const found = parseFragment(source, { value: source, pointer: '' }, problems);
  if (problems.length > 0) throw new Error(problems[0].message);
  return found;
}

/** An address out of the program's own data; throws where it is none. */
export function addressIn(source: string): Address {
  const { measure, members } = fragmentIn(source);
  if (measure === undefined) throw new Error(`"${source}" has no measure.`);
  return { measure, members };
}

/** The fragment of a node; the empty one if there is no node. */
export function fragment(node: Node | undefined, problems: Problems): Fragment {
  const source = text(node, problems);
  return node && source !== undefined ? parseFragment(source, node, problems) : EMPTY;
}

/** Joins fragments; the later one rules. */
export function join(...fragments: readonly Fragment[]): Fragment {
  const measure = fragments.findLast((part) => part.measure !== undefined)?.measure;
  const members = Object.assign({}, ...fragments.map((part) => part.members)) as Record<string, string>;
  return measure === undefined ? { members } : { measure, members };
}

/** The members without those that were taken back to the whole. */
export function settle(members: Readonly<Record<string, string>>): Record<string, string> {
  const settled: Record<string, string> = {};
  for (const id of Object.keys(members)) if (members[id] !== WHOLE) settled[id] = members[id];
  return settled;
}

const ORDER: readonly string[] = [...dimensions.keys()];

/** One spelling for one address: measure, then members in the field's order of dimensions. */
export function formatFragment({ measure, members }: Fragment): string {
  let written = measure ?? '';
  for (const id of ORDER) {
    const member = members[id];
    if (member !== undefined) written += written === '' ? `${id}=${member}` : ` ${id}=${member}`;
  }
  return written;
}

function term(source: string, node: Node, problems: Problems): Term[] {
  const { measure, members } = parseFragment(source, node, problems);
  if (measure === undefined) {
    problem(problems, node, l10n.t('Each term of a formula needs a measure.'));
    return [];
  }
  return [{ measure, members }];
}

/** Reads `收入总计 = 收入 + 使用结余 + 结转 时点=年初`; the equals sign and the plus signs stand between blanks. */
export function parseFormula(id: string, node: Node, problems: Problems): Formula | undefined {
  const sides = text(node, problems)?.split(/\s+=\s+/);
  if (!sides) return undefined;
  if (sides.length !== 2) return problem(problems, node, l10n.t('A formula is one measure, an equals sign between blanks, and a sum.'));
  const left = term(sides[0], node, problems);
  const right = sides[1].split(/\s+\+\s+/).flatMap((part) => term(part, node, problems));
  return left.length === 1 && right.length > 0 ? { id, left: left[0], right } : undefined;
}
