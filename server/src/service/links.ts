/** The files that a head names, for those who read it in an editor: where a path leads, and what was found there. */
import { t } from '@vscode/l10n';
import type { DocumentLink } from 'vscode-languageserver-types';
import { type HeadLink, linkAt } from '../disclosure/head-links.ts';
import type { LinkTarget } from '../disclosure/links.ts';
import type { Place } from '../disclosure/place.ts';
import { placeOf } from '../disclosure/section.ts';
import type { Position } from '../workspace/document.ts';
import type { Analysis, Caret, Location } from './analysis.ts';
import { escapeMarkdown } from './markdown.ts';
import { referenceDefinition } from './reference/navigate.ts';

const START = { line: 0, character: 0 };

/** Paths that lead to a file, as links to click. */
export function documentLinks({ document, disclosure }: Analysis): DocumentLink[] {
  return (disclosure.links.targets ?? []).flatMap(({ link, uri, linked }) => {
    const range = linked && document.rangeOf(placeOf(document.sections[0], link.span));
    return range ? [{ range, target: uri }] : [];
  });
}

/** Where what stands at a position leads: a path to its file, a reference to its cells. */
export function definitionAt(analysis: Analysis, position: Position): Location[] {
  const caret = analysis.caretAt(position);
  const target = targetAt(analysis, caret);
  return target?.linked ? [{ uri: target.uri, range: { start: START, end: START } }] : referenceDefinition(analysis, caret);
}

/** What was found behind a path, in words. */
export function linkTextAt(analysis: Analysis, caret: Caret): { readonly text: string; readonly place: Place } | undefined {
  const link = caret.read.role.kind === 'head' ? linkAt(caret.read.section, caret.offset) : undefined;
  if (!link) return undefined;
  return { text: textOf(analysis, link, targetAt(analysis, caret)), place: placeOf(caret.read.section, link.span) };
}

function targetAt({ disclosure }: Analysis, { read, offset }: Caret): LinkTarget | undefined {
  if (read.role.kind !== 'head') return undefined;
  return disclosure.links.targets?.find(({ link: { span } }) => offset >= span.start && offset <= span.end);
}

function textOf({ disclosure: { links } }: Analysis, { key, path }: HeadLink, target: LinkTarget | undefined): string {
  const title = `**${escapeMarkdown(path)}**`;
  const linked = target?.linked;
  if (!linked) return `${title}\n\n${t('Nothing was read from there.')}`;
  const { head, tables } = linked.disclosure;
  const figures = tables.reduce((sum, { model }) => sum + model.cells.filter(({ state }) => state === 'typed').length, 0);
  const used = [links.prior, links.budget, ...links.units].includes(linked);
  return [
    title,
    escapeMarkdown([head.unit, `${head.year} ${head.kind}`, head.formSet.name].filter((part) => part.trim() !== '').join(' · ')),
    t('{0} figures in {1} tables; {2}.', figures, tables.length, used ? t('used as {0}', key) : t('not used')),
  ].join('\n\n');
}
