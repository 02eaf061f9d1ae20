/** Security events of the doors of this process, handed on once a second: each platform's in its own name. Nobody waits for it. */
import { hostname } from 'node:os';
import type { Platform } from '../../reference-architecture/contract/language.ts';
import { networkOf } from '../../shared-services/gateway/throttling/address.ts';
import { type Clock, toSecond } from '../../shared-services/kit/clock.ts';
import type { Host } from '../../shared-services/kit/host/host.ts';
import type { Logger } from '../../shared-services/kit/logging.ts';
import { type Loop, startLoop } from '../../shared-services/kit/loop.ts';
import type { Metrics } from '../../shared-services/kit/metrics.ts';
import { createCalls } from '../../shared-services/kit/rpc/calls.ts';
import { ownCall } from '../../shared-services/kit/rpc/own-call.ts';
import {
  createSecurityEvents,
  type SecurityEvents,
  type TakenEvents,
  type WaitingEvents,
} from '../../shared-services/kit/security-events.ts';
import { contract as security } from '../../shared-services/security/contract.ts';
import { kindOf } from '../../shared-services/security/domain/kinds.ts';
import { severities } from '../../shared-services/security/domain/severity.ts';
import { incidentsGauge, securityFigures } from './security-figures.ts';

export interface NotingParts {
  readonly platforms: readonly Platform[];
  readonly clock: Clock;
  readonly log: Logger;
  readonly metricsOf: (platform: Platform) => Pick<Metrics, 'registry'>;
}

export interface Noting {
  readonly of: (platform: Platform) => SecurityEvents;
  /** From now on they are handed on; gives how to end that. */
  start(host: Pick<Host, 'carryFrom'>): Loop;
}

const intervalMs = 1000;
const deadlineMs = 5000;
const complainAgainAfterMs = 60_000;
/** With nothing to tell: so that it is known what is open. */
const anywayAfterMs = 30_000;

interface Batch {
  readonly number: number;
  readonly report: ReturnType<typeof reportOf>;
}

const trafficOf = (traffic: TakenEvents['traffic']) => {
  const merged = new Map<string, { minute: string; partner: string; network?: string; count: number }>();
  for (const { partner, address, minuteMs, count } of traffic) {
    const network = address === undefined ? undefined : networkOf(address);
    const key = `${partner} ${network} ${minuteMs}`;
    const known = merged.get(key);
    if (known !== undefined) known.count += count;
    else merged.set(key, { minute: toSecond(minuteMs), partner, ...(network === undefined ? {} : { network }), count });
  }
  return [...merged.values()];
};

const reportOf = ({ events, traffic, dropped }: TakenEvents) => {
  const event = events.map(({ atMs, fault, ...noted }) => ({
    ...{ ...noted, at: toSecond(atMs) },
    ...(fault === undefined ? {} : { fault: [...fault] }),
  }));
  const counted = trafficOf(traffic);
  return {
    dropped,
    ...(event.length === 0 ? {} : { event }),
    ...(counted.length === 0 ? {} : { traffic: counted }),
  };
};

const isEmpty = ({ events, traffic, dropped }: TakenEvents) =>
  events.length === 0 && traffic.length === 0 && dropped === 0;

/** What cannot be handed on is tried again as it is; meanwhile the next waits within its bound. */
const createHandingOn = (platform: Platform, events: WaitingEvents, { clock }: Pick<NotingParts, 'clock'>) => {
  const instance = `${hostname()}:${process.pid}:${clock.nowMs()}`;
  let [number, pending]: [number, Batch | undefined] = [0, undefined];
  let toldAtMs = Number.NEGATIVE_INFINITY;
  const next = (everything: boolean): Batch | undefined => {
    const taken = events.take(everything);
    if (isEmpty(taken) && (everything || clock.nowMs() - toldAtMs < anywayAfterMs)) return undefined;
    number += 1;
    return { number, report: reportOf(taken) };
  };
  return async (host: Pick<Host, 'carryFrom'>, everything: boolean) => {
    pending ??= next(everything);
    if (pending === undefined) return undefined;
    const { reportSecurityEvents } = createCalls(host.carryFrom(platform)).to(security);
    const report = { instance, batch: pending.number, ...pending.report };
    const reply = await reportSecurityEvents(report, ownCall(platform, clock.nowMs() + deadlineMs));
    pending = undefined;
    toldAtMs = clock.nowMs();
    return reply;
  };
};

export const createNoting = (parts: NotingParts): Noting => {
  const { platforms, clock, log, metricsOf } = parts;
  const own = new Map(
    platforms.map((platform) => {
      const { noted, failed } = securityFigures(metricsOf(platform).registry);
      const events = createSecurityEvents({
        isEvent: (code, faults) => kindOf(code, faults) !== undefined,
        clock,
        noted: ({ code, fault }) => {
          const kind = kindOf(code, fault);
          if (kind !== undefined) noted.inc({ ...kind });
        },
      });
      return [platform, { events, failed, handOn: createHandingOn(platform, events, parts) }] as const;
    }),
  );
  const openIncidents = incidentsGauge(metricsOf(platforms[0]!).registry);
  let complainedAtMs = Number.NEGATIVE_INFINITY;
  const complain = (error: unknown) => {
    if (clock.nowMs() - complainedAtMs < complainAgainAfterMs) return;
    complainedAtMs = clock.nowMs();
    log.warn({ reason: String(error) }, 'security events cannot be handed on; they wait, and some may be thrown away');
  };
  const show = (open: readonly { severity: string; count: number }[]) => {
    for (const severity of severities)
      openIncidents.set({ severity }, open.find((one) => one.severity === severity)?.count ?? 0);
  };
  const round = async (host: Pick<Host, 'carryFrom'>, everything = false) => {
    for (const { handOn, failed } of own.values())
      await handOn(host, everything).then(
        (reply) => reply !== undefined && show(reply.openIncident ?? []),
        (error: unknown) => {
          failed.inc();
          complain(error);
        },
      );
  };
  return {
    of: (platform) => {
      const found = own.get(platform);
      if (found === undefined) throw new Error(`${platform} does not run in this process`);
      return found.events;
    },
    start: (host) => {
      const loop = startLoop({ name: 'security events', intervalMs, work: () => round(host), log });
      return {
        stop: async () => {
          await loop.stop();
          await round(host, true);
        },
      };
    },
  };
};
