/**
 * Completion, driven by the syntax at the caret, also when the line is damaged.
 * Matched and ranked here: an editor's fuzzy filter knows neither pinyin nor the middle of a name, so `filterText` is what is already typed, `sortText` our rank, and the list incomplete.
 */
import type { CompletionItem, CompletionList } from 'vscode-languageserver-types';
import type { AccountCatalogue } from '../../accounts/types.ts';
import type { Position, Range } from '../../workspace/document.ts';
import type { Analysis, Caret } from '../analysis.ts';
import { checkCodeCandidates } from './comments.ts';
import { headCandidates } from './head.ts';
import { type Candidate, MOST, type Proposal } from './match.ts';
import { performanceCandidates } from './performance.ts';
import { referenceCandidates } from './reference.ts';
import { tableCandidates } from './sheet.ts';
import { titleCandidates } from './titles.ts';

export interface CompletionSources {
  readonly catalogue: AccountCatalogue;
  readonly formSetNames: readonly string[];
  readonly checkCodes: readonly string[];
  /** The editor fills in the places of a snippet. */
  readonly snippets: boolean;
}

export function completionAt(analysis: Analysis, position: Position, sources: CompletionSources): CompletionList {
  const caret = analysis.caretAt(position);
  const proposal = propose(analysis, caret, sources);
  if (!proposal) return { isIncomplete: false, items: [] };
  const { document } = analysis;
  const range = {
    start: document.positionAt(caret.index, proposal.from),
    end: document.positionAt(caret.index, proposal.to ?? caret.offset),
  };
  const typed = caret.read.section.tree.text.slice(proposal.from, caret.offset);
  const items = proposal.candidates.slice(0, MOST).map((candidate, rank) => itemOf(candidate, rank, typed, range));
  return { isIncomplete: true, items };
}

/** The first context that fits; each looks at the text before the caret, not at a finished line. */
function propose(analysis: Analysis, caret: Caret, sources: CompletionSources): Proposal | undefined {
  const { text } = caret.read.section.tree;
  const before = text.slice(caret.line.start, caret.offset);
  return (
    checkCodeCandidates(before, caret, sources.checkCodes) ??
    titleCandidates(before, caret, analysis.disclosure.formSet) ??
    referenceCandidates(before, caret, analysis, sources.snippets) ??
    (caret.read.role.kind === 'head' ? headCandidates(before, caret, analysis, sources.formSetNames) : undefined) ??
    sheetCandidates(before, caret, analysis, sources.catalogue)
  );
}

function sheetCandidates(before: string, caret: Caret, analysis: Analysis, catalogue: AccountCatalogue): Proposal | undefined {
  const { role } = caret.read;
  if (role.kind === 'table') return tableCandidates(before, caret, role.table, analysis, catalogue);
  return role.kind === 'performance' ? performanceCandidates(before, caret, role.performance.form) : undefined;
}

function itemOf(candidate: Candidate, rank: number, typed: string, range: Range): CompletionItem {
  return {
    label: candidate.label,
    kind: candidate.kind,
    ...(candidate.detail || candidate.description
      ? {
          labelDetails: {
            ...(candidate.detail ? { detail: ` ${candidate.detail}` } : {}),
            ...(candidate.description ? { description: candidate.description } : {}),
          },
        }
      : {}),
    filterText: typed,
    sortText: String(rank).padStart(4, '0'),
    textEdit: { range, newText: candidate.insert },
    ...(candidate.snippet ? { insertTextFormat: 2 } : {}),
    ...(candidate.commit ? { commitCharacters: [...candidate.commit] } : {}),
    ...(candidate.data ? { data: candidate.data } : {}),
    ...(rank === 0 ? { preselect: true } : {}),
  };
}
