/** Income and outlay where a sentence says no more than that, and which money it means there. */
import type { Fragment } from '../../forms/types.ts';
import type { Address } from '../../model/types.ts';
import { FUND, SIDES, sideAhead, sideOf } from '../roles.ts';
import { joined, type Readings, within } from './scope.ts';

const onlyOf = ({ members }: Fragment, dimension: string): boolean => Object.keys(members).every((one) => one === dimension);

/** 支出决算为1214.52万元 at the start of a paragraph: what the chapter is about, else all of it; undefined of a text that begins with neither income nor outlay. */
export function chapterSide(text: string, scope: Fragment): readonly Address[] | undefined {
  const side = sideAhead(text);
  if (!side) return undefined;
  const { measure, total } = side;
  const inside = within(scope, { measure, members: {} });
  const members = inside.measure === measure ? inside.members : {};
  const all: readonly Address[] = Object.keys(members).length === 0 ? [{ measure: total, members: {} }] : [];
  return [{ measure, members }, ...all];
}

/** 政府性基金预算财政拨款收入150万元，支出150万元: the outlay of the fund whose income stands before; undefined of anything else. */
export function otherSide(text: string, before: Address | undefined): Address | undefined {
  const side = sideOf(text);
  const isOther = side && before && before.measure !== side.measure && sideOf(before.measure) && onlyOf(before, FUND);
  return isOther ? { measure: side.measure, members: before.members } : undefined;
}

/** 财政拨款本年收入1356.74万元，…；本年支出1364.52万元: that of the fund that was spoken of last, or all of it. */
export function ofSameFund(text: string, readings: Readings, last: Address | undefined): Readings {
  const side = SIDES.find(({ year }) => year.includes(text));
  if (!side || !last || !sideOf(last.measure) || last.members[FUND] === undefined || !onlyOf(last, FUND)) return readings;
  return joined([{ measure: side.measure, members: last.members }, ...readings.all.slice(0, readings.strong)], readings.all);
}
