/** All findings of a disclosure. What is said of one section alone is kept while that section and the head stay the same, what is said of sums while the tables do. */
import { t } from '@vscode/l10n';
import type { AccountCatalogue } from '../accounts/types.ts';
import type { CellIndex } from '../disclosure/cells.ts';
import type { Disclosure, ReadSection } from '../disclosure/disclosure.ts';
import type { Finding } from '../disclosure/finding.ts';
import { type Links, NO_LINKS } from '../disclosure/links.ts';
import type { Section } from '../disclosure/section.ts';
import type { Evaluation } from '../model/types.ts';
import { continuityFindings } from './continuity.ts';
import { IdentityChecker } from './identities.ts';
import { isSilenced } from './ignore.ts';
import { checkPerformance } from './performance.ts';
import { PlausibilityChecker } from './plausibility.ts';
import { productFindings } from './products.ts';
import { ProseChecker, type Understood } from './prose/prose.ts';
import { ReferenceChecker } from './references.ts';
import { residueFindings } from './residue.ts';
import { structureFindings } from './structure.ts';
import { syntaxFindings } from './syntax.ts';
import { tableAccountFindings, withAccounts } from './table-accounts.ts';
import { unitFindings } from './units.ts';
import { withoutRowsInDoubt } from './withheld.ts';
import { sectionWordingFindings, wordingFindings } from './wording/wording.ts';

/** A count that is not the table's is said once, by the check of counts. */
function withoutCounted(prose: readonly Finding[], wording: readonly Finding[]): readonly Finding[] {
  const counted = new Set(wording.filter(({ code }) => code === 'count-total').map(({ place }) => `${place.section}:${place.start}`));
  return counted.size === 0 ? prose : prose.filter(({ place }) => !counted.has(`${place.section}:${place.start}`));
}

export class Checker {
  readonly catalogue: AccountCatalogue;
  readonly #own = new WeakMap<ReadSection, { readonly settings: string; readonly findings: readonly Finding[] }>();
  readonly #references: ReferenceChecker;
  readonly #identities = new IdentityChecker();
  readonly #sums = new WeakMap<Evaluation, readonly Finding[]>();
  readonly #usual = new PlausibilityChecker();

  readonly #prose: ProseChecker;
  readonly #linked = new WeakMap<Evaluation, { readonly links: Links; readonly findings: readonly Finding[] }>();

  constructor(catalogue: AccountCatalogue) {
    this.catalogue = catalogue;
    this.#references = new ReferenceChecker(catalogue);
    this.#prose = new ProseChecker(catalogue);
  }

  /** What sentences state, with what is known of it; undefined where they state nothing. */
  understood(disclosure: Disclosure, cells: CellIndex): Understood | undefined {
    return this.#prose.understood(disclosure, cells);
  }

  /** Findings in the order of the text, silenced ones left out. */
  check(disclosure: Disclosure, cells: CellIndex, tooLong = false): Finding[] {
    if (tooLong) return [tooLongFinding(disclosure)];
    const sections = new Map<number, Section>(disclosure.sections.map(({ section }) => [section.id, section]));
    const order = new Map(disclosure.sections.map(({ section }, i) => [section.id, i]));
    const own = disclosure.sections.flatMap((entry) => this.#sectionFindings(entry, disclosure));
    const wording = wordingFindings(disclosure, this.catalogue);
    const all = [
      ...own,
      ...(disclosure.links.findings ?? []),
      ...withoutRowsInDoubt(this.#sumFindings(disclosure, cells), own, disclosure.tables),
      ...this.#usual.findings(disclosure, cells),
      ...this.#linkedFindings(disclosure, cells),
      ...checkPerformance(disclosure.performance, {}, { tables: disclosure.tables, unitOfMeasure: disclosure.head.unitOfMeasure }),
      ...structureFindings(disclosure),
      ...this.#references.check(disclosure, cells),
      ...wording,
      ...withoutCounted(this.#prose.findings(disclosure, cells), wording),
    ];
    return all
      .filter((finding) => !isSilenced(finding, sections))
      .sort((a, b) => order.get(a.place.section)! - order.get(b.place.section)! || a.place.start - b.place.start);
  }

  /** What the tables say of each other is said anew only when one of them changed. */
  #sumFindings(disclosure: Disclosure, cells: CellIndex): readonly Finding[] {
    const findings = this.#sums.get(disclosure.stated) ?? this.#identities.findings(disclosure, cells);
    this.#sums.set(disclosure.stated, findings);
    return findings;
  }

  /** The same for figures taken over from other files, which also depends on those. */
  #linkedFindings(disclosure: Disclosure, cells: CellIndex): readonly Finding[] {
    const { stated, links } = disclosure;
    if (links === NO_LINKS) return [];
    const known = this.#linked.get(stated);
    if (known?.links === links) return known.findings;
    const findings = [...continuityFindings(disclosure, cells), ...unitFindings(disclosure, cells)];
    this.#linked.set(stated, { links, findings });
    return findings;
  }

  #sectionFindings(entry: ReadSection, disclosure: Disclosure): readonly Finding[] {
    const { fiscalYear: year, kind } = disclosure.head;
    const settings = `${year} ${kind}`;
    const known = this.#own.get(entry);
    if (known?.settings === settings) return known.findings;
    const table = entry.role.kind === 'table' && disclosure.tables.includes(entry.role.table) ? entry.role.table : undefined;
    const findings = [
      ...syntaxFindings(entry.section),
      ...residueFindings(entry.section),
      ...sectionWordingFindings(entry.section, disclosure.head),
      ...(table ? withAccounts(entry.findings, table, this.catalogue, year) : entry.findings),
      ...(table ? productFindings(table) : []),
      ...(table ? tableAccountFindings(table, this.catalogue, year) : []),
    ];
    this.#own.set(entry, { settings, findings });
    return findings;
  }
}

const tooLongFinding = (disclosure: Disclosure): Finding => ({
  code: 'file-too-long',
  severity: 'error',
  message: t('This file is too long to be a disclosure; it is kept but not read.'),
  place: { section: disclosure.sections[0].section.id, start: 0, end: 0 },
});
