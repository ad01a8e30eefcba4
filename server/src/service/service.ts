/**
 * The language service: everything an editor, the command line or a test asks of a disclosure. It knows no transport and no file system.
 */

import { matchKey } from 'budget-grammar';
import type {
  CodeAction,
  CompletionItem,
  CompletionList,
  Diagnostic,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-types';
import type { AccountCatalogue } from '../accounts/types.ts';
import { Checker } from '../checks/check.ts';
import { checkCodes } from '../checks/codes.ts';
import { DisclosureReader } from '../disclosure/disclosure.ts';
import type { Head } from '../disclosure/head.ts';
import { type Links, NO_LINKS } from '../disclosure/links.ts';
import type { FormSets } from '../forms/registry.ts';
import { knownTitles } from '../forms/registry.ts';
import { createGlossary } from '../glossary/trie.ts';
import type { Glossary, TermEntry } from '../glossary/types.ts';
import { Document, type Position, type Range } from '../workspace/document.ts';
import { LinkReader } from '../workspace/link-reader.ts';
import { actionsAt, wants } from './actions.ts';
import { Analysis, type Location } from './analysis.ts';
import { completionAt } from './completion/completion.ts';
import { type CheckSettings, diagnosticsOf, NO_SETTINGS, type Tally, tallyOf } from './diagnostics.ts';
import { formattingOf } from './formatting.ts';
import { accountText } from './hover/account.ts';
import { hoverAt } from './hover/hover.ts';
import { definitionAt, documentLinks } from './links.ts';
import { REWRITE } from './reference/actions.ts';
import { inlayHints } from './reference/inlay.ts';
import { highlightsAt, referencesAt } from './reference/navigate.ts';
import { prepareRename, type Refusal, type Renamed, renameAt } from './reference/rename.ts';
import { semanticTokens } from './reference/tokens.ts';
import { standardTextActions } from './standard-text.ts';
import { foldingOf, symbolsOf } from './symbols.ts';

export interface LanguageServiceOptions {
  readonly catalogue: AccountCatalogue;
  readonly formSets: FormSets;
  readonly terms: readonly TermEntry[];
  /** Address of a check's page. */
  readonly docs: (code: string) => string;
}

/** Reads one document through its versions; keeps what does not change between them. */
export interface Session {
  /** Reads a document's sections one by one, so that a caller can give others their turn in between; `analyse` then finds them read. */
  prepare(document: Document): Iterable<void>;
  /** The document's head, without reading the rest. */
  head(document: Document): Head;
  /** The analysis of a version. The same document with the same links gives the same analysis. */
  analyse(document: Document, links?: Links): Analysis;
}

export interface LanguageService {
  createDocument(uri: string, version: number, text: string): Document;
  createSession(): Session;
  /** Reads versions of one document as others draw on it. */
  createLinkReader(): LinkReader;
  diagnostics(analysis: Analysis, settings?: CheckSettings): Diagnostic[];
  /** How many of them there are of each severity, without making them. */
  tally(analysis: Analysis, settings?: CheckSettings): Tally;
  hover(analysis: Analysis, position: Position): Hover | null;
  /** `snippets`: the editor fills in the places of a snippet. */
  completion(analysis: Analysis, position: Position, snippets?: boolean): CompletionList;
  resolveCompletion(item: CompletionItem, year?: number): CompletionItem;
  /** The file to which the path at a position leads, the cells on which the reference there rests. */
  definition(analysis: Analysis, position: Position): Location[];
  /** Where the figure at a position is used: in `{…}`, and in other cells that state it. `declaration`: the cell itself as well. */
  references(analysis: Analysis, position: Position, declaration: boolean): Location[];
  highlights(analysis: Analysis, position: Position): DocumentHighlight[];
  /** What would be renamed at a position, or why nothing can be. */
  prepareRename(analysis: Analysis, position: Position): Renamed | Refusal;
  rename(analysis: Analysis, position: Position, newName: string): WorkspaceEdit | Refusal;
  /** What the references of some lines print. */
  inlayHints(analysis: Analysis, range: Range): InlayHint[];
  /** Tokens of `{…}` in the protocol's encoding, by `tokenTypes`; only of some lines, if `range` is given. */
  semanticTokens(analysis: Analysis, range?: Range): number[];
  /** Paths that lead to files. */
  links(analysis: Analysis): DocumentLink[];
  symbols(analysis: Analysis): DocumentSymbol[];
  folding(analysis: Analysis): FoldingRange[];
  /** Edits that lay the document out; only sections that `range` touches, if given. */
  format(analysis: Analysis, range?: Range): TextEdit[];
  /** `kinds`: only actions of these kinds. */
  actions(analysis: Analysis, range: Range, settings?: CheckSettings, kinds?: readonly string[]): CodeAction[];
  /** The same service with another catalogue or other form sets: what a workspace brings came or went. */
  with(other: Partial<Pick<LanguageServiceOptions, 'catalogue' | 'formSets'>>): LanguageService;
}

export function createLanguageService(options: LanguageServiceOptions): LanguageService {
  const { catalogue, formSets, docs } = options;
  // Only headers in square brackets ask for the titles of all form sets, which have to be expanded for it.
  let titles: ReadonlySet<string> | undefined;
  const isTitle = (title: string): boolean => {
    titles ??= titlesOf(formSets);
    return titles.has(title);
  };
  let glossary: Glossary | undefined;
  const terms = (): Glossary => {
    glossary ??= createGlossary(options.terms);
    return glossary;
  };
  return {
    createDocument: (uri, version, text) => Document.create(uri, version, text, isTitle),
    createSession: () => session(new DisclosureReader(formSets), new Checker(catalogue)),
    createLinkReader: () => new LinkReader(new DisclosureReader(formSets)),
    diagnostics: (analysis, settings = NO_SETTINGS) => diagnosticsOf(analysis, settings, docs),
    tally: (analysis, settings = NO_SETTINGS) => tallyOf(analysis.findings, settings),
    hover: (analysis, position) => hoverAt(analysis, position, { catalogue, glossary: terms() }),
    completion: (analysis, position, snippets = false) =>
      completionAt(analysis, position, { catalogue, formSetNames: formSets.names, checkCodes, snippets }),
    resolveCompletion: (item, year) => resolve(item, catalogue, year, docs),
    definition: definitionAt,
    references: referencesAt,
    highlights: highlightsAt,
    prepareRename,
    rename: renameAt,
    inlayHints,
    semanticTokens,
    links: documentLinks,
    symbols: symbolsOf,
    folding: foldingOf,
    format: formattingOf,
    actions: (analysis, range, settings = NO_SETTINGS, kinds) => [
      ...actionsAt(analysis, range, settings, docs, kinds),
      ...(wants(kinds, REWRITE) ? standardTextActions(analysis, range) : []),
    ],
    with: (other) => createLanguageService({ ...options, ...other }),
  };
}

const titlesOf = (sets: FormSets): Set<string> =>
  new Set(
    sets.names
      .map((name) => sets.get(name)!)
      .flatMap((set) => [set, ...set.editions])
      .flatMap(knownTitles)
      .flatMap(({ title, number }) => [matchKey(title), matchKey(number)]),
  );

function session(reader: DisclosureReader, checker: Checker): Session {
  let last: Analysis | undefined;
  return {
    prepare: (document) => reader.prepare(document.sections),
    head: (document) => reader.head(document.sections[0]),
    analyse(document, links = NO_LINKS) {
      if (last?.document !== document || last.disclosure.links !== links) last = new Analysis(document, reader, checker, links);
      return last;
    },
  };
}

function resolve(
  item: CompletionItem,
  catalogue: AccountCatalogue,
  year: number | undefined,
  docs: (code: string) => string,
): CompletionItem {
  const data = item.data as { account?: string; check?: string } | undefined;
  if (data?.check) return { ...item, documentation: { kind: 'markdown', value: `[${data.check}](${docs(data.check)})` } };
  const text = data?.account && accountText(catalogue, data.account, year);
  return text ? { ...item, documentation: { kind: 'markdown', value: text } } : item;
}
