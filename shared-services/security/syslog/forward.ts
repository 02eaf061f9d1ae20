/** Sends the stream of events on, each once where nothing fails, and again where that is not known. */
import { hostname } from 'node:os';
import type { Clock } from '../../kit/clock.ts';
import type { Logger } from '../../kit/logging.ts';
import type { Store } from '../../kit/store/store.ts';
import { findEvents } from '../storage/events.ts';
import { eventView } from '../views.ts';
import { frameOf, syslogLine } from './line.ts';

export interface Forwarding {
  readonly store: Store;
  readonly send: (text: string) => Promise<void>;
}

const atOnce = 500;

/** Of several processes one sends at a time. Gives how many were sent. */
export const forwardEvents = ({ store, send }: Forwarding): Promise<number> =>
  store.transaction(async (transaction) => {
    const [row] = await transaction.query<{ cursor: string }>('select cursor from forwarded for update skip locked');
    if (row === undefined) return 0;
    const events = await findEvents(store, { after: row.cursor }, 'asc', atOnce);
    if (events.length === 0) return 0;
    const host = hostname();
    await send(events.map((event) => frameOf(syslogLine(eventView(event), host))).join(''));
    await transaction.query('update forwarded set cursor = $1', [events.at(-1)?.id ?? row.cursor]);
    return events.length;
  });

export const forwardAll = async (parts: Forwarding): Promise<void> => {
  while ((await forwardEvents(parts)) === atOnce);
};

const complainAgainAfterMs = 60_000;

/** For a loop: a receiver that is away is told once a minute, and tried on. */
export const createForwarding = (parts: Forwarding, clock: Clock, log: Logger) => {
  let complainedAtMs = Number.NEGATIVE_INFINITY;
  return (): Promise<void> =>
    forwardAll(parts).catch((error: unknown) => {
      if (clock.nowMs() - complainedAtMs < complainAgainAfterMs) return;
      complainedAtMs = clock.nowMs();
      log.warn({ reason: String(error) }, 'security events cannot be sent on by syslog; they wait');
    });
};
