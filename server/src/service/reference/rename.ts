/**
 * Renaming what one document names in several places: an account's code in the rows of all tables and in `{…}`, a project in its forms and in the text.
 * Everything else is the form's or the field's own name and stays.
 */
import { t } from '@vscode/l10n';
import { matchKey, type Piece, type Span } from 'budget-grammar';
import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { BoundPerformance } from '../../disclosure/performance/types.ts';
import type { Place } from '../../disclosure/place.ts';
import { placeOf } from '../../disclosure/section.ts';
import type { Position, Range } from '../../workspace/document.ts';
import type { Analysis, Caret } from '../analysis.ts';
import { namesWithin, referenceAt } from './at.ts';
import { allReferences, isCode } from './cells.ts';

/** Why something cannot be renamed, to be shown to the user. */
export interface Refusal {
  readonly refused: string;
}

export interface Renamed {
  readonly range: Range;
  readonly placeholder: string;
}

interface Target {
  readonly kind: 'code' | 'project';
  readonly name: string;
  readonly place: Place;
}

/** Shorter names of projects may be a part of any word, so they are looked for in the forms only. */
const LEAST_IN_TEXT = 4;

export function prepareRename(analysis: Analysis, position: Position): Renamed | Refusal {
  const target = targetAt(analysis, analysis.caretAt(position));
  const range = target && analysis.document.rangeOf(target.place);
  return target && range
    ? { range, placeholder: target.name }
    : { refused: t('Only codes of accounts and names of projects can be renamed; other names are those of the form.') };
}

export function renameAt(analysis: Analysis, position: Position, newName: string): WorkspaceEdit | Refusal {
  const target = targetAt(analysis, analysis.caretAt(position));
  if (!target) return { refused: t('Only codes of accounts and names of projects can be renamed; other names are those of the form.') };
  const name = newName.trim();
  const refused = target.kind === 'code' ? refusedCode(analysis, target.name, matchKey(name)) : refusedProject(name);
  if (refused !== undefined) return { refused };
  const places = target.kind === 'code' ? placesOfCode(analysis, target.name) : placesOfProject(analysis, target.name);
  const text = target.kind === 'code' ? matchKey(name) : name;
  const edits: TextEdit[] = places.flatMap((place) => {
    const range = analysis.document.rangeOf(place);
    return range ? [{ range, newText: text }] : [];
  });
  return { changes: { [analysis.document.uri]: edits } };
}

function refusedCode(analysis: Analysis, code: string, wanted: string): string | undefined {
  if (!isCode(wanted) || wanted.length % 2 === 0) return t('A code of an account has 3, 5 or 7 digits.');
  const taken = analysis.disclosure.tables.find((table) => wanted !== code && hasCode(table.rows, wanted) && hasCode(table.rows, code));
  return taken && t('{0} has a row {1} already.', taken.form.title, wanted);
}

const hasCode = (rows: readonly { readonly row: unknown }[], code: string): boolean => rows.some(({ row }) => row === code);

const refusedProject = (name: string): string | undefined =>
  name === '' || /[【】\]\n\t{}]/.test(name) ? t('A project’s name holds no brackets of sections and no braces.') : undefined;

const covers = ({ start, end }: Span, offset: number): boolean => offset >= start && offset <= end;

function targetAt(analysis: Analysis, caret: Caret): Target | undefined {
  const { read, offset } = caret;
  const target = (kind: Target['kind'], name: string, span: Span): Target => ({ kind, name, place: placeOf(read.section, span) });
  const name = referenceAt(caret)?.name;
  const piece = name?.path.find((one) => covers(one, offset));
  if (piece) return isCode(piece.text) ? target('code', matchKey(piece.text), piece) : undefined;
  const code = codeCells(analysis, caret).find((one) => covers(one, offset));
  if (code) return target('code', matchKey(code.text), code);
  const projects = projectNames(analysis);
  for (const project of projects) {
    const place = occurrences(analysis, read.section.tree.text, project, projects).find((one) => covers(one, offset));
    if (place && (project.length >= LEAST_IN_TEXT || isNamed(analysis, caret, project, place))) return target('project', project, place);
  }
  return undefined;
}

/** The codes at a caret's line: those of a table's rows, and the label of a row of 情况说明要素表. */
function codeCells(analysis: Analysis, { read, line }: Caret): Piece[] {
  const { role } = read;
  if (role.kind === 'table')
    return role.table.rows.flatMap(({ line: at, code }) => (at === line.line && code && isCode(code.text) ? [code] : []));
  if (role.kind !== 'elements' || line.kind !== 'row') return [];
  const [label] = line.cells;
  return label && isCode(label.text) && usesCode(analysis, matchKey(label.text)) ? [label] : [];
}

const usesCode = ({ disclosure }: Analysis, code: string): boolean => disclosure.tables.some(({ rows }) => hasCode(rows, code));

function placesOfCode(analysis: Analysis, code: string): Place[] {
  const rows = analysis.disclosure.sections.flatMap(({ section, role }) => {
    if (role.kind === 'table')
      return role.table.rows.flatMap((row) => (row.code && matchKey(row.code.text) === code ? [placeOf(section, row.code)] : []));
    if (role.kind !== 'elements') return [];
    return section.tree.lines.flatMap((line) =>
      line.kind === 'row' && line.cells[0] && matchKey(line.cells[0].text) === code ? [placeOf(section, line.cells[0])] : [],
    );
  });
  const paths = allReferences(analysis).flatMap(({ section, reference }) =>
    namesWithin(reference.expression!).flatMap(({ path }) =>
      path.flatMap((piece) => (matchKey(piece.text.trim()) === code ? [placeOf(section, piece)] : [])),
    ),
  );
  return [...new Map([...rows, ...paths].map((place) => [`${place.section} ${place.start}`, place])).values()];
}

/** The names of the projects that have a form, the longest first. */
const projectNames = ({ disclosure }: Analysis): string[] => {
  const names = projectsOf(disclosure).flatMap(({ name }) => (name && name.text.trim() !== '' ? [name.text.trim()] : []));
  return [...new Set(names)].sort((a, b) => b.length - a.length);
};

const projectsOf = ({ performance }: Analysis['disclosure']): BoundPerformance[] =>
  performance.filter(({ form }) => form.scope === 'project');

/** Where a project's name stands in a text, and not as a part of a longer one's. */
function occurrences({ disclosure }: Analysis, text: string, name: string, projects: readonly string[]): Span[] {
  if (disclosure.performance.length === 0) return [];
  const longer = projects.filter((other) => other !== name && other.includes(name)).flatMap((other) => spansOf(text, other));
  return spansOf(text, name).filter(({ start, end }) => !longer.some((one) => one.start <= start && end <= one.end));
}

function spansOf(text: string, name: string): Span[] {
  const found: Span[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) found.push({ start: at, end: at + name.length });
  return found;
}

/** Whether a place is where a form gives its project's name. */
const isNamed = ({ disclosure }: Analysis, { read }: Pick<Caret, 'read'>, project: string, { start }: Span): boolean =>
  projectsOf(disclosure).some(
    ({ section, name }) => section === read.section && name?.text.trim() === project && name.place.start === start,
  );

function placesOfProject(analysis: Analysis, project: string): Place[] {
  const projects = projectNames(analysis);
  return analysis.disclosure.sections.flatMap((read) =>
    occurrences(analysis, read.section.tree.text, project, projects)
      .filter((span) => project.length >= LEAST_IN_TEXT || isNamed(analysis, { read }, project, span))
      .map((span) => placeOf(read.section, span)),
  );
}
