/** The commands. Each answers its exit code. */
import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { t } from '@vscode/l10n';
import { builtInCatalogue } from '../accounts/builtin.ts';
import type { Severity } from '../disclosure/finding.ts';
import { defaultService } from '../lsp/defaults.ts';
import { pageOf } from '../render/disclosure-page.ts';
import { renderHtmlDocument } from '../render/html.ts';
import { renderJson } from '../render/json.ts';
import type { Analysis } from '../service/analysis.ts';
import { type Fact, factsOf } from '../service/facts.ts';
import { Catalogues } from '../workspace/catalogues.ts';
import { type Call, UsageError } from './arguments.ts';
import { diskFiles, displayPath, findDisclosures, readText, uriOf } from './files.ts';
import { type CheckedFile, findingsGithub, findingsJson, findingsText } from './findings.ts';

const docs = (code: string): string => `docs/checks/${code}.md`;
const service = defaultService(docs);
const catalogues = new Catalogues(builtInCatalogue(), diskFiles);
const roots = [pathToFileURL(process.cwd()).href];

async function analyse(file: string): Promise<Analysis> {
  const text = await readText(file, t);
  const uri = uriOf(file);
  const { catalogue, table } = await catalogues.of(uri, roots);
  for (const { line, message } of table?.problems ?? []) process.stderr.write(`${table!.uri}:${line}: ${message}\n`);
  const own = catalogue === builtInCatalogue() ? service : service.withCatalogue(catalogue);
  return own.createSession().analyse(own.createDocument(uri, 0, text));
}

/** Progress is for somebody who watches. */
function progress(done: number, all: number): void {
  if (!process.stderr.isTTY || all < 2) return;
  process.stderr.write(done === all ? '\r\u001b[K' : `\r${done}/${all}`);
}

const RANK: Readonly<Record<Severity, number>> = { error: 3, warning: 2, information: 1, hint: 0 };

export async function check(call: Call): Promise<number> {
  const files = await findDisclosures(call.paths, t);
  const checked: CheckedFile[] = [];
  for (const [i, file] of files.entries()) {
    progress(i, files.length);
    const analysis = await analyse(file);
    checked.push({ path: displayPath(file), document: analysis.document, findings: analysis.findings });
  }
  progress(files.length, files.length);
  const write = { json: findingsJson, github: findingsGithub, text: checkText }[call.format ?? 'text'] ?? checkText;
  process.stdout.write(write(checked));
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

export async function format(call: Call): Promise<number> {
  const files = await findDisclosures(call.paths, t);
  let differing = 0;
  for (const [i, file] of files.entries()) {
    progress(i, files.length);
    const analysis = await analyse(file);
    const edits = service.format(analysis);
    if (edits.length === 0) continue;
    differing++;
    process.stdout.write(`${displayPath(file)}\n`);
    if (call.check) continue;
    // Later edits first, so that each applies to what its positions speak of; of two at one place the later one stands behind the other's text.
    const sorted = edits
      .toReversed()
      .sort((a, b) => b.range.start.line - a.range.start.line || b.range.start.character - a.range.start.character);
    const changes = sorted.map(({ range, newText }) => ({ range, text: newText }));
    await writeFile(file, analysis.document.apply(changes, 1).text);
  }
  progress(files.length, files.length);
  return call.check && differing > 0 ? 1 : 0;
}

async function print(call: Call, text: string): Promise<number> {
  if (call.output === undefined) process.stdout.write(text);
  else
    await writeFile(call.output, text).catch(() => {
      throw new UsageError(t('{0} cannot be written.', call.output!));
    });
  return 0;
}

export async function render(call: Call): Promise<number> {
  const page = pageOf((await analyse(call.paths[0])).disclosure);
  return print(call, call.format === 'json' ? renderJson(page) : renderHtmlDocument(page));
}

export async function facts(call: Call): Promise<number> {
  const analysis = await analyse(call.paths[0]);
  const all = factsOf(analysis, { blanks: false });
  if (call.format === 'csv') return print(call, factsCsv(all));
  const { head } = analysis.disclosure;
  return print(call, `${JSON.stringify({ version: 1, unit: head.unit, year: head.year, kind: head.kind, facts: all }, undefined, 2)}\n`);
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
