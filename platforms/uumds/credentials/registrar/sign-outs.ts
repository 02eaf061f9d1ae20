/**
 * Hears from Keycloak who has signed out and whom its administrators have changed, and tells the gateways. It asks for the events,
 * instead of being called: what happened while nobody asked is heard afterwards, and Keycloak need not reach us.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../../../shared-services/kit/clock.ts';
import type { Gauges } from '../../../../shared-services/kit/gauges.ts';
import type { Logger } from '../../../../shared-services/kit/logging.ts';
import { ownCall } from '../../../../shared-services/kit/rpc/own-call.ts';
import { auditOf } from '../../../../shared-services/kit/store/records.ts';
import type { Store } from '../../../../shared-services/kit/store/store.ts';
import type { Bell } from '../bell.ts';
import { nextSecond } from '../change-api-client.ts';
import { writeStanding } from '../storage/standing.ts';
import type { AskAdministration } from './administration.ts';
import {
  type AdministrationEvent,
  distinct,
  type Ending,
  endingOfAdministration,
  endingOfSignIn,
  type SignInEvent,
} from './endings.ts';

export interface SignOutParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly bell: Bell;
  readonly ask: AskAdministration;
  readonly gauge: Gauges;
  readonly everyMs?: number;
}

export interface SignOuts {
  stop(): Promise<void>;
}

const usualEveryMs = 1000;
/** At the start: longer than any access token lives. */
const backMs = 600_000;
/** An event is written a moment after its time, and clocks differ. */
const overlapMs = 15_000;
const pageSize = 200;
const longestPauseMs = 10_000;

type Event = { readonly id: string; readonly time: number };

export const signOutGauge = (gauge: Gauges, clock: Clock, heardAtMs: () => number): void =>
  gauge('portorium_sign_outs_heard_age_seconds', 'How old the news of sign-outs at Keycloak is', () =>
    Math.max(0, (clock.nowMs() - heardAtMs()) / 1000),
  );

const all = async <E extends Event>(ask: AskAdministration, path: string, sinceMs: number): Promise<E[]> => {
  const found: E[] = [];
  for (let first = 0; ; first += pageSize) {
    const { body } = await ask('GET', `${path}&dateFrom=${sinceMs}&first=${first}&max=${pageSize}`);
    const page = body as E[];
    found.push(...page);
    if (page.length < pageSize) return found;
  }
};

const standingOf = ({ kind, id }: Ending, nowMs: number) =>
  kind === 'session'
    ? ({ kind, id, believed: false } as const)
    : ({ kind, id, believed: true, issuedBeforeMs: nextSecond(nowMs) } as const);

export const followSignOuts = (parts: SignOutParts): SignOuts => {
  const { store, clock, log, bell, ask, gauge, everyMs = usualEveryMs } = parts;
  const stopping = new AbortController();
  const startedAtMs = clock.nowMs();
  let heardUntilMs = startedAtMs - backMs;
  let heardAtMs = startedAtMs;
  let failures = 0;
  /** Of the events that may be told again: when they happened. */
  const seen = new Map<string, number>();
  signOutGauge(gauge, clock, () => heardAtMs);

  const tell = async (endings: readonly Ending[]): Promise<void> => {
    if (endings.length === 0) return;
    const nowMs = clock.nowMs();
    await store.transaction(async (transaction) => {
      for (const ending of endings) {
        transaction.audit(auditOf(ownCall('uumds', nowMs), 'credentials.sign-in.end', 'accepted'));
        await writeStanding(transaction, standingOf(ending, nowMs), nowMs);
      }
    });
    bell.ring();
  };
  const note = (events: readonly Event[], sinceMs: number) => {
    for (const { id, time } of events) seen.set(id, time);
    for (const [id, time] of seen) if (time < sinceMs) seen.delete(id);
  };
  const round = async (): Promise<void> => {
    const askedAtMs = clock.nowMs();
    const sinceMs = heardUntilMs - overlapMs;
    const [signIns, changes] = await Promise.all([
      all<SignInEvent>(ask, '/events?type=LOGOUT&type=REFRESH_TOKEN_ERROR', sinceMs),
      all<AdministrationEvent>(
        ask,
        '/admin-events?resourceTypes=USER&resourceTypes=USER_SESSION&resourceTypes=REALM_ROLE_MAPPING&resourceTypes=CLIENT_ROLE_MAPPING',
        sinceMs,
      ),
    ]);
    const isNew = ({ id }: Event) => !seen.has(id);
    await tell(
      distinct([...signIns.filter(isNew).map(endingOfSignIn), ...changes.filter(isNew).map(endingOfAdministration)]),
    );
    note([...signIns, ...changes], sinceMs);
    [heardUntilMs, heardAtMs] = [askedAtMs, askedAtMs];
  };
  const attempt = async (): Promise<void> => {
    try {
      await round();
      failures = 0;
    } catch (error) {
      if (failures === 0) log.warn({ reason: String(error) }, 'sign-outs at Keycloak are not heard; it is asked again');
      failures += 1;
    }
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await attempt();
      const forMs = Math.min(everyMs * 2 ** Math.min(failures, 10), Math.max(everyMs, longestPauseMs));
      await sleep(forMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
