/** Which figures somebody asks for: between when, and at which distance. */
import { Refusal } from '../../kit/refusal.ts';
import { stepFor } from './query.ts';

export interface Range {
  readonly fromMs: number;
  readonly toMs: number;
  /** Of the rows that are read. */
  readonly keptSeconds: number;
  /** Of the points that are told. */
  readonly stepSeconds: number;
}

export interface AskedRange {
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  readonly stepSeconds?: number | undefined;
}

const hourMs = 3_600_000;
const usualPoints = 300;
const mostPoints = 5000;

/** @throws {Refusal} SERIES_RANGE_INVALID */
export const rangeOf = (asked: AskedRange, nowMs: number): Range => {
  const toMs = asked.toMs ?? nowMs;
  const fromMs = asked.fromMs ?? toMs - hourMs;
  const keptSeconds = stepFor((nowMs - fromMs) / 1000);
  const wanted = asked.stepSeconds ?? (toMs - fromMs) / 1000 / usualPoints;
  const stepSeconds = Math.max(1, Math.ceil(wanted / keptSeconds)) * keptSeconds;
  if (toMs <= fromMs || (toMs - fromMs) / 1000 / stepSeconds > mostPoints)
    throw new Refusal({
      code: 'SERIES_RANGE_INVALID',
      status: 'invalid',
      title: 'The end is not after the beginning, or there would be more than 5000 points.',
    });
  return { fromMs, toMs, keptSeconds, stepSeconds };
};
