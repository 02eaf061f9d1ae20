/** What one process has seen of a shadow run since it last said so. */
import { mostSamples, type Sample } from './sampling.ts';

export interface ShadowTally {
  evaluated: number;
  hits: number;
  alone: number;
  dropped: number;
  failed: number;
  readonly hours: Map<string, { readonly hour: number; readonly office: string; evaluated: number; hits: number }>;
  /** Hits of live profiles, and how many of them the draft hit too. */
  readonly live: Map<string, { hits: number; both: number }>;
  readonly samples: Sample[];
}

export const emptyShadowTally = (): ShadowTally => ({
  evaluated: 0,
  hits: 0,
  alone: 0,
  dropped: 0,
  failed: 0,
  hours: new Map(),
  live: new Map(),
  samples: [],
});

export interface Shadowed {
  readonly reference: string;
  /** Hours since the epoch. */
  readonly hour: number;
  readonly office: string;
  /** Pointers of the elements that were hit; undefined where it was not. */
  readonly pointers: readonly string[] | undefined;
  /** Member States that the declaration concerns; asked of hits only. */
  readonly concerned: () => readonly string[];
  /** Ids of what hit live: profiles, lists and checks. */
  readonly live: readonly string[];
}

const mostOffices = 500;
const otherOffices = 'OTHER';

const placeOf = (tally: ShadowTally, { hour, office }: Shadowed) => {
  const own = `${hour} ${office}`;
  const name = tally.hours.has(own) || tally.hours.size < mostOffices ? office : otherOffices;
  const key = `${hour} ${name}`;
  const place = tally.hours.get(key) ?? { hour, office: name, evaluated: 0, hits: 0 };
  tally.hours.set(key, place);
  return place;
};

export const addShadowed = (tally: ShadowTally, shadowed: Shadowed): void => {
  const { pointers, live, reference } = shadowed;
  const place = placeOf(tally, shadowed);
  tally.evaluated += 1;
  place.evaluated += 1;
  for (const id of live) {
    const of = tally.live.get(id) ?? { hits: 0, both: 0 };
    of.hits += 1;
    if (pointers !== undefined) of.both += 1;
    tally.live.set(id, of);
  }
  if (pointers === undefined) return;
  tally.hits += 1;
  place.hits += 1;
  if (live.length === 0) tally.alone += 1;
  if (tally.samples.length < mostSamples)
    tally.samples.push({ reference, pointers, memberStates: shadowed.concerned() });
};
