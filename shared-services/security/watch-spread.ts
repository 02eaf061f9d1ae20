/** Looks once in a while over all sources together: what no single one of them shows. */
import { type Clock, toSecond } from '../kit/clock.ts';
import type { Store, Transaction } from '../kit/store/store.ts';
import { eventOf } from './domain/event.ts';
import { type Attempts, isSpread, spreadWindowMs, watchedKinds, wordsOf } from './domain/spread.ts';
import { attemptsOf, wasSpreadTold } from './storage/attempts.ts';
import { lockIntake } from './storage/reporters.ts';
import { takeIn } from './take-in.ts';

const tellAgainAfterMs = 10 * 60_000;

const tell = async (transaction: Transaction, attempts: Attempts, nowMs: number): Promise<void> => {
  const { platform } = attempts;
  if (await wasSpreadTold(transaction, platform, nowMs - tellAgainAfterMs)) return;
  const noted = { at: toSecond(nowMs), code: 'ATTEMPTS_SPREAD', count: 1, detail: wordsOf(attempts) };
  await takeIn(transaction, [eventOf(noted, platform, () => undefined)!], nowMs);
};

export const watchSpread = async (store: Store, clock: Clock): Promise<void> => {
  const nowMs = clock.nowMs();
  const spread = (await attemptsOf(store, watchedKinds, nowMs - spreadWindowMs)).filter(isSpread);
  if (spread.length === 0) return;
  await store.transaction(async (transaction) => {
    await lockIntake(transaction);
    for (const one of spread) await tell(transaction, one, nowMs);
  });
};
