/** What is known of the present, read once every few seconds and kept: questions about it are answered from memory. */
import type { Store } from '../../kit/store/store.ts';
import type { AlertState } from '../domain/alert-life.ts';
import type { Figure, Figures } from '../domain/judge.ts';
import { type Increase, type Latest, readIncreases, readLatest } from '../history/query.ts';
import { daySeconds, hourSeconds, minuteSeconds, serviceCalls } from '../rules/service-levels.ts';
import { type ProcessRow, readProcesses, upOf } from './processes.ts';

/** An alert, with what people made of it. */
export interface AlertRow extends AlertState {
  readonly acknowledgedBy?: string;
  readonly acknowledgedAtMs?: number;
  readonly note?: string;
  readonly silencedUntilMs?: number;
  readonly silencedBy?: string;
  readonly silenceReason?: string;
}

export interface Board {
  readonly readAtMs: number;
  readonly latest: readonly Latest[];
  /** By window in seconds. */
  readonly increases: ReadonlyMap<number, readonly Increase[]>;
  readonly processes: readonly ProcessRow[];
  readonly alerts: readonly AlertRow[];
  /** When each breaker was first seen in its state. */
  readonly breakersSince: ReadonlyMap<string, number>;
}

export const emptyBoard: Board = {
  readAtMs: 0,
  latest: [],
  increases: new Map(),
  processes: [],
  alerts: [],
  breakersSince: new Map(),
};

const durations = ['portorium_operation_duration_seconds', 'portorium_call_duration_seconds'];
const counts = [...durations, serviceCalls, 'portorium_calls_total', 'portorium_deliveries_total'];
const probeRuns = 'portorium_probe_runs_total';

/** Windows, what is read of each, and how old a reading of it may be. */
const readings = [
  { seconds: 5 * minuteSeconds, metrics: counts, everyMs: 0 },
  { seconds: 30 * minuteSeconds, metrics: [serviceCalls], everyMs: 30_000 },
  { seconds: hourSeconds, metrics: [serviceCalls, probeRuns], everyMs: 30_000 },
  { seconds: 6 * hourSeconds, metrics: [serviceCalls], everyMs: 60_000 },
  { seconds: daySeconds, metrics: [serviceCalls, probeRuns], everyMs: 120_000 },
  { seconds: 3 * daySeconds, metrics: [serviceCalls], everyMs: 300_000 },
  { seconds: 30 * daySeconds, metrics: [serviceCalls], everyMs: 300_000 },
] as const;

export type ReadBoard = (before: Board, nowMs: number) => Promise<Omit<Board, 'alerts'>>;

const breakerKey = ({ labels, value }: Latest) => `${labels['platform']} ${labels['target']} ${value}`;

const sinceOf = (latest: readonly Latest[], before: Board, nowMs: number) =>
  new Map(
    latest
      .filter(({ metric }) => metric === 'portorium_breaker_state')
      .map((one) => [breakerKey(one), before.breakersSince.get(breakerKey(one)) ?? nowMs] as const),
  );

export const breakerSince = (board: Board, breaker: Latest): number =>
  board.breakersSince.get(breakerKey(breaker)) ?? board.readAtMs;

/** Reads what is due; what is not due yet stays as it was. */
export const createReadBoard = (store: Store): ReadBoard => {
  const readAtMs = new Map<number, number>();
  return async (before, nowMs) => {
    const due = readings.filter(({ seconds, everyMs }) => nowMs - (readAtMs.get(seconds) ?? 0) >= everyMs);
    const increases = new Map(before.increases);
    for (const { seconds, metrics } of due) {
      increases.set(seconds, await readIncreases(store, metrics, seconds));
      readAtMs.set(seconds, nowMs);
    }
    const [latest, processes] = [await readLatest(store), await readProcesses(store)];
    return { readAtMs: nowMs, latest, increases, processes, breakersSince: sinceOf(latest, before, nowMs) };
  };
};

/** Prometheus tells of a histogram’s observations under a name of their own. */
const asCounted = ({ metric, ...one }: Increase): Figure => ({
  ...one,
  metric: one.bounds === null ? metric : `${metric}_count`,
});

export const figuresOf = ({ latest, increases, processes }: Omit<Board, 'alerts'>, nowMs: number): Figures => ({
  latest: [...latest, ...upOf(processes, nowMs)],
  increases: new Map([...increases].map(([seconds, all]) => [seconds, all.map(asCounted)])),
  nowMs,
});
