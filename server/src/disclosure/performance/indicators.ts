/** Collects the indicators of a form: blocks, groups by openers or by merged cells, rows. */
import * as l10n from '@vscode/l10n';
import type { Cell, RowLine, Span } from 'budget-grammar';
import type { IndicatorList, PerformanceForm } from '../../forms/types.ts';
import { placeOf, type Section } from '../section.ts';
import type { Placed } from './columns.ts';
import { groupByName, headingParts, knownGroup, strangeName } from './groups.ts';
import { sameTitle } from './names.ts';
import type { OpenGroup, OpenRow, Rows } from './rows.ts';
import type { Say } from './say.ts';
import type { BoundBlock, BoundColumn, BoundText } from './types.ts';

type Part = Span & { readonly text: string };

interface OpenBlock extends BoundBlock {
  readonly columns: BoundColumn[];
  readonly groups: OpenGroup[];
}

/** Whether one cell is filled and no other. */
function isAlone(cells: readonly Cell[]): boolean {
  let filled = 0;
  for (const { kind } of cells) if (kind !== 'empty') filled++;
  return filled === 1;
}

export class Indicators {
  readonly blocks: OpenBlock[] = [];
  /** The group in force: an opener's path, or what the merged cells above say. */
  #path: readonly string[] = [];
  /** The heading that the openers' paths bring with them. */
  #within: string | undefined;
  readonly #reported = new Set<string>();
  readonly #section: Section;
  readonly #form: PerformanceForm;
  readonly #say: Say;

  constructor(section: Section, form: PerformanceForm, say: Say) {
    this.#section = section;
    this.#form = form;
    this.#say = say;
  }

  /** A heading of its own over the indicators below: `年度绩效目标 1：`. */
  openHeading(heading: BoundText | undefined, list?: IndicatorList): void {
    this.#path = [];
    this.blocks.push({ ...(list ? { list } : {}), headings: heading ? [heading] : [], columns: [], groups: [] });
    this.#within = undefined;
  }

  /** The list of the form's to which the rows belong that follow. */
  get list(): IndicatorList | undefined {
    return this.blocks.at(-1)?.list;
  }

  /** `长期绩效目标 2：` within the list that is open: the indicators below belong to this target. */
  openTarget(target: BoundText): void {
    this.#openWithin(target);
    this.#path = [];
  }

  /** `产出指标／数量指标：`; parts above the form's first level are a heading within the one above them. */
  openGroup(parts: readonly Part[], path: readonly string[] = parts.map((part) => part.text)): void {
    const above = headingParts(this.#form, path);
    if (above > 0)
      this.#openWithin({
        text: path.slice(0, above).join('／'),
        place: placeOf(this.#section, { start: parts[0].start, end: parts[above - 1].end }),
      });
    this.#path = path.slice(above);
    const spans = parts.length === path.length ? parts.slice(above) : [];
    this.#startGroup(this.#path, spans, parts[0]);
  }

  /** The columns stay in force; a block of which only the heading has been read becomes this one. */
  #openWithin(heading: BoundText): void {
    if (this.#within !== undefined && sameTitle(this.#within, heading.text)) return;
    const current = this.#block();
    // A path may begin with the title of the list in which it stands.
    if (current.list && current.headings.some(({ text }) => sameTitle(text, heading.text))) return;
    const outer = this.#within === undefined ? current.headings : current.headings.slice(0, -1);
    if (current.groups.length === 0) this.blocks.pop();
    const { list } = current;
    this.blocks.push({ ...(list ? { list } : {}), headings: [...outer, heading], columns: [...current.columns], groups: [] });
    this.#within = heading.text;
  }

  addColumns(columns: readonly BoundColumn[]): void {
    const own = this.#block().columns;
    for (const column of columns)
      if (!own.some((other) => (column.form ? other.form === column.form : other.title === column.title))) own.push(column);
  }

  /** A row of placed cells; undefined if it only names an empty group. */
  addRow(line: RowLine, placed: Placed, rows: Rows): OpenRow | undefined {
    const named = isAlone(line.cells) ? this.#groupNamed(placed.label) : undefined;
    if (named) {
      this.#path = named;
      this.#startGroup(named, [], line.cells[line.cells.length - 1]);
      return undefined;
    }
    const group = placed.levels.size > 0 ? this.#mergedGroup(placed) : this.#groupInForce(line);
    if (!placed.label && placed.cells.every((cell) => cell.kind === 'empty')) return undefined;
    const bound = rows.row(line, placed);
    group.indicators.push(bound);
    return bound;
  }

  /** A lone cell with a group's name is the group: leading tabs of such a line are no cells. */
  #groupNamed(label: Part | undefined): string[] | undefined {
    // `……` stands for whatever may follow, in a list of groups as in one of indicators.
    if (!label || !/[\p{L}\p{N}]/u.test(label.text)) return undefined;
    const beside = [...this.#path.slice(0, 1), label.text];
    return knownGroup(this.#form, beside) ? beside : groupByName(this.#form, label.text);
  }

  #block(): OpenBlock {
    if (this.blocks.length === 0) this.blocks.push({ headings: [], columns: [], groups: [] });
    return this.blocks[this.blocks.length - 1];
  }

  /** Leading empty cells repeat what is above; an empty cell behind a filled one is blank. */
  #mergedGroup(placed: Placed): OpenGroup {
    const first = Math.min(...placed.levels.keys());
    const last = Math.max(...placed.levels.keys());
    const path = this.#path.slice(0, first);
    for (let level = first; level <= last; level++) path.push(placed.levels.get(level)?.text ?? '');
    const spans = path
      .map((_, level) => placed.levels.get(level))
      .map((cell) => cell && { start: cell.start, end: cell.end, text: cell.text });
    const current = this.#block().groups.at(-1);
    const same = current && current.path.length === path.length && current.path.every((name, i) => name === path[i]);
    this.#path = path;
    return same ? current : this.#startGroup(path, spans, placed.levels.get(first)!);
  }

  #groupInForce(line: RowLine): OpenGroup {
    const { groups } = this.#block();
    return groups.length > 0 ? groups[groups.length - 1] : this.#startGroup(this.#path, [], line.cells[0]);
  }

  #startGroup(path: readonly string[], spans: readonly (Part | undefined)[], at: Span): OpenGroup {
    const form = knownGroup(this.#form, path);
    if (!form) this.#checkNames(path, spans, at);
    const group: OpenGroup = { path, place: placeOf(this.#section, at), form, indicators: [] };
    this.#block().groups.push(group);
    return group;
  }

  /** A name like one of the form's is taken for a slip; another is a group of the author's own. Each is said once. */
  #checkNames(path: readonly string[], spans: readonly (Part | undefined)[], at: Span): void {
    const strange = strangeName(this.#form, path);
    if (!strange) return;
    const key = path.slice(0, strange.level + 1).join('／');
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    const name = path[strange.level];
    const span = spans[strange.level];
    const { title } = this.#form;
    const { nearest, elsewhere } = strange;
    if (elsewhere !== undefined)
      this.#say(
        'unknown-group',
        'warning',
        l10n.t('{0} has "{1}" under {2}, not under {3}; it is printed as typed.', title, name, elsewhere, path[0]),
        span ?? at,
      );
    else if (nearest.length > 0)
      this.#say(
        'unknown-group',
        'warning',
        l10n.t('{0} has no group "{1}" here; it is printed as typed. Near: {2}.', title, name, nearest.join('、')),
        span ?? at,
        span ? nearest : [],
      );
    else this.#say('unknown-group', 'hint', l10n.t('{0} has no group "{1}" here; it is printed as typed.', title, name), span ?? at);
  }
}
