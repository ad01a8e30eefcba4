/** What differs by rounding only is no error: one information a table, or a pair of tables, with the first of its sums inside. */
import { t } from '@vscode/l10n';
import { sameList } from '../base/lists.ts';
import type { BoundTable } from '../disclosure/bind/types.ts';
import { type CellIndex, type LocatedCell, placeOfCell, titlePlace } from '../disclosure/cells.ts';
import type { Disclosure } from '../disclosure/disclosure.ts';
import type { Finding, Related } from '../disclosure/finding.ts';
import type { Checked, ModelCell } from '../model/types.ts';

/** So many differences by rounding are listed one by one; a big table has hundreds, and nobody acts on them. */
const MOST_LISTED = 10;

/** What is said of one sum. */
type Say = (checked: Checked, located: LocatedCell) => string;

/** The sums of one table or pair of tables, in the order of the text whichever stands first in a sum. */
interface Group {
  readonly tables: readonly BoundTable[];
  readonly sums: Checked[];
}

interface Said {
  readonly group: Group;
  readonly finding: Finding;
}

/** Says of a document's sums what it said of the last version where they and their tables are the same. */
export class RoundingFindings {
  #last: ReadonlyMap<string, Said> = new Map();
  readonly #sections = new SectionsOfSums();

  of({ tables, stated }: Disclosure, cells: CellIndex, say: Say): Finding[] {
    const tell = (checked: Checked, first: LocatedCell) => toldOf(checked, first, cells.value(first.cell.key, stated), say);
    const now = new Map<string, Said>();
    for (const [key, group] of groupsOf(stated.rounded, this.#sections.of(stated.rounded), tables)) {
      const last = this.#last.get(key);
      now.set(key, last && isSame(last.group, group) ? last : { group, finding: findingOf(group, cells, tell, last) });
    }
    this.#last = now;
    return [...now.values()].map(({ finding }) => finding);
  }
}

const isSame = (a: Group, b: Group): boolean => sameList(a.tables, b.tables) && sameList(a.sums, b.sums);

/** Groups by the titles of their tables. */
function groupsOf(rounded: readonly Checked[], sectionsOf: readonly Sections[], tables: readonly BoundTable[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  const bySections = new Map<Sections, Group>();
  for (let i = 0; i < rounded.length; i++) {
    const sections = sectionsOf[i];
    let group = bySections.get(sections);
    if (!group) {
      const own = tables.filter(({ section }) => sections.has(`${section.id}`));
      const titles = own.map(({ form }) => form.title).join('|');
      group = groups.get(titles) ?? { tables: own, sums: [] };
      groups.set(titles, group);
      bySections.set(sections, group);
    }
    group.sums.push(rounded[i]);
  }
  return groups;
}

/** The sections in which the figures of an identity stand; one object for each set of them. */
type Sections = ReadonlySet<string>;

/** Hundreds of sums differ by rounding, and at a keystroke a few of them no longer do, or do as well: the others are not looked at. */
class SectionsOfSums {
  readonly #known = new Map<string, Sections>();
  #sums: readonly Checked[] = [];
  #sections: readonly Sections[] = [];

  of(sums: readonly Checked[]): readonly Sections[] {
    const [before, sections] = [this.#sums, this.#sections];
    let at = 0;
    const found: Sections[] = [];
    for (const checked of sums) {
      const same = before[at] === checked ? at : before.indexOf(checked, at);
      found.push(same < 0 ? this.#sectionsOf(checked) : sections[same]);
      if (same >= 0) at = same + 1;
    }
    this.#sums = sums;
    this.#sections = found;
    return found;
  }

  #sectionsOf({ identity }: Checked): Sections {
    const sections = new Set(identity.terms.map(({ cell }) => cell.slice(0, cell.indexOf('/'))));
    const key = [...sections].sort().join(' ');
    const known = this.#known.get(key) ?? sections;
    this.#known.set(key, known);
    return known;
  }
}

const messageOf = ({ tables, sums }: Group): string => {
  const titles = tables.map(({ form }) => form.title);
  return titles.length > 1
    ? t('{0} figures of {1} differ by rounding only.', sums.length, titles.join('、'))
    : t('{0} sums of {1} differ by rounding only.', sums.length, titles[0]);
};

/** `last`: what was said of tables of the same titles. */
function findingOf(group: Group, cells: CellIndex, tell: Say, last: Said | undefined): Finding {
  const { sums } = group;
  const message = last?.group.sums.length === sums.length ? last.finding.message : messageOf(group);
  const listed = sums.slice(0, MOST_LISTED).map((checked) => [checked, cells.get(checked.identity.terms[0].cell)!] as const);
  const related = listed.map(([checked, first]): Related => ({ message: tell(checked, first), place: placeOfCell(first) }));
  return { code: 'rounding-difference', severity: 'information', message, place: titlePlace(listed[0][1].table), related };
}

interface Told {
  readonly model: ModelCell | undefined;
  readonly value: number | undefined;
  readonly text: string;
}

/** Sentences by the sum of which they are said; its first cell is another object when anything in its line but the place changes. */
const told = new WeakMap<Checked, Told>();

function toldOf(checked: Checked, first: LocatedCell, value: number | undefined, say: Say): string {
  const { model } = first.cell;
  const known = told.get(checked);
  if (known && model && known.model === model && known.value === value) return known.text;
  const text = say(checked, first);
  told.set(checked, { model, value, text });
  return text;
}
