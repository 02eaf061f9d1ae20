/** Pushes to every Member State that has an endpoint; the others pull. */
import type { Application } from '../../../reference-architecture/contract/language.ts';
import { createBreaker } from '../../../shared-services/kit/breaker.ts';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { Standing } from '../../../shared-services/kit/identity/standing.ts';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import type { Metrics } from '../../../shared-services/kit/metrics.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import type { MemberStateSecurity } from '../security/member-state-security.ts';
import { pushSecurity } from '../security/pushes.ts';
import { bellOf } from './bell.ts';
import { type BackOff, defaultBackOff } from './push/back-off.ts';
import { type PushBinding, pushBindingsOf } from './push/bindings.ts';
import { createPushClient } from './push/client.ts';
import type { PushTls } from './push/http.ts';
import { type ExchangeMetrics, measureExchange } from './push/measure.ts';
import { startWorker } from './push/worker.ts';

export interface PushSettings {
  /** Messages under way to one Member State at once, each about another MRN. */
  readonly maxUnderWay: number;
  readonly timeoutMs: number;
  readonly lookEveryMs: number;
  readonly backOff: BackOff;
  /** How long an open breaker waits before it lets one push try. */
  readonly breakerResetMs: number;
}

export const defaultPushSettings: PushSettings = {
  maxUnderWay: 8,
  timeoutMs: 15_000,
  lookEveryMs: 500,
  backOff: defaultBackOff,
  breakerResetMs: 5000,
};

export interface PushParts {
  readonly store: Store;
  readonly catalogue: readonly Application[];
  /** Endpoint of each Member State; undefined: it pulls. */
  readonly memberStates: ReadonlyMap<string, string | undefined>;
  readonly tls: PushTls;
  /** Absent: what is pushed is not signed. */
  readonly security?: MemberStateSecurity;
  /** Absent: nobody can be blocked. */
  readonly partners?: Pick<Standing, 'isBarred'>;
  readonly settings?: Partial<PushSettings>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
}

export interface Push {
  stop(): Promise<void>;
}

/** A push that is abandoned at its timeout has left the claim to nobody for a moment: no two pushes of one message meet. */
const leaseMs = ({ timeoutMs }: PushSettings) => timeoutMs * 2 + 1000;

const startFor = (
  country: string,
  endpoint: string,
  parts: PushParts,
  {
    settings,
    bindings,
    measured,
  }: { settings: PushSettings; bindings: ReadonlyMap<string, PushBinding>; measured: ExchangeMetrics },
) => {
  const { store, log, metrics, clock, tls, security } = parts;
  const secured = security === undefined ? {} : { secure: pushSecurity(country, security) };
  const { maxUnderWay, timeoutMs, lookEveryMs, backOff, breakerResetMs } = settings;
  const client = createPushClient({ country, endpoint, bindings, tls, maxUnderWay, timeoutMs, clock, ...secured });
  const name = `member-state-${country}`;
  const breaker = createBreaker({ name, maxUnderWay, metrics, resetTimeoutMs: breakerResetMs });
  const worker = startWorker({
    ...{ country, store, client, breaker, backOff, log, maxUnderWay, lookEveryMs },
    bell: bellOf(store),
    names: [...bindings.keys()],
    leaseMs: leaseMs(settings),
    random: Math.random,
    isBlocked: () => parts.partners?.isBarred('party', country) ?? false,
    counted: measured.pushed,
  });
  return { stop: () => worker.stop().finally(() => client.close()) };
};

export const startPush = (parts: PushParts): Push => {
  const settings = { ...defaultPushSettings, ...parts.settings };
  const bindings = pushBindingsOf(parts.catalogue);
  const measured = measureExchange(parts.metrics.registry, parts.store);
  const workers = [...parts.memberStates].flatMap(([country, endpoint]) =>
    endpoint === undefined || endpoint === ''
      ? []
      : [startFor(country, endpoint, parts, { settings, bindings, measured })],
  );
  return {
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
};
