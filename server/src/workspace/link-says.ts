/** What is to be said of a document's links, in its head: one finding a link, with the text that would mend it where there is one. */
import { t } from '@vscode/l10n';
import type { PropertyLine } from 'budget-grammar';
import type { Finding, Fix } from '../disclosure/finding.ts';
import { type Head, replaceFixes } from '../disclosure/head.ts';
import type { HeadLink, LinkKey } from '../disclosure/head-links.ts';
import type { NearbyFile } from '../disclosure/links.ts';
import { placeOf, type Section } from '../disclosure/section.ts';
import { nearestOf } from '../forms/registry.ts';
import type { Document } from './document.ts';
import { type Mismatch, mismatches } from './link-fit.ts';
import { nameOf } from './uris.ts';

/** More proposals than these nobody reads. */
const MOST = 5;

export class LinkSpeaker {
  readonly #section: Section;
  readonly #head: Head;
  readonly #uri: string;
  readonly #own: Finding[] = [];
  readonly #byName: { readonly key: LinkKey; readonly file: NearbyFile }[] = [];

  constructor(document: Document, head: Head) {
    this.#section = document.sections[0];
    this.#head = head;
    this.#uri = document.uri;
  }

  /** All that was said, what was found by name in one finding. */
  get findings(): readonly Finding[] {
    return this.#byName.length > 0 ? [...this.#own, this.#foundByName()] : this.#own;
  }

  outside(link: HeadLink, isNoPath: boolean): void {
    const message = isNoPath
      ? t('"{0}" is no path relative to this file; the link is not followed.', link.path)
      : t('"{0}" leads out of the workspace; the link is not followed. Open the folder that holds both files.', link.path);
    this.#say('link-outside', link, message);
  }

  /** `nearby`: the documents that there are. */
  missing(link: HeadLink, nearby: readonly NearbyFile[]): void {
    const near = likeliest(link, this.#head, nearby);
    const message =
      near.length > 0
        ? t('There is no file "{0}", or it cannot be read. Near: {1}.', link.path, near.join('、'))
        : t('There is no file "{0}", or it cannot be read.', link.path);
    this.#say('missing-link', link, message, near);
  }

  tooLong(link: HeadLink): void {
    this.#say('missing-link', link, t('"{0}" is too long to be a disclosure; it is not read.', link.path));
  }

  /** `through` are the names of the files by which the link leads back. */
  circular(link: HeadLink, through: readonly string[]): void {
    const own = nameOf(this.#uri);
    const message =
      through.length === 0
        ? t('{0} names this file itself.', link.key)
        : t('The links run in a circle: {0}.', [own, ...through, own].join(' → '));
    this.#say('circular-link', link, message);
  }

  twice(link: HeadLink): void {
    this.#say('link-mismatch', link, t('"{0}" is named twice; it is summed once.', link.path));
  }

  mismatch(link: HeadLink, wrong: readonly Mismatch[]): void {
    const reasons = wrong.map(reasonOf).join('');
    this.#say('link-mismatch', link, t('"{0}" is not what {1} asks for: {2} It is not used.', link.path, link.key, reasons));
  }

  /** More than one document fits, so none is used. */
  several(key: LinkKey, files: readonly NearbyFile[]): void {
    const line = this.#unitLine();
    if (!line) return;
    const paths = files.slice(0, MOST).map(({ path }) => path);
    this.#own.push({
      code: 'linked-by-name',
      severity: 'information',
      message: t('Several files could be the {0} of this one, so none is used: {1}. A line {0}： settles it.', key, paths.join('、')),
      place: placeOf(this.#section, line.value),
      fixes: paths.map((path) => this.#writeFix([{ key, path }])),
    });
  }

  /** A document was found without a link to it. */
  byName(key: LinkKey, file: NearbyFile): void {
    this.#byName.push({ key, file });
  }

  #foundByName(): Finding {
    const lines = this.#byName.map(({ key, file }) => ({ key, path: file.path }));
    const list = lines.map(({ key, path }) => `${key} ${path}`).join('、');
    return {
      code: 'linked-by-name',
      severity: 'information',
      message: t('Found by unit, year and kind, and used: {0}.', list),
      place: placeOf(this.#section, this.#unitLine()!.value),
      fixes: [{ ...this.#writeFix(lines), preferred: true }],
    };
  }

  #say(code: string, link: HeadLink, message: string, candidates: readonly string[] = []): void {
    this.#own.push({
      code,
      severity: 'warning',
      message,
      place: placeOf(this.#section, link.span),
      ...(candidates.length > 0 ? { fixes: replaceFixes(this.#section, link.span, candidates) } : {}),
    });
  }

  #unitLine(): PropertyLine | undefined {
    return this.#head.properties.get('单位');
  }

  /** Writes lines behind the last property of the head. */
  #writeFix(lines: readonly { readonly key: LinkKey; readonly path: string }[]): Fix {
    const { tree } = this.#section;
    const last = tree.lines.findLast(({ kind }) => kind === 'property' || kind === 'opener')!;
    const at = tree.text.slice(last.start).search(/[\r\n]|$/) + last.start;
    const lineEnd = tree.text.includes('\r\n') ? '\r\n' : '\n';
    const text = lines.map(({ key, path }) => `${lineEnd}${key}：${path}`).join('');
    return {
      title: t('Write {0}', lines.map(({ key, path }) => `${key}：${path}`).join('、')),
      edits: [{ place: placeOf(this.#section, { start: at, end: at }), text }],
    };
  }
}

function reasonOf({ what, is, wanted }: Mismatch): string {
  switch (what) {
    case 'unit':
      return t('it is of {0}, not of {1}.', is === '' ? '—' : is, wanted);
    case 'year':
      return t('its year is {0}, not {1}.', is === '' ? '—' : is, wanted === '' ? '—' : wanted);
    default:
      return t('it is a {0}, not a {1}.', is, wanted);
  }
}

/** The paths that may be meant by one that leads nowhere: a document that fits, then those spelt alike. */
function likeliest({ key, path }: HeadLink, head: Head, nearby: readonly NearbyFile[]): string[] {
  const fitting = nearby.filter(
    ({ identity }) =>
      mismatches(key, head, {
        ...head,
        ...identity,
        fiscalYear: identity.fiscalYear,
        kind: identity.kind ?? head.kind,
        formSet: head.formSet,
      }).length === 0,
  );
  const paths = nearby.map((file) => file.path);
  const names = new Map(paths.map((one) => [nameOf(one), one]));
  const alike = [...nearestOf(path, paths), ...nearestOf(nameOf(path), [...names.keys()]).flatMap((name) => names.get(name) ?? [])];
  return [...new Set([...fitting.map((file) => file.path), ...alike])].slice(0, MOST);
}
