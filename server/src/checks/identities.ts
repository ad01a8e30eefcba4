/**
 * What the fact model says of a document's tables, in words: one finding for each root, with every contributor.
 * An author who has just changed a figure sees the same picture as one who mistyped it, so the wording takes no side.
 */
import { t } from '@vscode/l10n';
import {
  type CellIndex,
  cellTitle,
  columnTitle,
  type LocatedCell,
  placeOfCell,
  placeOfRow,
  plainAmount,
  rowTitle,
  writeLike,
  writtenValue,
} from '../disclosure/cells.ts';
import type { Disclosure } from '../disclosure/disclosure.ts';
import { type Finding, type Fix, type Related, withFixes } from '../disclosure/finding.ts';
import type { Checked, Evaluation, Identity, Root, RowFault, Slip } from '../model/types.ts';
import { recompute } from './recompute.ts';
import { RoundingFindings } from './rounding.ts';

export class IdentityChecker {
  readonly #rounding = new RoundingFindings();

  findings(disclosure: Disclosure, cells: CellIndex): Finding[] {
    const { stated } = disclosure;
    const speaker = new Speaker(stated, cells);
    return [
      ...stated.roots.flatMap((root) => speaker.root(root)),
      ...this.#rounding.of(disclosure, cells, (checked) => speaker.sum(checked)),
    ];
  }
}

class Speaker {
  readonly #evaluation: Evaluation;
  readonly #cells: CellIndex;

  constructor(evaluation: Evaluation, cells: CellIndex) {
    this.#evaluation = evaluation;
    this.#cells = cells;
  }

  root(root: Root): Finding[] {
    if (root.row) return this.#rowFault(root, root.row);
    if (root.broken.every(({ identity }) => identity.kind === 'LE')) return this.#partTooLarge(root);
    const named = root.cell === undefined ? undefined : this.#cells.get(root.cell);
    const finding = named && root.value !== undefined ? this.#namedCell(root, named, root.value) : this.#openSum(root);
    return finding ? [finding] : [];
  }

  /** One cell is guilty, or probably so: the finding stands on it and says the figure that mends all. */
  #namedCell(root: Root, located: LocatedCell, value: number): Finding {
    const { cell } = located;
    const stated = writtenValue(cell, 0) || '0';
    const mended = writeLike(cell, value);
    const count = root.broken.length;
    const other = root.other && this.#cells.get(root.other.cell);
    const slip = other ? t('It has probably changed places with {0}.', cellTitle(other, false)) : root.slip ? slipText(root.slip) : '';
    const message =
      root.verdict === 'cell'
        ? t('{0} does not agree in {1} places; {2} would make all of them agree.', stated, count, mended)
        : t('{0} does not agree here; probably {1} is meant.', stated, mended);
    const finding = {
      code: codeOf(root.broken),
      severity: 'error' as const,
      message: sentences(message, slip, this.sum(root.broken[0])),
      place: placeOfCell(located),
      related: this.#related(root),
      data: this.#data(root.broken[0], located, stated, mended),
    };
    return withFixes(finding, () =>
      other && root.other
        ? exchange(located, mended, other, writeLike(other.cell, root.other.value))
        : [...this.#mend(located, mended, root.verdict === 'cell'), ...recompute(located, value, this.#evaluation, this.#cells)],
    );
  }

  /** A part larger than its whole: one of the two is wrong, and nothing tells by how much. */
  #partTooLarge(root: Root): Finding[] {
    const first = root.broken[0];
    const part = this.#cells.get(first.identity.terms[0].cell);
    if (!part) return [];
    const stated = writtenValue(part.cell, this.#value(part.cell.key)) || '0';
    const whole = this.#computed(first, part);
    return [
      {
        code: codeOf(root.broken),
        severity: 'error',
        message: sumText(first.identity, cellTitle(part), stated, whole, ''),
        place: placeOfCell(part),
        related: this.#related(root),
        data: this.#data(first, part, stated, whole),
      },
    ];
  }

  /** A whole row is at fault: left out, counted twice, or under a wrong code. */
  #rowFault(root: Root, fault: RowFault): Finding[] {
    const amounts = fault.amounts.flatMap(({ whole, value }) => {
      const located = this.#cells.get(whole);
      return located ? [{ located, text: `${columnTitle(located)} ${writeLike(located.cell, Math.abs(value))}` }] : [];
    });
    if (amounts.length === 0) return [];
    const own = fault.cells.flatMap((key) => this.#cells.get(key) ?? []);
    const parent = amounts[0].located;
    const stands = fault.kind === 'missing' ? parent : (own[0] ?? parent);
    const list = amounts.map(({ text }) => text).join('、');
    const named = own[0] ? rowTitle(own[0].row) : fault.member;
    const message =
      fault.kind === 'missing'
        ? named
          ? t('Below “{0}” a row is missing: {1}. It is probably {2}, which another table lists.', rowTitle(parent.row), list, named)
          : t('Below “{0}” a row is missing: {1}.', rowTitle(parent.row), list)
        : fault.kind === 'doubled'
          ? t('“{0}” is counted twice: without it the sums of “{1}” agree ({2}).', named ?? '', rowTitle(parent.row), list)
          : t(
              '“{0}” probably bears a wrong code: it does not belong below {1} but below {2} ({3}).',
              named ?? '',
              fault.parent,
              fault.belongs ?? '',
              list,
            );
    const first = root.broken[0];
    return [
      {
        code: `${fault.kind}-row`,
        severity: 'error',
        message,
        place: placeOfRow(stands),
        related: this.#related(root),
        data: this.#data(first, parent, writtenValue(parent.cell, this.#value(parent.cell.key)) || '0', this.#computed(first, parent)),
      },
    ];
  }

  /** No one cell can be named: the finding stands on the sum and lists who could be. */
  #openSum(root: Root): Finding | undefined {
    // A figure that nobody typed breaks nothing: where a typed whole is off as well, the finding belongs to it.
    const first = root.broken.find(({ identity }) => this.#cells.get(identity.terms[0].cell)?.cell.typed) ?? root.broken[0];
    const whole = this.#cells.get(first.identity.terms[0].cell);
    if (!whole) return undefined;
    const stated = writtenValue(whole.cell, this.#value(first.identity.terms[0].cell)) || '0';
    const computed = this.#computed(first, whole);
    const difference = plainAmount(whole.cell, Math.abs(first.difference));
    const candidates = root.candidates.flatMap(({ cell, value }) => {
      const located = this.#cells.get(cell);
      return located
        ? [{ message: t('{0}: {1} would make all agree', cellTitle(located), writeLike(located.cell, value)), place: placeOfCell(located) }]
        : [];
    });
    const own = root.candidates.find(({ cell }) => cell === first.identity.terms[0].cell);
    const other = root.broken.length > 1 ? t('{0} sums are affected.', root.broken.length) : '';
    return {
      code: codeOf(root.broken),
      severity: 'error',
      message: sentences(sumText(first.identity, cellTitle(whole), stated, computed, difference), this.#hint(first), other),
      place: placeOfCell(whole),
      related: [...candidates, ...this.#related(root)],
      data: this.#data(first, whole, stated, computed),
      fixes: own ? this.#mend(whole, writeLike(whole.cell, own.value), false) : [],
    };
  }

  #value(key: string): number | undefined {
    return this.#cells.value(key, this.#evaluation);
  }

  /** What the other members of the identity make of the first. */
  #computed(checked: Checked, whole: LocatedCell): string {
    const value = this.#value(checked.identity.terms[0].cell) ?? 0;
    return writeLike(whole.cell, value - checked.difference);
  }

  #data(checked: Checked, located: LocatedCell, stated: string, computed: string): Record<string, string> {
    return {
      stated,
      computed,
      difference: plainAmount(located.cell, Math.abs(checked.difference)),
      tolerance: plainAmount(located.cell, checked.tolerance),
    };
  }

  /** Every broken identity and every figure that takes part in it, each once. */
  #related(root: Root): Related[] {
    const out: Related[] = [];
    const seen = new Set<string>();
    for (const checked of root.broken) {
      for (const [i, term] of checked.identity.terms.entries()) {
        const located = this.#cells.get(term.cell);
        if (!located || (i > 0 && (seen.has(term.cell) || isBlank(located)))) continue;
        seen.add(term.cell);
        const stated = writtenValue(located.cell, this.#value(term.cell)) || '0';
        const message =
          i === 0
            ? sumText(
                checked.identity,
                cellTitle(located),
                stated,
                this.#computed(checked, located),
                plainAmount(located.cell, Math.abs(checked.difference)),
              )
            : `${cellTitle(located)} ${stated}`;
        out.push({ message, place: placeOfCell(located) });
      }
    }
    return out;
  }

  /** A difference that equals one member was left out or counted twice. */
  #hint(checked: Checked): string {
    const { terms } = checked.identity;
    const twin = terms
      .slice(1)
      .find((term) => term.coefficient !== 0 && Math.abs(this.#value(term.cell) ?? 0) === Math.abs(checked.difference));
    const located = twin && checked.difference !== 0 ? this.#cells.get(twin.cell) : undefined;
    return located ? t('The difference equals {0}, which may be left out or counted twice.', cellTitle(located, false)) : '';
  }

  sum(checked: Checked): string {
    const located = this.#cells.get(checked.identity.terms[0].cell);
    if (!located) return '';
    const stated = writtenValue(located.cell, this.#value(checked.identity.terms[0].cell)) || '0';
    const difference = plainAmount(located.cell, Math.abs(checked.difference));
    return sumText(checked.identity, cellTitle(located), stated, this.#computed(checked, located), difference);
  }

  #mend(located: LocatedCell, text: string, preferred: boolean): Fix[] {
    const { typed } = located.cell;
    if (!typed || typed.end === typed.start) return [];
    return [{ title: t('Change to {0}', text), edits: [{ place: placeOfCell(located), text }], preferred }];
  }
}

/** A cell without a figure adds nothing to a sum, and nothing to its explanation. */
const isBlank = ({ cell }: LocatedCell): boolean => cell.model?.state === 'blank';

/** Sentences one after the other, as the user's language joins them. */
const sentences = (...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').reduce((text, part) => t('{0} {1}', text, part));

/** A broken link between tables is another matter than a broken sum. */
function codeOf(broken: readonly Checked[]): string {
  const kinds = new Set(broken.map((checked) => checked.identity.kind));
  if (kinds.has('T') || kinds.has('X') || kinds.has('F') || kinds.has('G')) return 'unbalanced-total';
  if (kinds.has('S') || kinds.has('Z')) return 'same-figure-differs';
  return 'part-exceeds-whole';
}

function sumText(identity: Identity, title: string, stated: string, computed: string, difference: string): string {
  switch (identity.kind) {
    case 'T':
    case 'X':
    case 'G':
      return t('{0} is {1}, but its parts make {2} (difference {3}).', title, stated, computed, difference);
    case 'S':
      return t('{0} is {1}, but the same figure stands elsewhere as {2} (difference {3}).', title, stated, computed, difference);
    case 'Z':
      return t('{0} is {1}, but another table lists this level without it, which says that it is zero.', title, stated);
    case 'F':
      return t('{0} is {1}, but what makes it up comes to {2} (difference {3}).', title, stated, computed, difference);
    default:
      return t('{0} is {1}, more than the whole it is part of ({2}).', title, stated, computed);
  }
}

function slipText(slip: Slip): string {
  switch (slip) {
    case 'sign':
      return t('The sign was probably left out or added.');
    case 'shift':
      return t('The decimal point was probably shifted.');
    case 'transposition':
      return t('Two digits were probably exchanged.');
    default:
      return '';
  }
}

/** Two figures that changed places go back. */
function exchange(one: LocatedCell, oneText: string, other: LocatedCell, otherText: string): Fix[] {
  if (!one.cell.typed || !other.cell.typed) return [];
  const edits = [
    { place: placeOfCell(one), text: oneText },
    { place: placeOfCell(other), text: otherText },
  ];
  return [{ title: t('Exchange {0} and {1}', otherText, oneText), edits, preferred: true }];
}
