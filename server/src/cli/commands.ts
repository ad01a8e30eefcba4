/** The commands. Each answers its exit code. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { t } from '@vscode/l10n';
import type { Severity } from '../disclosure/finding.ts';
import { diskFiles } from '../lsp/disk.ts';
import { type Surroundings, Workspace } from '../lsp/workspace.ts';
import { pageOf } from '../render/disclosure-page.ts';
import { renderHtmlDocument } from '../render/html.ts';
import { renderJson } from '../render/json.ts';
import { renderMarkdown } from '../render/markdown.ts';
import type { Analysis } from '../service/analysis.ts';
import { type Fact, factsOf } from '../service/facts.ts';
import { type Call, UsageError } from './arguments.ts';
import { displayPath, findDisclosures, foldersAmong, readText, uriOf } from './files.ts';
import { type CheckedFile, checkedForm, findingsGithub, findingsJson, findingsText } from './findings.ts';
import type { Io } from './io.ts';

const docs = (code: string): string => `docs/checks/${code}.md`;
/** The folders within which links are followed. */
let roots: readonly string[] = [];
const workspace = new Workspace(docs, diskFiles, { edited: () => [], roots: () => roots });
const { service } = workspace;

/** Files may have changed since the last call in this process. */
export const forgetFiles = (): void => workspace.links.clear();

type Form = Surroundings['forms'][number];

interface Reading {
  /** The file is to be written back: then it must be UTF-8. */
  readonly lossless?: boolean;
  /** Told of each form set around the file; without it, mistakes in them go to stderr. */
  readonly onForm?: (form: Form) => void;
  /** The document's links are followed, within the working folder and these. */
  readonly within?: readonly string[];
}

export async function analyse(file: string, io: Io, reading: Reading = {}): Promise<Analysis> {
  const { text, faithful } = await readText(file, io.cwd, t);
  const shown = displayPath(file, io.cwd);
  if (reading.lossless && !faithful) throw new UsageError(t('{0} is not UTF-8; it is left as it is.', shown));
  if (!faithful) io.err(`${t('{0} is not UTF-8; what cannot be read is shown as {1}.', shown, '\ufffd')}\n`);
  return analyseText(uriOf(file, io.cwd), text, io, reading);
}

/** A text as if it stood at this address: the accounts and form sets around it are in force. */
export async function analyseText(uri: string, text: string, { cwd, err }: Io, { onForm, within }: Reading = {}): Promise<Analysis> {
  roots = [cwd, ...(within ?? []).map((folder) => path.resolve(cwd, folder))].map((folder) => pathToFileURL(folder).href);
  const { service: own, accounts, forms } = await workspace.of(uri, [pathToFileURL(cwd).href]);
  for (const { line, message } of accounts?.problems ?? []) err(`${displayPath(fileURLToPath(accounts!.uri), cwd)}:${line}: ${message}\n`);
  const sayForm = ({ uri, problems }: Form) => {
    for (const { message, range } of problems)
      err(`${displayPath(fileURLToPath(uri), cwd)}:${range.start.line + 1}:${range.start.character + 1}: ${message}\n`);
  };
  forms.forEach(onForm ?? sayForm);
  const session = own.createSession();
  const document = own.createDocument(uri, 0, text);
  return session.analyse(document, within && (await workspace.links.find(document, session.head(document), roots)));
}

function checkedFile(analysis: Analysis, { cwd }: Io): CheckedFile {
  const shown = (uri: string): string => displayPath(fileURLToPath(uri), cwd);
  return {
    path: shown(analysis.document.uri),
    findings: analysis.findings,
    locate(place) {
      const at = analysis.locate(place);
      return at && { path: shown(at.uri), range: at.range };
    },
  };
}

/** Progress is for somebody who watches. */
function progress(done: number, all: number, { watched, err }: Io): void {
  if (!watched || all < 2) return;
  err(done === all ? '\r\u001b[K' : `\r${done}/${all}`);
}

const RANK: Readonly<Record<Severity, number>> = { error: 3, warning: 2, information: 1, hint: 0 };

export async function check(call: Call, io: Io): Promise<number> {
  const files = await findDisclosures(call.paths, io.cwd, t);
  const folders = await foldersAmong(call.paths, io.cwd);
  const checked: CheckedFile[] = [];
  const forms = new Map<string, Form>();
  for (const [i, file] of files.entries()) {
    progress(i, files.length, io);
    const analysis = await analyse(file, io, { onForm: (form) => forms.set(form.uri, form), within: folders });
    checked.push(checkedFile(analysis, io));
  }
  progress(files.length, files.length, io);
  for (const { uri, problems } of forms.values())
    if (problems.length > 0) checked.push(checkedForm(displayPath(fileURLToPath(uri), io.cwd), problems));
  const write = { json: findingsJson, github: findingsGithub, text: checkText }[call.format ?? 'text'] ?? checkText;
  io.out(write(checked));
  return checked.some(({ findings }) => findings.some(({ severity }) => RANK[severity] >= RANK[call.failOn])) ? 1 : 0;
}

const checkText = (checked: readonly CheckedFile[]): string =>
  findingsText(checked, {
    severities: { error: t('error'), warning: t('warning'), information: t('information'), hint: t('hint') },
    summary: (counts, files) =>
      t(
        '{0} errors, {1} warnings, {2} informations, {3} hints in {4} files',
        counts.error,
        counts.warning,
        counts.information,
        counts.hint,
        files,
      ),
  });

export async function format(call: Call, io: Io): Promise<number> {
  const files = await findDisclosures(call.paths, io.cwd, t);
  let differing = 0;
  for (const [i, file] of files.entries()) {
    progress(i, files.length, io);
    const analysis = await analyse(file, io, { lossless: true });
    const edits = service.format(analysis);
    if (edits.length === 0) continue;
    differing++;
    io.out(`${displayPath(file, io.cwd)}\n`);
    if (call.check) continue;
    // Later edits first, so that each applies to what its positions speak of; of two at one place the later one stands behind the other's text.
    const sorted = edits
      .toReversed()
      .sort((a, b) => b.range.start.line - a.range.start.line || b.range.start.character - a.range.start.character);
    const changes = sorted.map(({ range, newText }) => ({ range, text: newText }));
    await writeFile(path.resolve(io.cwd, file), analysis.document.apply(changes, 1).text);
  }
  progress(files.length, files.length, io);
  return call.check && differing > 0 ? 1 : 0;
}

async function print(call: Call, io: Io, text: string): Promise<number> {
  if (call.output === undefined) io.out(text);
  else
    await writeFile(path.resolve(io.cwd, call.output), text).catch(() => {
      throw new UsageError(t('{0} cannot be written.', call.output!));
    });
  return 0;
}

export async function render(call: Call, io: Io): Promise<number> {
  const page = pageOf((await analyse(call.paths[0], io, { within: [] })).disclosure);
  const write = { json: renderJson, md: renderMarkdown, html: renderHtmlDocument }[call.format ?? 'html'] ?? renderHtmlDocument;
  return print(call, io, write(page));
}

export async function facts(call: Call, io: Io): Promise<number> {
  const analysis = await analyse(call.paths[0], io, { within: [] });
  const all = factsOf(analysis, { blanks: false });
  if (call.format === 'csv') return print(call, io, factsCsv(all));
  const { head } = analysis.disclosure;
  return print(
    call,
    io,
    `${JSON.stringify({ version: 1, unit: head.unit, year: head.year, kind: head.kind, facts: all }, undefined, 2)}\n`,
  );
}

const COLUMNS = ['address', 'value', 'decimals', 'unit', 'state', 'table', 'number', 'row', 'column', 'line', 'character'] as const;

/** A BOM first, so that Excel reads UTF-8. */
function factsCsv(all: readonly Fact[]): string {
  const lines = all.map((fact) => {
    const place = { line: fact.range ? fact.range.start.line + 1 : '', character: fact.range ? fact.range.start.character + 1 : '' };
    return COLUMNS.map((column) => csvField(String({ ...fact, ...place }[column] ?? ''))).join(',');
  });
  return `\ufeff${COLUMNS.join(',')}\r\n${lines.map((line) => `${line}\r\n`).join('')}`;
}

/** Fields that a spreadsheet would run as a formula get an apostrophe; negative figures are none. */
function csvField(text: string): string {
  const safe = /^[=+@\t\r]/.test(text) || (text.startsWith('-') && !/^-[\d.]+$/.test(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
