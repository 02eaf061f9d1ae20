/** Counts what profiles do, in this process, and adds it to the database every few seconds. */
import { toDay } from '../../../../shared-services/kit/clock.ts';
import type { Logger } from '../../../../shared-services/kit/logging.ts';
import { type Loop, startLoop } from '../../../../shared-services/kit/loop.ts';
import type { Store } from '../../../../shared-services/kit/store/store.ts';
import { countDeclaration, countHit, emptyFigures } from '../domain/trials/figures.ts';
import type { LiveEngine } from '../live-engine.ts';
import { addFigures } from '../storage/trials/profile-figures.ts';
import type { Followed } from './follow.ts';
import type { TrialMetrics } from './trial-metrics.ts';

const keepEveryMs = 5000;
/** One of so many is assessed once more, to take its time: less than a microsecond for each. */
const timeEvery = 128;

export interface LiveFigures {
  saw(followed: Followed): void;
  start(): void;
  stop(): Promise<void>;
}

export interface FigureParts {
  readonly store: Store;
  readonly log: Logger;
  readonly engine: LiveEngine;
  readonly metrics: TrialMetrics;
}

export const createLiveFigures = ({ store, log, engine, metrics }: FigureParts): LiveFigures => {
  let tally = emptyFigures();
  let seen = 0;
  let loop: Loop | undefined;

  const microsecondsOf = ({ request }: Followed): number => {
    const { declaration, procedure, specificCircumstanceIndicator: specificCircumstance, onDate } = request;
    const current = engine.current();
    const sinceMs = performance.now();
    current.assess({ declaration, procedure, specificCircumstance }, onDate);
    return (performance.now() - sinceMs) * 1000;
  };

  const keep = async () => {
    const said = tally;
    if (said.sets.size === 0) return;
    tally = emptyFigures();
    try {
      await store.transaction((transaction) => addFigures(transaction, said));
    } catch (err) {
      log.warn({ err, profiles: said.profiles.size }, 'figures of profiles were lost');
    }
  };

  return {
    saw: (followed) => {
      const { request, answer } = followed;
      const day = toDay(Date.parse(answer.assessedAt));
      const count = countDeclaration(tally, answer.profileSet, request.procedure, day);
      const hits = new Map((answer.hits ?? []).map((hit) => [`${hit.profileId} ${hit.profileVersion}`, hit]));
      for (const { profileId, profileVersion } of hits.values()) countHit(tally, profileId, profileVersion, day);
      metrics.saw(request.procedure, answer.hits ?? []);
      seen += 1;
      if (seen % timeEvery !== 0) return;
      count.timed += 1;
      count.timedMicroseconds += microsecondsOf(followed);
    },
    start: () => {
      loop = startLoop({ name: 'figures of profiles', intervalMs: keepEveryMs, work: keep, log });
    },
    stop: async () => {
      await loop?.stop();
      await keep();
    },
  };
};
