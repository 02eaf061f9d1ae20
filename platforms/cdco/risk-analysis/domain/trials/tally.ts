/** What a backtest counts, declaration by declaration: plain data, so that it can be kept and taken up again. */
import type { HitElement } from '../hit.ts';
import type { RiskAreaCode } from '../risk-areas.ts';
import { addSample, isInSample, type Sample } from './sampling.ts';

type Counts = Record<string, number>;

export interface Tally {
  hits: number;
  /** Hits that no live profile has beside it. */
  alone: number;
  /** Hits by office and day. */
  readonly offices: Record<string, Counts>;
  readonly days: Counts;
  /** Declarations that both it and the live profile hit, by the profile's id. */
  readonly both: Counts;
  readonly samples: Sample[];
  confirmed: number;
  foundElsewhere: number;
  nothingFound: number;
  missed: number;
}

/** Of all that are tried at once. */
export interface Tallies {
  declarations: number;
  readonly days: Counts;
  /** Of a sample of all declarations, how many each live profile hits. */
  sampled: number;
  readonly live: Counts;
  readonly subjects: Tally[];
}

export interface KnownResult {
  readonly found: boolean;
  readonly riskAreaCode?: RiskAreaCode;
}

export interface Tried {
  readonly reference: string;
  readonly day: string;
  readonly office: string;
  /** Elements of the hit by each subject; undefined where it does not hit. */
  readonly hits: readonly (readonly HitElement[] | undefined)[];
  /** Ids of live profiles that hit it; asked only where it is needed. */
  readonly live: () => readonly string[];
  /** Member States that the declaration concerns; asked of hits only. */
  readonly concerned: () => readonly string[];
  readonly results: readonly KnownResult[];
}

const none = (): Tally => ({
  hits: 0,
  alone: 0,
  offices: {},
  days: {},
  both: {},
  samples: [],
  confirmed: 0,
  foundElsewhere: 0,
  nothingFound: 0,
  missed: 0,
});

export const emptyTallies = (subjects: number): Tallies => ({
  declarations: 0,
  days: {},
  sampled: 0,
  live: {},
  subjects: Array.from({ length: subjects }, none),
});

const add = (counts: Counts, name: string): void => {
  counts[name] = (counts[name] ?? 0) + 1;
};

/** More than these, and the rest is counted under one name: what is kept has a bound. */
const mostOffices = 2000;
const otherOffices = 'OTHER';

const addLoad = (tally: Tally, { office, day }: Tried): void => {
  const known = office in tally.offices || Object.keys(tally.offices).length < mostOffices;
  const name = known ? office : otherOffices;
  tally.offices[name] ??= {};
  add(tally.offices[name], day);
  add(tally.days, day);
};

/** A find without an area counts as its own: nothing says that it is another's. */
const addResult = (tally: Tally, isHit: boolean, area: RiskAreaCode, { found, riskAreaCode }: KnownResult): void => {
  if (!isHit) {
    if (found && riskAreaCode === area) tally.missed += 1;
  } else if (!found) tally.nothingFound += 1;
  else if (riskAreaCode === undefined || riskAreaCode === area) tally.confirmed += 1;
  else tally.foundElsewhere += 1;
};

const addHit = (tally: Tally, tried: Tried, elements: readonly HitElement[], live: readonly string[]): void => {
  tally.hits += 1;
  addLoad(tally, tried);
  if (live.length === 0) tally.alone += 1;
  for (const id of live) add(tally.both, id);
  const pointers = elements.map(({ pointer }) => pointer).slice(0, 20);
  addSample(tally.samples, { reference: tried.reference, pointers, memberStates: tried.concerned() });
};

/** @param areas of the subjects, in their order */
export const addTried = (tallies: Tallies, tried: Tried, areas: readonly RiskAreaCode[]): void => {
  tallies.declarations += 1;
  add(tallies.days, tried.day);
  const sampled = isInSample(tried.reference);
  const live = sampled || tried.hits.some((one) => one !== undefined) ? tried.live() : [];
  if (sampled) {
    tallies.sampled += 1;
    for (const id of live) add(tallies.live, id);
  }
  for (const [position, tally] of tallies.subjects.entries()) {
    const elements = tried.hits[position];
    if (elements !== undefined) addHit(tally, tried, elements, live);
    for (const result of tried.results) addResult(tally, elements !== undefined, areas[position]!, result);
  }
};
