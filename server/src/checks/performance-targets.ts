/** Targets of a performance form against what was reached, and against each other. */
import * as l10n from '@vscode/l10n';
import { matchKey } from 'budget-grammar';
import { once } from '../base/once.ts';
import type { Finding } from '../disclosure/finding.ts';
import wording from '../disclosure/performance/data/wording.json' with { type: 'json' };
import { compareNumbers, isZero } from '../disclosure/performance/decimal.ts';
import {
  compare,
  isMetByBareNumber,
  isMoneyTarget,
  isTimeTarget,
  type MeasuredTarget,
  readActual,
  readTarget,
} from '../disclosure/performance/target.ts';
import {
  type BoundGroup,
  type BoundPerformance,
  type BoundRow,
  cellOf,
  indicatorsOf,
  type StatedTarget,
  targetOf,
} from '../disclosure/performance/types.ts';
import { plain, typedText } from './performance-figures.ts';

/** Findings on each target: those that were missed with full marks, and others. */
export function targetFindings(bound: BoundPerformance): { readonly missed: Finding[]; readonly others: Finding[] } {
  const missed: Finding[] = [];
  const others: Finding[] = [];
  for (const { groups } of bound.blocks)
    for (const group of groups) {
      const cost = group.indicators.length > 0 && isCost(group);
      for (const indicator of group.indicators) {
        const stated = targetOf(indicator);
        const target = stated && readTarget(stated.text);
        if (!stated || indicator.damaged || target?.kind !== 'number') continue;
        const miss = missedFinding(indicator, stated, target, cost);
        if (miss) missed.push(miss);
        if (cost) others.push(...directionFinding(indicator, stated, target));
      }
    }
  return { missed, others };
}

const isCost = (group: BoundGroup): boolean => group.path.some((name) => wording.costGroups.some((word) => name.includes(word)));

/** A target that is missed cannot have full marks. */
function missedFinding(indicator: BoundRow, { cell, text }: StatedTarget, target: MeasuredTarget, cost: boolean): Finding | undefined {
  const actual = cellOf(indicator, 'actual');
  const weight = cellOf(indicator, 'weight');
  const score = cellOf(indicator, 'score');
  if (!actual || !weight?.figure || !score?.figure || weight.figure.percent !== score.figure.percent) return undefined;
  if (isZero(weight.figure) || compareNumbers(score.figure, weight.figure) !== 0) return undefined;
  if (!isMissed(target, actual.text, cost)) return undefined;
  const message = l10n.t(
    '{0}: the target {1} is not met by {2}, so the score cannot be the full {3}.',
    indicator.label.text,
    text,
    actual.text,
    plain(weight.figure.value),
  );
  const related = [cell, actual, weight].map((other) => ({ message: `${other.column.title}: ${typedText(other)}`, place: other.place }));
  const data = { target: text, actual: actual.text, stated: typedText(score), weight: typedText(weight) };
  return { code: 'target-missed-full-score', severity: 'error', message, place: score.place, related, data };
}

/** A target of exactly so much is missed for certain only by what falls short of it; less money and less time are no shortfall, anything beyond a target of zero is. */
function isMissed(target: MeasuredTarget, text: string, cost: boolean): boolean {
  if (isMetByBareNumber(target, text)) return false;
  const actual = readActual(text);
  if (compare(target, actual) !== 'missed' || actual.kind !== 'number') return false;
  if (target.relation !== '=' || isZero(target)) return true;
  const fallsShort = compare(target.as('≥'), actual) === 'missed';
  const lessIsBetter = cost || isTimeTarget(target);
  return fallsShort !== lessIsBetter;
}

/** Targets of cost bound the cost from above; what is saved is no cost. */
function directionFinding(indicator: BoundRow, { cell, text }: StatedTarget, target: MeasuredTarget): Finding[] {
  if (target.relation !== '≥' && target.relation !== '>') return [];
  if (!isMoneyTarget(target) || wording.savings.some((word) => indicator.label.text.includes(word))) return [];
  const message = l10n.t('{0}: a target of cost is usually an upper bound (≤), but this one is {1}.', indicator.label.text, text);
  return [{ code: 'cost-target-direction', severity: 'hint', message, place: cell.place, data: { target: text } }];
}

/** What one form says of its project: the key of its kind and name, and that it is called otherwise in its own fields. */
interface Project {
  readonly key?: string;
  readonly twoNames: readonly Finding[];
}

/** All forms are looked at with every change of one of them, so what each says by itself is kept with it. */
const projectOf = once((bound: BoundPerformance): Project => {
  const { name, form } = bound;
  return { ...(name ? { key: `${form.role}\n${matchKey(name.text)}` } : {}), twoNames: twoNames(bound) };
});

/** One project has one name and one target in every form of the same kind. */
export function sameProjectFindings(forms: readonly BoundPerformance[]): Finding[] {
  const first = new Map<string, BoundPerformance>();
  const named: Finding[] = [];
  const between: Finding[] = [];
  for (const form of forms) {
    const { key, twoNames: own } = projectOf(form);
    named.push(...own);
    if (key === undefined) continue;
    const earlier = first.get(key);
    if (earlier) between.push(...twoTargets(form, earlier));
    else first.set(key, form);
  }
  return [...named, ...between];
}

/** 项目名称 is typed and differs from the name in the section's title. */
function twoNames(bound: BoundPerformance): Finding[] {
  const { name } = bound;
  return bound.properties.flatMap((property) => {
    const typed = property.form?.parameter ? property.lines[0] : undefined;
    if (!name || !typed || typed === name || matchKey(typed.text) === matchKey(name.text)) return [];
    const message = l10n.t('The project is called “{0}” here and “{1}” in the title of the section.', typed.text, name.text);
    return [
      {
        code: 'same-project-differs',
        severity: 'warning' as const,
        message,
        place: typed.place,
        related: [{ message: name.text, place: name.place }],
        data: { stated: typed.text, other: name.text },
      },
    ];
  });
}

/** An earlier form of the same project states another target for the same indicator: one finding a form, with every such target. */
function twoTargets(bound: BoundPerformance, earlier: BoundPerformance): Finding[] {
  const before = new Map(targetsOf(earlier));
  const differing = targetsOf(bound).flatMap(([key, target]) => {
    const first = before.get(key);
    return first && matchKey(first.text) !== matchKey(target.text) ? [{ label: key.split('\n').at(-1)!, target, first }] : [];
  });
  if (differing.length === 0) return [];
  const [{ label, target, first }] = differing;
  const message = l10n.t(
    'Another form of the project “{0}” states {1} for {2}, this one {3}. Two projects want two names.',
    bound.name?.text ?? '',
    first.text,
    label,
    target.text,
  );
  const related = [
    { message: first.text, place: first.cell.place },
    ...differing
      .slice(1)
      .flatMap((one) => [one.target, one.first].map((each) => ({ message: `${one.label}: ${each.text}`, place: each.cell.place }))),
  ];
  return [
    {
      code: 'same-project-differs',
      severity: 'information',
      message,
      place: target.cell.place,
      related,
      data: { stated: target.text, other: first.text },
    },
  ];
}

const targetsOf = (bound: BoundPerformance): (readonly [string, StatedTarget])[] =>
  indicatorsOf(bound).flatMap(({ group, indicator }) => {
    const target = targetOf(indicator);
    return target ? [[[...group.path, indicator.label.text].join('\n'), target] as const] : [];
  });
