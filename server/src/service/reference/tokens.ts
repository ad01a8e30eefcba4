/** Colours by meaning: which name in `{…}` is a table, a row, a column, a word of the language. The grammar of colours knows only that it is a name. */
import { type Expression, matchKey, type Piece, type Reference, referencePieces } from 'budget-grammar';
import { labelKey } from '../../forms/names.ts';
import type { FormSet, TableForm } from '../../forms/types.ts';
import { BASES, HEAD_NAMES, tableNamed } from '../../prose/reference/names.ts';
import { phrases } from '../../prose/reference/phrases.ts';
import { referencesIn } from '../../prose/reference/section.ts';
import type { Range } from '../../workspace/document.ts';
import type { Analysis } from '../analysis.ts';
import { columnNames } from './names.ts';

/** The kinds of the protocol in use: a table is a type, an account an enum's member, a row a variable, a column a property. */
export const tokenTypes = ['type', 'variable', 'enumMember', 'property', 'function', 'keyword', 'number', 'operator'] as const;
type TokenType = (typeof tokenTypes)[number];

interface Token {
  readonly start: number;
  readonly end: number;
  readonly type: TokenType;
}

const kept = new WeakMap<Reference, { readonly formSet: FormSet; readonly tokens: readonly Token[] }>();

/** Tokens as the protocol wants them, five numbers each; only of the lines of `range`, if given. */
export function semanticTokens(analysis: Analysis, range?: Range): number[] {
  const { document, disclosure } = analysis;
  const data: number[] = [];
  let line = 0;
  let character = 0;
  disclosure.sections.forEach(({ section }, index) => {
    if (section.tree.ground !== 'text') return;
    for (const reference of referencesIn(section)) {
      const first = document.positionAt(index, reference.start);
      if (range && (first.line < range.start.line || first.line > range.end.line)) continue;
      for (const { start, end, type } of tokensOf(reference, section.tree.text, disclosure.formSet)) {
        const at = document.positionAt(index, start);
        data.push(at.line - line, at.line === line ? at.character - character : at.character, end - start, tokenTypes.indexOf(type), 0);
        line = at.line;
        character = at.character;
      }
    }
  });
  return data;
}

function tokensOf(reference: Reference, text: string, formSet: FormSet): readonly Token[] {
  const known = kept.get(reference);
  if (known?.formSet === formSet) return known.tokens;
  const operators = referencePieces(text, reference.start + 1, reference.end - 1).flatMap(({ kind, start, end }): Token[] =>
    kind === 'operator' ? [{ start, end, type: 'operator' }] : [],
  );
  const tokens = [...operators, ...expressionTokens(reference.expression!, formSet)].sort((a, b) => a.start - b.start);
  kept.set(reference, { formSet, tokens });
  return tokens;
}

function expressionTokens(expression: Expression, formSet: FormSet): Token[] {
  switch (expression.kind) {
    case 'number':
      return [{ start: expression.start, end: expression.end, type: 'number' }];
    case 'name':
      return pathTokens(expression.path, formSet);
    case 'call':
      return [
        ...(phrases.has(matchKey(expression.name.text)) ? [token(expression.name, 'function')] : []),
        ...expression.args.flatMap((one) => expressionTokens(one, formSet)),
      ];
    case 'negate':
      return expressionTokens(expression.operand, formSet);
    case 'binary':
      return [...expressionTokens(expression.left, formSet), ...expressionTokens(expression.right, formSet)];
  }
}

const token = ({ start, end }: Piece, type: TokenType): Token => ({ start, end, type });

function pathTokens(path: readonly Piece[], formSet: FormSet): Token[] {
  const [first, ...rest] = path;
  const key = matchKey(first.text);
  if (BASES.has(key)) return [token(first, 'keyword'), ...(rest.length > 0 ? pathTokens(rest, formSet) : [])];
  if (path.length === 1 && HEAD_NAMES.some((word) => word === key)) return [token(first, 'keyword')];
  const form = rest.length > 0 ? tableNamed(first.text, formSet) : undefined;
  if (!form) return [rowToken(first), ...rest.map((piece) => token(piece, 'property'))];
  return [token(first, 'type'), ...rest.map((piece, i) => (isColumn(form, piece, i, rest) ? token(piece, 'property') : rowToken(piece)))];
}

const rowToken = (piece: Piece): Token => token(piece, /^\d{3,7}$/.test(matchKey(piece.text)) ? 'enumMember' : 'variable');

/** Behind a row everything is a column; the first name behind a table is one if no row bears it. */
function isColumn({ panels }: TableForm, piece: Piece, index: number, path: readonly Piece[]): boolean {
  const key = labelKey(piece.text);
  const isSide = ({ text }: Piece): boolean => panels.some(({ title }) => title !== undefined && labelKey(title) === labelKey(text));
  if (index > 0 && !(index === 1 && isSide(path[0]))) return true;
  const isRow = panels.some(({ rows, codes }) =>
    [...rows, ...(codes?.total ? [codes.total] : [])].some((row) => labelKey(row.label) === key),
  );
  return !isRow && panels.some((panel) => columnNames(panel).some((name) => name.split('.').some((part) => labelKey(part) === key)));
}
