/** Drafts in shadow, in this process: held against each declaration after its answer, and kept apart from assessments. */
import type { Clock } from '../../../../shared-services/kit/clock.ts';
import { startKeptCopy } from '../../../../shared-services/kit/kept-copy.ts';
import type { Logger } from '../../../../shared-services/kit/logging.ts';
import { type Loop, startLoop } from '../../../../shared-services/kit/loop.ts';
import type { Store } from '../../../../shared-services/kit/store/store.ts';
import { concernedIn } from '../domain/concerned.ts';
import type { Engine } from '../domain/engine.ts';
import { officeOf } from '../domain/trials/declared.ts';
import { addShadowed, emptyShadowTally, type ShadowTally } from '../domain/trials/shadow-tally.ts';
import { parseDefinition } from '../storage/profiles.ts';
import { addShadowFigures } from '../storage/trials/shadow-figures.ts';
import { closeEnded, openRuns, type StoredShadowRun, shadowRevision } from '../storage/trials/shadow-runs.ts';
import type { Followed } from './follow.ts';
import { trialEngine } from './trial-engines.ts';

const lookEveryMs = 1000;
const keepEveryMs = 2000;

interface Shadow {
  readonly shadowRunId: string;
  readonly untilMs: number;
  readonly engine: Engine;
  tally: ShadowTally;
}

export interface LiveShadows {
  saw(followed: Followed): void;
  /** So many declarations that no shadow saw. */
  leftOut(declarations: number): void;
  ready(): Promise<void>;
  stop(): Promise<void>;
}

const hourMs = 3_600_000;

/** One that cannot be read is left out: its draft was read when it was checked. */
const shadowOf = ({ shadowRunId, untilMs, definition }: StoredShadowRun): Shadow[] => {
  const parsed = parseDefinition(definition);
  if ('faults' in parsed) return [];
  return [{ shadowRunId, untilMs, engine: trialEngine([parsed.definition]), tally: emptyShadowTally() }];
};

const evaluate = ({ engine }: Shadow, { request, answer }: Followed) => {
  const { declaration, procedure, specificCircumstanceIndicator: specificCircumstance, onDate } = request;
  const [hit] = engine.assess({ declaration, procedure, specificCircumstance }, onDate);
  return {
    reference: answer.reference,
    office: officeOf(declaration),
    pointers: hit?.elements.map(({ pointer }) => pointer).slice(0, 20),
    concerned: () => concernedIn(declaration, procedure),
    live: [...new Set((answer.hits ?? []).map(({ profileId }) => profileId))],
  };
};

export const createLiveShadows = (store: Store, clock: Clock, log: Logger): LiveShadows => {
  let shadows: readonly Shadow[] = [];
  let copy: Loop | undefined;
  let loop: Loop | undefined;
  /** Those that were stopped, with what they have not said yet. */
  let leaving: readonly Shadow[] = [];

  const load = async () => {
    const known = new Map(shadows.map((one) => [one.shadowRunId, one]));
    const now = (await openRuns(store)).flatMap((run) => known.get(run.shadowRunId) ?? shadowOf(run));
    leaving = [...leaving, ...shadows.filter((one) => !now.includes(one))];
    shadows = now;
  };

  /** What is seen while it is written goes into the next tally; what cannot be written is lost, and told. */
  const say = async (one: Shadow) => {
    const { tally } = one;
    if (tally.evaluated + tally.dropped + tally.failed === 0) return;
    one.tally = emptyShadowTally();
    try {
      await store.transaction((transaction) => addShadowFigures(transaction, one.shadowRunId, tally, clock.nowMs()));
    } catch (err) {
      one.tally.dropped += tally.evaluated + tally.dropped;
      log.warn({ err, shadowRunId: one.shadowRunId }, 'figures of a shadow run were lost');
    }
  };

  const keep = async () => {
    await closeEnded(store, clock.nowMs());
    const saying = [...leaving, ...shadows];
    leaving = [];
    for (const one of saying) await say(one);
  };

  const see = (shadow: Shadow, followed: Followed, nowMs: number) => {
    if (nowMs >= shadow.untilMs) return;
    try {
      addShadowed(shadow.tally, { ...evaluate(shadow, followed), hour: Math.floor(nowMs / hourMs) });
    } catch {
      shadow.tally.failed += 1;
    }
  };

  return {
    saw: (followed) => {
      const nowMs = clock.nowMs();
      for (const shadow of shadows) see(shadow, followed, nowMs);
    },
    leftOut: (declarations) => {
      for (const { tally } of shadows) tally.dropped += declarations;
    },
    ready: async () => {
      const currentRevision = () => shadowRevision(store);
      copy = await startKeptCopy({ name: 'drafts in shadow', currentRevision, load, lookEveryMs, log });
      loop = startLoop({ name: 'figures of shadow runs', intervalMs: keepEveryMs, work: keep, log });
    },
    stop: async () => {
      await copy?.stop();
      await loop?.stop();
      if (loop !== undefined)
        await keep().catch((err: unknown) => log.warn({ err }, 'figures of shadow runs were lost'));
    },
  };
};
