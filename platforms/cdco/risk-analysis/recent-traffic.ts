/** A sample of the declarations that came by, in memory alone: it says by what profiles are best looked up. */
import type { Subject } from './domain/engine.ts';
import { measureTraffic } from './domain/matching/measured-traffic.ts';
import { type Traffic, usualTraffic } from './domain/matching/traffic.ts';

const keepEvery = 16;
const mostKept = 512;
/** Fewer say less than a guess. */
const leastToMeasure = 100;

export interface RecentTraffic {
  see(subject: Subject): void;
  measured(): Traffic;
}

export const createRecentTraffic = (): RecentTraffic => {
  const kept: Subject[] = [];
  let seen = 0;
  return {
    see: (subject) => {
      seen += 1;
      if (seen % keepEvery === 0) kept[(seen / keepEvery) % mostKept] = subject;
    },
    measured: () => {
      const sample = kept.filter((one) => one !== undefined);
      return sample.length < leastToMeasure ? usualTraffic : measureTraffic(sample);
    },
  };
};
