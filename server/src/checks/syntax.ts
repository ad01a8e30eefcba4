/** What the grammar could not read, in the user's words. */
import { t } from '@vscode/l10n';
import type { SyntaxErrorCode, SyntaxProblem } from 'budget-grammar';
import { figuresApart } from '../disclosure/bind/figures.ts';
import type { Finding, Fix, Severity } from '../disclosure/finding.ts';
import { placeOf, type Section } from '../disclosure/section.ts';

const SEVERITIES: Readonly<Record<SyntaxErrorCode, Severity>> = {
  'unclosed-header': 'error',
  'text-behind-header': 'error',
  'empty-title': 'error',
  'unclosed-quote': 'error',
  'ambiguous-cells': 'error',
  'line-too-long': 'error',
  'stray-line': 'error',
  'unclosed-reference': 'warning',
  'unreadable-reference': 'warning',
  'conflict-marker': 'error',
};

function messageOf(problem: SyntaxProblem): string {
  switch (problem.code) {
    case 'unclosed-header':
      return t('This header lacks a bracket; it is read as {0}.', `【${problem.text.replace(/[【】[\]]/g, '').trim()}】`);
    case 'text-behind-header':
      return t('"{0}" stands behind a header and is not read; put it on a line of its own.', problem.text);
    case 'empty-title':
      return t('This header has no title.');
    case 'unclosed-quote':
      return t('This quote is not closed; everything up to the end of the line is one text.');
    case 'ambiguous-cells':
      return t(
        'Label and figures cannot be told apart for certain, so no figure of this row is used and its sums are not checked. Part the cells by two spaces or tabs.',
      );
    case 'line-too-long':
      return t('This line is longer than any row or paragraph; it is kept but not read.');
    case 'stray-line':
      if (problem.text.startsWith('\\'))
        return t('A backslash makes the rest of its line an ordinary row or paragraph; behind this one there is nothing.');
      return t('The head holds properties only, such as 单位：…; "{0}" is none. A section begins with 【…】.', problem.text);
    case 'unclosed-reference':
      return t('This brace is not closed; it is printed as typed. Write {{ for a brace of the text.');
    case 'unreadable-reference':
      return t('{0} is no reference that can be read; it is printed as typed.', problem.text);
    case 'conflict-marker':
      return t('This line was left by a merge; decide which side stays and delete the markers.');
  }
}

function fixesOf(section: Section, problem: SyntaxProblem): Fix[] {
  const edit = (start: number, end: number, text: string) => ({ place: placeOf(section, { start, end }), text });
  switch (problem.code) {
    case 'unclosed-header': {
      const opened = /^\s*[【[［]/.test(problem.text);
      const at = opened ? problem.end : problem.start;
      return [{ title: t('Close the header'), edits: [edit(at, at, opened ? '】' : '【')], preferred: true }];
    }
    case 'text-behind-header':
      return [
        { title: t('Put the text on a line of its own'), edits: [edit(problem.start, problem.start, lineEndOf(section))], preferred: true },
      ];
    case 'unclosed-quote':
      return [{ title: t('Close the quote'), edits: [edit(...atFirstGap(problem), '"')], preferred: false }];
    case 'ambiguous-cells': {
      const apart = figuresApart(problem.text);
      return apart === problem.text
        ? []
        : [{ title: t('Part the figures by two spaces'), edits: [edit(problem.start, problem.end, apart)] }];
    }
    default:
      return [];
  }
}

const lineEndOf = ({ tree }: Section): string => /\r\n|\n|\r/.exec(tree.text)?.[0] ?? '\n';

/** Where the quoted text most likely ends: before the first tab or two blanks, else at the end. */
function atFirstGap({ start, end, text }: SyntaxProblem): [number, number] {
  const gap = /\t|\u3000| {2,}/.exec(text);
  const at = gap && gap.index > 1 ? start + gap.index : end;
  return [at, at];
}

export function syntaxFindings(section: Section): Finding[] {
  return section.tree.problems.map((problem) => ({
    code: problem.code,
    severity: SEVERITIES[problem.code],
    message: messageOf(problem),
    place: placeOf(section, problem),
    fixes: fixesOf(section, problem),
  }));
}
