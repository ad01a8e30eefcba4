/**
 * From a document to those it draws on: the files that its head names, else documents of the workspace that fit by unit, year and kind.
 * What is found is kept until the head, one of the files, or the files there are change; a keystroke elsewhere costs a comparison.
 */
import type { Head } from '../disclosure/head.ts';
import { givenLinkKeys, type HeadLink, headLinks, type LinkKey } from '../disclosure/head-links.ts';
import type { LinkedDisclosure, Links, LinkTarget, NearbyFile } from '../disclosure/links.ts';
import type { Document, SourceSection } from './document.ts';
import { byName, fits, mismatches } from './link-fit.ts';
import { LinkSpeaker } from './link-says.ts';
import { LinkedFiles, type LinkHost } from './linked-files.ts';
import { type Neighbour, Neighbours, neighbourOf } from './neighbours.ts';
import { folderOf, isWithin, nameOf, relativePath, resolvePath, uriKey } from './uris.ts';

/** A circle of more files than these is not looked for. */
const LONGEST_CIRCLE = 40;

interface Found {
  readonly head: SourceSection;
  readonly formSet: string;
  readonly around: string;
  readonly links: Links;
}

export class LinkFinder {
  readonly #host: LinkHost;
  readonly #files: LinkedFiles;
  readonly #neighbours: Neighbours;
  readonly #found = new Map<string, Found>();
  #revision = 0;

  constructor(host: LinkHost) {
    this.#host = host;
    this.#files = new LinkedFiles(host);
    this.#neighbours = new Neighbours(host.files);
  }

  /** What was last found for a document, if it is still true; undefined if it has to be looked for. */
  now(document: Document, head: Head): Links | undefined {
    const found = this.#found.get(document.uri);
    if (!found || found.head !== document.sections[0] || found.formSet !== head.formSet.name) return undefined;
    if (found.around !== this.#around(document.uri)) return undefined;
    const { prior, budget, units, targets = [] } = found.links;
    const all = [prior, budget, ...units, ...targets.map(({ linked }) => linked)];
    return all.every((one) => !one || this.#files.isCurrent(one)) ? found.links : undefined;
  }

  /** What `now` gives if that is known; else looks for it, reading what has to be read. */
  async find(document: Document, head: Head, roots: readonly string[]): Promise<Links> {
    const known = this.now(document, head);
    if (known) return known;
    const around = this.#around(document.uri);
    const links = await new Search(document, head, roots, this.#files, this.#neighbours, this.#host).links();
    this.#found.set(document.uri, { head: document.sections[0], formSet: head.formSet.name, around, links });
    return links;
  }

  /** A document was closed. */
  close(uri: string): void {
    this.#found.delete(uri);
    this.#files.forget(uri);
  }

  /** The text of a file on disk changed. */
  changed(uri: string): void {
    this.#revision++;
    this.#files.forget(uri);
    this.#neighbours.forget(uri);
  }

  /** Files came or went. */
  moved(uris: readonly string[]): void {
    for (const uri of uris) this.changed(uri);
    this.#neighbours.clear();
  }

  /** Forgets everything: other form sets rule. */
  clear(): void {
    this.#revision++;
    this.#files.clear();
    this.#neighbours.clear();
  }

  /** What of the other documents a search depends on, beside the figures of those it finds. */
  #around(uri: string): string {
    const heads: string[] = [String(this.#revision)];
    for (const { document } of this.#host.edited())
      if (document.uri !== uri) heads.push(spellingOf(neighbourOf(document.uri, document.sections[0])));
    return heads.join('\n');
  }
}

const spellingOf = ({ uri, identity: { unit, fiscalYear, kind, formSet }, links }: Neighbour): string =>
  [uri, unit, fiscalYear, kind, formSet, ...links.map(({ key, path }) => `${key}：${path}`)].join('|');

/** One search for the links of one document. */
class Search {
  readonly #document: Document;
  readonly #head: Head;
  readonly #roots: readonly string[];
  readonly #files: LinkedFiles;
  readonly #neighbours: Neighbours;
  readonly #host: LinkHost;
  readonly #says: LinkSpeaker;
  readonly #targets: LinkTarget[] = [];
  #nearby?: Promise<readonly Neighbour[]>;

  constructor(document: Document, head: Head, roots: readonly string[], files: LinkedFiles, neighbours: Neighbours, host: LinkHost) {
    this.#document = document;
    this.#head = head;
    const own = roots.filter((root) => isWithin(document.uri, root));
    this.#roots = own.length > 0 ? own : [folderOf(document.uri)];
    this.#files = files;
    this.#neighbours = neighbours;
    this.#host = host;
    this.#says = new LinkSpeaker(document, head);
  }

  async links(): Promise<Links> {
    const section = this.#document.sections[0];
    const members: { prior?: LinkedDisclosure; budget?: LinkedDisclosure; units: LinkedDisclosure[] } = { units: [] };
    let complete = true;
    for (const link of headLinks(section)) {
      const linked = await this.#follow(link);
      if (!linked) complete &&= link.key !== '所属单位';
      else if (link.key === '上年') members.prior = linked;
      else if (link.key === '预算') members.budget = linked;
      else if (members.units.includes(linked)) this.#says.twice(link);
      else members.units.push(linked);
    }
    // Without one of its units a department's figures are the sum of nothing known.
    if (!complete) members.units = [];
    await this.#lookAround(members, givenLinkKeys(section));
    const nearby = (await this.#around()).map((one) => this.#nearbyFile(one));
    return { ...members, findings: this.#says.findings, targets: this.#targets, nearby };
  }

  /** The disclosure that a link leads to, if its figures are what the link says. */
  async #follow(link: HeadLink): Promise<LinkedDisclosure | undefined> {
    const uri = resolvePath(this.#document.uri, link.path);
    if (uri === undefined || !this.#roots.some((root) => isWithin(uri, root))) {
      this.#says.outside(link, uri === undefined);
      return undefined;
    }
    if (uriKey(uri) === uriKey(this.#document.uri)) {
      this.#says.circular(link, []);
      return undefined;
    }
    const linked = await this.#files.linked(uri);
    if (typeof linked === 'string') {
      this.#targets.push({ link, uri });
      if (linked === 'too-long') this.#says.tooLong(link);
      else
        this.#says.missing(
          link,
          (await this.#around()).map((one) => this.#nearbyFile(one)),
        );
      return undefined;
    }
    const wrong = mismatches(link.key, this.#head, linked.disclosure.head);
    const circle = await this.#circle(linked.uri);
    this.#targets.push({ link, uri: linked.uri, linked });
    if (circle) this.#says.circular(link, circle);
    else if (wrong.length > 0) this.#says.mismatch(link, wrong);
    return wrong.every(({ what }) => what === 'unit' && isAccepted(link)) ? linked : undefined;
  }

  /** Names of the files by which a link leads back to the document; undefined if it does not. */
  async #circle(start: string): Promise<string[] | undefined> {
    const own = uriKey(this.#document.uri);
    const seen = new Set<string>();
    const queue: { readonly uri: string; readonly path: string[] }[] = [{ uri: start, path: [nameOf(start)] }];
    for (let at = queue.shift(); at && seen.size < LONGEST_CIRCLE; at = queue.shift()) {
      if (seen.has(uriKey(at.uri))) continue;
      seen.add(uriKey(at.uri));
      for (const { path } of (await this.#headOf(at.uri))?.links ?? []) {
        const next = resolvePath(at.uri, path);
        if (next === undefined) continue;
        if (uriKey(next) === own) return at.path;
        if (this.#roots.some((root) => isWithin(next, root))) queue.push({ uri: next, path: [...at.path, nameOf(next)] });
      }
    }
    return undefined;
  }

  #headOf(uri: string): Promise<Neighbour | undefined> {
    const edited = this.#files.edited(uri);
    return edited ? Promise.resolve(neighbourOf(uri, edited.document.sections[0])) : this.#neighbours.head(uri);
  }

  /** Documents that fit by what their heads say, for the keys that the head does not give. */
  async #lookAround(members: { prior?: LinkedDisclosure; budget?: LinkedDisclosure }, given: ReadonlySet<LinkKey>): Promise<void> {
    const wanted = byName(this.#head).filter(({ key }) => !given.has(key));
    if (wanted.length === 0) return;
    const nearby = await this.#around();
    for (const { key, identity } of wanted) {
      const fitting = nearby.filter((one) => fits(one.identity, identity, (name) => this.#host.kindOf(name)));
      if (fitting.length > 1)
        this.#says.several(
          key,
          fitting.map((one) => this.#nearbyFile(one)),
        );
      if (fitting.length !== 1) continue;
      const linked = await this.#files.linked(fitting[0].uri);
      // Only the whole of a head tells what its file is.
      if (typeof linked === 'string' || mismatches(key, this.#head, linked.disclosure.head).length > 0) continue;
      if (key === '上年') members.prior = linked;
      else members.budget = linked;
      this.#says.byName(key, this.#nearbyFile(fitting[0]));
    }
  }

  /** The other documents of the workspace with what their heads say; an editor's text rules over the file's. */
  #around(): Promise<readonly Neighbour[]> {
    this.#nearby ??= this.#findNearby();
    return this.#nearby;
  }

  async #findNearby(): Promise<readonly Neighbour[]> {
    const own = uriKey(this.#document.uri);
    const uris = new Map<string, string>();
    for (const uri of await this.#neighbours.around(this.#document.uri, this.#roots)) uris.set(uriKey(uri), uri);
    for (const { document } of this.#host.edited())
      if (uriKey(document.uri) !== own && this.#roots.some((root) => isWithin(document.uri, root)))
        uris.set(uriKey(document.uri), document.uri);
    const heads = await Promise.all([...uris.values()].map((uri) => this.#headOf(uri)));
    return heads.filter((head) => head !== undefined);
  }

  #nearbyFile({ uri, identity }: Neighbour): NearbyFile {
    return { path: relativePath(this.#document.uri, uri), uri, identity };
  }
}

/** An author who silences the warning says that the other unit is meant: it was renamed, or is one of two names. */
const isAccepted = ({ line }: HeadLink): boolean => line.comment?.ignore?.codes.includes('link-mismatch') ?? false;
