/** Holds stored declarations against what is tried, block by block, and keeps what it has found every other second. */
import type { Store } from '../../../../shared-services/kit/store/store.ts';
import { concernedIn } from '../domain/concerned.ts';
import type { Engine } from '../domain/engine.ts';
import { type Declared, declaredOf, officeOf, referenceIn } from '../domain/trials/declared.ts';
import { addTried, emptyTallies, type KnownResult, type Tallies } from '../domain/trials/tally.ts';
import { readBacktest, type StoredBacktest } from '../storage/trials/backtests.ts';
import { blocksIn, newestBlock, readBlock } from '../storage/trials/blocks.ts';
import { knownResults } from '../storage/trials/known-results.ts';
import { endBacktest, fixRange, keepProgress } from '../storage/trials/running-backtests.ts';
import { createDuty, type Duty } from './duty.ts';
import { liveEngineBeside, trialEngine } from './trial-engines.ts';

const keepEveryMs = 2000;

export interface RunParts {
  readonly store: Store;
  readonly runner: string;
  /** Day whose live profiles stand beside. */
  readonly today: string;
  /** Stops at the next block, and leaves it to be taken up again. */
  readonly signal: AbortSignal;
}

interface Under {
  readonly backtest: StoredBacktest;
  readonly tallies: Tallies;
  readonly tried: Engine;
  readonly live: Engine;
  readonly today: string;
}

const isWithin = ({ onDate }: Declared, { fromDay, toDay }: StoredBacktest): boolean =>
  (fromDay === undefined || onDate >= fromDay) && (toDay === undefined || onDate <= toDay);

const tryOne = (
  { backtest, tallies, tried, live, today }: Under,
  one: Declared,
  results: readonly KnownResult[],
): void => {
  const areas = backtest.subjects.map(({ definition }) => definition.riskAreaCode);
  const found = new Map(tried.assess(one, one.onDate).map(({ profileId, elements }) => [profileId, elements]));
  const hits = areas.map((_, position) => found.get(`T${position}`));
  // Beside it stand the live profiles of the day it runs: whoever approves asks what they would have hit already.
  const liveHits = () => live.assess(one, today).map(({ profileId }) => profileId);
  const facts = { reference: one.reference, day: one.onDate, office: officeOf(one.declaration), hits };
  const concerned = () => concernedIn(one.declaration, one.procedure);
  addTried(tallies, { ...facts, live: liveHits, concerned, results }, areas);
};

/** So many declarations between two rests: about a millisecond of work. */
const betweenRests = 16;

/** Each is read when its turn comes: what is read and let go at once costs little to clear away. */
const tryBlock = async (store: Store, of: Under, lines: readonly string[], duty: Duty): Promise<void> => {
  const results = await knownResults(store, lines.map(referenceIn));
  for (const [position, line] of lines.entries()) {
    if (position % betweenRests === 0) await duty.rest();
    const one = declaredOf(line);
    if (isWithin(one, of.backtest)) tryOne(of, one, results.get(one.reference) ?? []);
  }
};

const begin = async ({ store, today }: RunParts, backtestId: string): Promise<Under | undefined> => {
  const backtest = await readBacktest(store, backtestId);
  if (backtest === undefined) return undefined;
  if (backtest.newestBlock === undefined) {
    const upTo = await newestBlock(store);
    const { declarations } = await blocksIn(store, { ...backtest, after: 0, upTo });
    await fixRange(store, backtestId, upTo, declarations);
    return begin({ store, today } as RunParts, backtestId);
  }
  const tallies = backtest.tallies ?? emptyTallies(backtest.subjects.length);
  const definitions = backtest.subjects.map(({ definition }) => definition);
  return { backtest, tallies, tried: trialEngine(definitions), live: await liveEngineBeside(store), today };
};

/** Resolves when it has ended, was cancelled, taken over by another, or interrupted by the signal. */
export const runBacktest = async (parts: RunParts, backtestId: string): Promise<void> => {
  const { store, runner, signal } = parts;
  const under = await begin(parts, backtestId);
  if (under === undefined) return;
  const { backtest, tallies } = under;
  let { block, done } = backtest;
  const keep = () => keepProgress(store, { backtestId, runner, block, done, tallies });
  const { numbers } = await blocksIn(store, { ...backtest, after: block, upTo: backtest.newestBlock! });
  const duty = createDuty(() => newestBlock(store));
  let keptAtMs = performance.now();
  let next = numbers.length === 0 ? undefined : readBlock(store, numbers[0]!);
  for (const [position, number] of numbers.entries()) {
    const lines = (await next) ?? [];
    const following = numbers[position + 1];
    next = following === undefined ? undefined : readBlock(store, following);
    // It is waited for in the next turn; that it failed is told then.
    next?.catch(() => undefined);
    await tryBlock(store, under, lines, duty);
    [block, done] = [number, done + lines.length];
    if (performance.now() - keptAtMs > keepEveryMs || signal.aborted) {
      const told = await keep();
      keptAtMs = performance.now();
      if (told === 'cancelled') await endBacktest(store, { backtestId, runner }, 'cancelled');
      if (told !== 'goOn' || signal.aborted) return;
    }
  }
  if ((await keep()) === 'lost') return;
  await endBacktest(store, { backtestId, runner }, 'done');
};
