/**
 * Carries the register of API clients over to a Keycloak, from what is stored: at least once, each client's changes in their order,
 * the latest one alone where several wait. The queue is a row for each client, so it never grows beyond the register.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../../../shared-services/kit/clock.ts';
import type { Gauges } from '../../../../shared-services/kit/gauges.ts';
import type { Logger } from '../../../../shared-services/kit/logging.ts';
import type { CountedOf } from '../../../../shared-services/kit/metrics.ts';
import type { Store } from '../../../../shared-services/kit/store/store.ts';
import type { Bell } from '../bell.ts';
import {
  type Backlog,
  claimDue,
  type Due,
  markOf,
  noteCarried,
  notePostponed,
  noteReleased,
  readBacklog,
} from '../storage/carried.ts';
import type { AskAdministration } from './administration.ts';
import { type Carried, carry, NotTaken } from './carry.ts';
import { registrarFigures } from './figures.ts';
import { reconcile } from './reconcile.ts';
import { readWished } from './wished.ts';

export interface RegistrarParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** Rings when something has changed. */
  readonly bell: Bell;
  readonly ask: AskAdministration;
  readonly gauge: Gauges;
  readonly counted: CountedOf;
  readonly limits?: Partial<typeof usual>;
}

export interface Registrar {
  stop(): Promise<void>;
}

const usual = {
  /** How long nothing happens when nobody rings. */
  waitMs: 1000,
  maxAtOnce: 4,
  /** Longer than the deadlines of all requests for one client together. */
  leaseMs: 60_000,
  reconcileEveryMs: 3_600_000,
  /** Between attempts, while Keycloak cannot be asked: doubled each time. */
  firstPauseMs: 1000,
  longestPauseMs: 15_000,
  /** Between attempts of a client that Keycloak does not take. */
  notTakenPauseMs: 60_000,
};

export const startRegistrar = (parts: RegistrarParts): Registrar => {
  const { store, clock, log, bell, ask } = parts;
  const limits = { ...usual, ...parts.limits };
  const stopping = new AbortController();
  let backlog: Backlog = { clients: 0 };
  let reconcileAtMs = Number.NEGATIVE_INFINITY;
  let failures = 0;
  const count = registrarFigures(parts, () => backlog);
  const nowMs = () => clock.nowMs();

  const carryOver = async (due: Due, mark: string): Promise<Carried> => {
    const wished = await readWished(store, due.clientId, { mark, nowMs: nowMs() });
    const done = await carry(due.clientId, wished?.representation, { ask, mark });
    await noteCarried(store, due, wished?.changesAtMs);
    return done;
  };
  const carryOne = async (due: Due, mark: string): Promise<void> => {
    try {
      count({ result: await carryOver(due, mark) }, 1);
    } catch (error) {
      if (!(error instanceof NotTaken)) {
        await noteReleased(store, due);
        throw error;
      }
      count({ result: 'not-taken' }, 1);
      log.error({ client: due.clientId, reason: error.message }, 'Keycloak does not take an API client');
      await notePostponed(store, due, nowMs() + limits.notTakenPauseMs, error.message);
    }
  };
  const drain = async (mark: string): Promise<void> => {
    while (!stopping.signal.aborted) {
      const due = await claimDue(store, nowMs(), limits.leaseMs);
      if (due === undefined) return;
      await carryOne(due, mark);
    }
  };
  const reconcileInTime = async (mark: string): Promise<void> => {
    if (nowMs() < reconcileAtMs) return;
    const found = await reconcile({ store, nowMs, ask, mark });
    reconcileAtMs = nowMs() + limits.reconcileEveryMs;
    if (found.closed > 0) log.error(found, 'Keycloak has API clients of this register that it does not know; closed');
    else if (found.differing > 0) log.info(found, 'API clients of Keycloak differ from the register; carried over');
  };
  const round = async (): Promise<void> => {
    const mark = await markOf(store);
    await reconcileInTime(mark);
    const ends = await Promise.allSettled(Array.from({ length: limits.maxAtOnce }, () => drain(mark)));
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  };
  const roundAndFigures = async (): Promise<void> => {
    try {
      await round();
      if (failures > 0) log.info({}, 'Keycloak takes API clients again');
      failures = 0;
    } catch (error) {
      if (failures === 0)
        log.warn({ reason: String(error) }, 'API clients are not carried over now; it is tried again');
      failures += 1;
    }
    backlog = await readBacklog(store, nowMs()).catch(() => backlog);
  };
  const pause = async (over: Promise<void>): Promise<void> => {
    if (failures === 0) return over;
    const forMs = Math.min(limits.firstPauseMs * 2 ** (failures - 1), limits.longestPauseMs);
    await sleep(forMs, undefined, { signal: stopping.signal }).catch(() => undefined);
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      // Before looking, so that no ring is missed.
      const waiting = bell.wait(limits.waitMs);
      await roundAndFigures();
      await pause(waiting.over);
      waiting.cancel();
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      bell.ring();
      await running;
    },
  };
};
