/** One ratio of the same two figures printed with two percentages (N3): rounding may explain each, but a reader sees two answers to one question. */
import { t } from '@vscode/l10n';
import type { Finding } from '../../disclosure/finding.ts';
import { PerElement } from '../../prose/per-element.ts';
import type { Change, Completion, StatedFigure } from '../../prose/statements.ts';
import type { Blame } from './blame.ts';
import type { ProseCheck } from './context.ts';
import { meets, rangeOf } from './ratio.ts';
import { asWritten } from './wording.ts';

interface Rated {
  readonly key: string;
  readonly rate: StatedFigure;
}

/** The figures of which a percentage is printed, as written; undefined where the sentence does not have them all. */
function figuresOf(statement: Completion | Change): Rated | undefined {
  if (statement.kind === 'completion' && statement.actual && statement.stated.length === 1)
    return { key: `÷ ${statement.actual.figure.written.steps} ${statement.stated[0].figure.written.steps}`, rate: statement.rate };
  if (statement.kind === 'change' && statement.rate && statement.amount && statement.current[0] && statement.direction)
    return {
      key: `± ${statement.direction} ${statement.base} ${statement.current[0].figure.written.steps} ${statement.amount.written.steps}`,
      rate: statement.rate,
    };
  return undefined;
}

/** The percentages that are printed more than once of the same figures. */
class Repeated {
  readonly #rated = new PerElement(figuresOf);
  readonly #times = new Map<string, number>();
  #repeated: readonly Rated[] = [];

  of(list: readonly (Completion | Change)[]): readonly Rated[] {
    const { gone, come } = this.#rated.follow(list);
    const touched = [...gone.map((one) => this.#count(one, -1)), ...come.map((one) => this.#count(one, 1))];
    if (touched.includes(true))
      this.#repeated = this.#rated.made.filter((one): one is Rated => one !== undefined && this.#times.get(one.key)! > 1);
    return this.#repeated;
  }

  /** Answers whether there are several of these figures, or were so before. */
  #count(rated: Rated | undefined, by: 1 | -1): boolean {
    if (!rated) return false;
    const before = this.#times.get(rated.key) ?? 0;
    const now = before + by;
    if (now > 0) this.#times.set(rated.key, now);
    else this.#times.delete(rated.key);
    return Math.max(before, now) > 1;
  }
}

export const checkRepeatedRates: ProseCheck = ({ statements, judgements, blamed }) => {
  const repeated = judgements.tool(checkRepeatedRates, () => new Repeated());
  const all = repeated.of([...statements('completion'), ...statements('change')]);
  return judgements.of(checkRepeatedRates, all, () => judge(all, blamed));
};

function judge(all: readonly Rated[], blamed: Blame): Finding[] {
  const seen = new Map<string, StatedFigure>();
  return all.flatMap((found): Finding[] => {
    if (blamed.has(found.rate)) return [];
    const first = seen.get(found.key);
    if (!first) seen.set(found.key, found.rate);
    if (!first || meets(rangeOf(first.written), rangeOf(found.rate.written))) return [];
    return [
      {
        code: 'same-figure-differs',
        severity: 'hint',
        message: t(
          'Of the same two figures the percentage is {0} here, but {1} before.',
          asWritten(found.rate.written),
          asWritten(first.written),
        ),
        place: found.rate.place,
        related: [{ message: asWritten(first.written), place: first.place }],
        data: { stated: found.rate.written.text, computed: first.written.text },
      },
    ];
  });
}
