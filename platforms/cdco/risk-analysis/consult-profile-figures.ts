import { type Clock, toDay } from '../../../shared-services/kit/clock.ts';
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { costOf } from './domain/cost.ts';
import type { Definition } from './domain/profile.ts';
import { isVisibleTo } from './domain/visibility.ts';
import type { LiveEngine } from './live-engine.ts';
import { readerOf } from './reader.ts';
import { loadNewest } from './storage/profiles.ts';
import { recentDeclared } from './storage/trials/blocks.ts';
import { engineMicroseconds, readDays } from './storage/trials/profile-figures.ts';
import { type TrialRequestOf, unlessEmpty } from './trials/replies.ts';
import { trialEngine } from './trials/trial-engines.ts';

const dayMs = 86_400_000;
const usualDays = 30;
const fewest = 32;

const unknown = (profileId: string) =>
  new Refusal({ code: 'RISK_PROFILE_UNKNOWN', status: 'notFound', title: `There is no risk profile ${profileId}.` });

/** Alone, on declarations that came lately: what it would cost without the others, which share look-ups with it. */
const measured = async (store: Store, definition: Definition, today: string): Promise<number | undefined> => {
  const recent = await recentDeclared(store, 256);
  if (recent.length < fewest) return undefined;
  const engine = trialEngine([definition]);
  // Code is slow the first times: those are not counted.
  for (const one of recent) engine.assess(one, today);
  const sinceMs = performance.now();
  for (const one of recent) engine.assess(one, today);
  return ((performance.now() - sinceMs) * 1000) / recent.length;
};

const microseconds = <Name extends string>(name: Name, us: number | undefined) =>
  (us === undefined ? {} : { [name]: us.toFixed(6) }) as { [N in Name]?: string };

export const consultProfileFigures =
  (store: Store, clock: Clock, engine: LiveEngine) =>
  async ({ profileId, fromDay, toDay: lastDay }: TrialRequestOf<'consultProfileFigures'>, call: OperationCall) => {
    const newest = await loadNewest(store, profileId);
    if (newest === undefined || !isVisibleTo(newest.definition.memberState, readerOf(call).memberState))
      throw unknown(profileId);
    const nowMs = clock.nowMs();
    const to = lastDay ?? toDay(nowMs);
    const from = fromDay ?? toDay(nowMs - usualDays * dayMs);
    const estimated = costOf(newest.definition, engine.traffic()).microseconds;
    return {
      profileId,
      ...unlessEmpty('days', await readDays(store, { profileId, fromDay: from, toDay: to })),
      ...microseconds('estimatedMicroseconds', estimated),
      ...microseconds('measuredMicroseconds', await measured(store, newest.definition, toDay(nowMs))),
      ...microseconds('engineMicroseconds', await engineMicroseconds(store, from, to)),
    };
  };
