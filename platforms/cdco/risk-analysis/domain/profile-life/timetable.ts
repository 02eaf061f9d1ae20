/** The engine of now, and those of the next instants at which profiles begin or end: made beforehand, taken by the clock. */
import type { Engine } from '../engine.ts';
import { heldAt, switchesAfter, type TimedProfile } from './span.ts';

/** So many are made beforehand: each holds a set of profiles. After a switch the timetable is made anew. */
const mostPlanned = 8;

export interface Timetable {
  /** Of an instant not before those it was asked for already. */
  at(nowMs: number): Engine;
  /** The next switch that was not taken yet. */
  nextMs(): number | undefined;
  /** All of them, in order. */
  readonly engines: readonly Engine[];
}

type Versions = ReadonlyMap<string, readonly TimedProfile[]>;

/** With what begins or ends at the instant. */
const engineAt = (from: Engine, versions: Versions, atMs: number): Engine => {
  const concerned = [...versions].filter(([, all]) =>
    all.some(({ fromMs, untilMs }) => fromMs === atMs || untilMs === atMs),
  );
  return from.changed(new Map(concerned.map(([id, all]) => [id, heldAt(all, atMs)])));
};

/**
 * @param now of the versions held at `nowMs`
 * @param versions all versions of the profiles that begin or end at an instant to come, by id
 */
export const createTimetable = (now: Engine, versions: Versions, nowMs: number): Timetable => {
  const planned: { readonly atMs: number; readonly engine: Engine }[] = [];
  for (const atMs of switchesAfter([...versions.values()].flat(), nowMs).slice(0, mostPlanned)) {
    planned.push({ atMs, engine: engineAt(planned.at(-1)?.engine ?? now, versions, atMs) });
  }
  const engines = [now, ...planned.map(({ engine }) => engine)];
  let engine = now;
  return {
    at: (atMs) => {
      while (planned.length > 0 && planned[0]!.atMs <= atMs) engine = planned.shift()!.engine;
      return engine;
    },
    nextMs: () => planned[0]?.atMs,
    engines,
  };
};
