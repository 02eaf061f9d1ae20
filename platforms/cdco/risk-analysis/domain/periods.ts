/** Days as numbers, and on which of them a version of a profile is the one in force. */
import type { Period } from './profile.ts';

/** 20261121 for `2026-11-21`: in the order of the calendar, and nothing else. */
export const dayNumber = (day: string): number =>
  Number(day.slice(0, 4)) * 10_000 + Number(day.slice(5, 7)) * 100 + Number(day.slice(8, 10));

const forEver = 99_999_999;

/** From a day until, not including, another. */
export interface Days {
  readonly fromDay: number;
  readonly untilDay: number;
}

/** The number after a day's need not be a day: nothing lies between the two. */
const daysOf = ({ validFrom, validTo }: Period): Days => ({
  fromDay: dayNumber(validFrom),
  untilDay: validTo === undefined ? forEver : dayNumber(validTo) + 1,
});

const without = (periods: readonly Days[], taken: Days): readonly Days[] =>
  periods.flatMap(({ fromDay, untilDay }) =>
    [
      { fromDay, untilDay: Math.min(untilDay, taken.fromDay) },
      { fromDay: Math.max(fromDay, taken.untilDay), untilDay },
    ].filter((rest) => rest.fromDay < rest.untilDay),
  );

/** On a day that several versions cover, the newest is in force. */
export const periodsInForce = (of: Period, newer: readonly Period[]): readonly Days[] =>
  newer.map(daysOf).reduce(without, [daysOf(of)]);
