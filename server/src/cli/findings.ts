/** Findings as text for people, JSON for programs, and annotations for GitHub. */
import type { Finding, Severity } from '../disclosure/finding.ts';
import type { Place, Range } from '../disclosure/place.ts';
import type { FormFileProblem } from '../workspace/form-file.ts';

export interface CheckedFile {
  readonly path: string;
  readonly findings: readonly Finding[];
  /** Where a finding or a related place is; that of a related place may be another file. */
  readonly locate: (place: Place) => { readonly path: string; readonly range: Range } | undefined;
}

/** A form set with mistakes among the files checked. The mistakes are numbered where findings have sections. */
export const checkedForm = (path: string, problems: readonly FormFileProblem[]): CheckedFile => ({
  path,
  locate: ({ section }) => ({ path, range: problems[section].range }),
  findings: problems.map(({ message }, i) => ({
    code: 'invalid-form-set',
    severity: 'error',
    message,
    place: { section: i, start: 0, end: 0 },
  })),
});

const NOWHERE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** The shape is fixed; other programs hold on to it. */
export function findingsJson(files: readonly CheckedFile[]): string {
  const value = {
    version: 1,
    files: files.map(({ path, locate, findings }) => ({
      path,
      findings: findings.map((finding) => ({
        code: finding.code,
        severity: finding.severity,
        message: finding.message,
        range: locate(finding.place)?.range ?? NOWHERE,
        related: (finding.related ?? []).map(({ message, place }) => ({ message, ...(locate(place) ?? { path, range: NOWHERE }) })),
        data: finding.data ?? {},
      })),
    })),
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

export interface Words {
  readonly severities: Readonly<Record<Severity, string>>;
  /** `{0} errors, …` over all files. */
  readonly summary: (counts: Readonly<Record<Severity, number>>, files: number) => string;
}

/** Related places beyond these are counted, not listed. */
const MOST_RELATED = 8;

export function findingsText(files: readonly CheckedFile[], words: Words): string {
  const lines: string[] = [];
  const counts: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { path, locate, findings } of files)
    for (const finding of findings) {
      counts[finding.severity]++;
      const { line, character } = (locate(finding.place)?.range ?? NOWHERE).start;
      lines.push(`${path}:${line + 1}:${character + 1}: ${words.severities[finding.severity]} ${finding.code}: ${finding.message}`);
      const related = finding.related ?? [];
      for (const { message, place } of related.slice(0, MOST_RELATED)) {
        const at = locate(place) ?? { path, range: NOWHERE };
        const { line, character } = at.range.start;
        lines.push(`    ${at.path === path ? '' : `${at.path}:`}${line + 1}:${character + 1} ${message}`);
      }
      if (related.length > MOST_RELATED) lines.push(`    … +${related.length - MOST_RELATED}`);
    }
  lines.push(words.summary(counts, files.length));
  return `${lines.join('\n')}\n`;
}

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' };

const escapeData = (text: string): string => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
const escapeProperty = (text: string): string => escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');

/** Workflow commands: one annotation a finding. */
export function findingsGithub(files: readonly CheckedFile[]): string {
  return files
    .flatMap(({ path, locate, findings }) =>
      findings.map((finding) => {
        const { start, end } = locate(finding.place)?.range ?? NOWHERE;
        const place = `file=${escapeProperty(path)},line=${start.line + 1},col=${start.character + 1},endLine=${end.line + 1},endColumn=${end.character + 1}`;
        return `::${LEVELS[finding.severity]} ${place},title=${escapeProperty(finding.code)}::${escapeData(finding.message)}\n`;
      }),
    )
    .join('');
}
