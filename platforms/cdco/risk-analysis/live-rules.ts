/** The rules as they are now: loaded before the first call; they change at the instants of activation, by the clock. */
import { randomBytes } from 'node:crypto';
import { type Clock, toDay } from '../../../shared-services/kit/clock.ts';
import { startKeptCopy } from '../../../shared-services/kit/kept-copy.ts';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import type { Loop } from '../../../shared-services/kit/loop.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { holdsAt, switchesAfter } from './domain/profile-life/span.ts';
import { kindOf } from './domain/rules/rule.ts';
import { type RuleSet, ruleSetOf } from './domain/rules/rule-set.ts';
import { seedRules } from './domain/rules/seed-rules.ts';
import { recordCheckSet } from './storage/check-sets.ts';
import {
  keepSeeds,
  loadRules,
  recordRuleSet,
  ruleRevision,
  seedRulesWhenMissing,
  type TimedRule,
} from './storage/rules.ts';

export interface LiveRules {
  /** Asked once for one assessment or one batch. */
  current(): RuleSet;
  ready(): Promise<void>;
  stop(): Promise<void>;
}

export interface LiveRulesParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly lookEveryMs?: number;
}

interface Planned {
  readonly fromMs: number;
  readonly set: RuleSet;
}

/** So many are made beforehand; after a switch the plan is made anew. */
const mostPlanned = 8;

const newSeed = (): string => randomBytes(32).toString('base64url');

export const createLiveRules = ({ store, clock, log, lookEveryMs = 1000 }: LiveRulesParts): LiveRules => {
  let plan: readonly Planned[] = [];
  let copy: Loop | undefined;

  const seedsOf = (timed: readonly TimedRule[]) =>
    keepSeeds(
      store,
      timed.map(({ rule }) => rule).filter(({ id }) => kindOf(id) === 'random'),
      newSeed,
    );

  const load = async (): Promise<void> => {
    const timed = await loadRules(store);
    const seeds = await seedsOf(timed);
    const nowMs = clock.nowMs();
    const made = [nowMs, ...switchesAfter(timed, nowMs).slice(0, mostPlanned)].map((fromMs) => {
      const held = timed.filter((one) => holdsAt(one, fromMs)).map(({ rule }) => rule);
      return { fromMs, set: ruleSetOf(held, seeds) };
    });
    for (const { set } of made) {
      await recordRuleSet(store, set);
      await recordCheckSet(store, set.checks);
    }
    plan = made;
    log.info({ rules: made[0]!.set.versions.length, ruleSet: made[0]!.set.name }, 'rules loaded');
  };

  const nextMs = () => plan.find(({ fromMs }) => fromMs > clock.nowMs())?.fromMs;

  return {
    current: () => {
      const nowMs = clock.nowMs();
      const found = plan.findLast(({ fromMs }) => fromMs <= nowMs) ?? plan[0];
      if (found === undefined) throw new Error('the rules are not loaded yet');
      return found.set;
    },
    ready: async () => {
      await seedRulesWhenMissing(store, seedRules, toDay(clock.nowMs()));
      const currentRevision = async () => `${await ruleRevision(store)} ${nextMs()}`;
      copy = await startKeptCopy({ name: 'rules', currentRevision, load, lookEveryMs, log });
    },
    stop: async () => copy?.stop(),
  };
};
