/** Collects the funds of a form: 资金 with its columns and rows. */
import * as l10n from '@vscode/l10n';
import { nearestOf } from '../../forms/registry.ts';
import type { PerformanceForm } from '../../forms/types.ts';
import type { Place } from '../place.ts';
import { placeOf, type Section } from '../section.ts';
import { findRow, statedScore } from './names.ts';
import type { Piece } from './properties.ts';
import { type OpenRow, textOf } from './rows.ts';
import type { Say } from './say.ts';
import type { BoundColumn, BoundFunds, BoundFundsRow } from './types.ts';

interface OpenFunds extends BoundFunds {
  opener?: BoundFunds['opener'];
  weight?: BoundFunds['weight'];
  proportional: boolean;
  readonly columns: BoundColumn[];
  readonly rows: BoundFundsRow[];
}

export class Funds {
  /** Undefined until something of it was typed. */
  bound: OpenFunds | undefined;
  readonly #section: Section;
  readonly #form: PerformanceForm;
  readonly #say: Say;

  constructor(section: Section, form: PerformanceForm, say: Say) {
    this.#section = section;
    this.#form = form;
    this.#say = say;
  }

  /** `资金：`, `预算执行情况（20分）：` */
  open(opener: Piece): void {
    const funds = this.#begin();
    funds.opener ??= textOf(this.#section, opener);
    this.#state(opener.text, placeOf(this.#section, opener));
  }

  addColumns(columns: readonly BoundColumn[]): void {
    const funds = this.#begin();
    for (const column of columns) {
      funds.columns.push(column);
      if (column.role === 'score' && column.place) this.#state(column.title, column.place);
    }
  }

  addRow(row: OpenRow): void {
    const { funds } = this.#form;
    const form = funds && findRow(funds.rows, row.label.text);
    const bound: BoundFundsRow = form ? Object.assign(row, { form }) : row;
    const rows = this.#begin().rows;
    if (form && rows.some((other) => other.form === form))
      this.#say(
        'repeated-row',
        'error',
        l10n.t('{0} already has the row "{1}"; the first one counts.', this.#form.title, row.label.text),
        row.label.place,
      );
    else if (!form) this.#unknownRow(row);
    rows.push(bound);
  }

  /** The first title that states a weight rules; any may state that the score is weight × rate. */
  #state(title: string, place: Place): void {
    const stated = statedScore(title);
    if (!stated) return;
    const funds = this.#begin();
    funds.weight ??= { figure: stated.weight, place };
    if (stated.proportional) funds.proportional = true;
  }

  #begin(): OpenFunds {
    this.bound ??= { columns: [], rows: [], proportional: false };
    return this.bound;
  }

  #unknownRow(row: OpenRow): void {
    const known = this.#form.funds?.rows.map(({ title }) => title) ?? [];
    const nearest = nearestOf(row.label.text, known);
    const message =
      nearest.length > 0
        ? l10n.t(
            '{0} has no row "{1}" in its funds; it is printed and not checked. Near: {2}.',
            this.#form.title,
            row.label.text,
            nearest.join('、'),
          )
        : l10n.t('{0} has no row "{1}" in its funds; it is printed and not checked.', this.#form.title, row.label.text);
    this.#say('unknown-row', 'warning', message, row.label.place, nearest);
  }
}
