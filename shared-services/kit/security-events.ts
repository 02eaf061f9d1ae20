/**
 * What the doors of this process have noted for security, on its way to where it is looked at. It waits in memory, within a
 * bound: a process that cannot hand it on goes on working and counts what it threw away. Nothing of it is logged.
 */
import type { Clock } from './clock.ts';

export interface NotedEvent {
  /** Code of the refusal. */
  readonly code: string;
  readonly fault?: readonly string[];
  /** From proof alone: EORI, Member State. */
  readonly partner?: string;
  /** From proof alone: subject, client, certificate. */
  readonly credential?: string;
  readonly address?: string;
  readonly protocol: string;
  readonly operation?: string;
  readonly conversationId?: string;
}

/** For the doors of one platform. Neither waits, neither throws. */
export interface SecurityEvents {
  note(event: NotedEvent): void;
  /** A message of a partner was accepted at the door. */
  count(partner: string, address: string | undefined): void;
}

export interface Counted extends NotedEvent {
  readonly atMs: number;
  count: number;
}

export interface CountedTraffic {
  readonly partner: string;
  readonly address: string | undefined;
  readonly minuteMs: number;
  count: number;
}

export interface TakenEvents {
  readonly events: readonly Counted[];
  readonly traffic: readonly CountedTraffic[];
  /** Thrown away since the last time, for want of room. */
  readonly dropped: number;
}

export interface SecurityEventsParts {
  /** Whether a refusal is one at all; what is on purpose none is not kept. */
  readonly isEvent: (code: string, faults: readonly string[]) => boolean;
  readonly clock: Clock;
  /** Different ones, until they are taken; the same again is counted. */
  readonly maxWaiting?: number;
  /** Told of each, for figures. */
  readonly noted?: (event: NotedEvent) => void;
}

export interface WaitingEvents extends SecurityEvents {
  /** Events, and the traffic of minutes that are over; of this one too, where everything is asked for. */
  take(everything?: boolean): TakenEvents;
}

const minuteMs = 60_000;
const defaultMaxWaiting = 2000;

const keyOf = ({ code, partner, credential, address, protocol, operation }: NotedEvent): string =>
  `${code} ${partner ?? ''} ${credential ?? ''} ${address ?? ''} ${protocol} ${operation ?? ''}`;

export const createSecurityEvents = (parts: SecurityEventsParts): WaitingEvents => {
  const { isEvent, clock, maxWaiting = defaultMaxWaiting, noted } = parts;
  let events = new Map<string, Counted>();
  const traffic = new Map<string, CountedTraffic>();
  let dropped = 0;

  const add = (event: NotedEvent): void => {
    const key = keyOf(event);
    const known = events.get(key);
    if (known !== undefined) known.count += 1;
    else if (events.size >= maxWaiting) dropped += 1;
    else events.set(key, { ...event, atMs: clock.nowMs(), count: 1 });
  };

  return {
    note: (event) => {
      if (!isEvent(event.code, event.fault ?? [])) return;
      noted?.(event);
      add(event);
    },
    count: (partner, address) => {
      const minute = Math.floor(clock.nowMs() / minuteMs) * minuteMs;
      const key = `${partner} ${address ?? ''} ${minute}`;
      const known = traffic.get(key);
      if (known !== undefined) known.count += 1;
      else if (traffic.size < maxWaiting) traffic.set(key, { partner, address, minuteMs: minute, count: 1 });
      else dropped += 1;
    },
    take: (everything = false) => {
      const minute = everything ? Number.POSITIVE_INFINITY : Math.floor(clock.nowMs() / minuteMs) * minuteMs;
      const over = [...traffic].filter(([, one]) => one.minuteMs < minute);
      const taken = { events: [...events.values()], traffic: over.map(([, one]) => one), dropped };
      events = new Map();
      for (const [key] of over) traffic.delete(key);
      dropped = 0;
      return taken;
    },
  };
};
