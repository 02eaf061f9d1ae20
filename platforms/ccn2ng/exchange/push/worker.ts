/** Pushes to one Member State: several MRNs at once, those of priority A first, the messages of one MRN in order. */
import type { Breaker } from '../../../../shared-services/kit/breaker.ts';
import type { Bell } from '../bell.ts';
import { claimDue } from '../queue.ts';
import { type DeliverParts, deliver, type PushResult } from './deliver.ts';

export interface WorkerParts extends DeliverParts {
  readonly country: string;
  readonly bell: Bell;
  /** Notifications that can be pushed. */
  readonly names: readonly string[];
  /** Messages under way at once. */
  readonly maxUnderWay: number;
  /** How often the queue is looked at without being called: another process may have queued, a wait may be over. */
  readonly lookEveryMs: number;
  /** Longer than a push may take. */
  readonly leaseMs: number;
  /** Nothing is given to whom two people have blocked; what is queued waits. */
  readonly isBlocked: () => boolean;
  readonly counted: (country: string, result: PushResult) => void;
}

export interface Worker {
  /** Claims nothing more; resolves when what is under way has its end. */
  stop(): Promise<void>;
}

/** Nothing while the breaker is open, one message to try when it is half open. */
const roomOf = (breaker: Breaker, maxUnderWay: number, underWay: number): number => {
  const most = { closed: maxUnderWay, halfOpen: 1, open: 0 }[breaker.state()];
  return Math.max(0, most - underWay);
};

export const startWorker = (parts: WorkerParts): Worker => {
  const { country, bell, store, breaker, names, maxUnderWay, lookEveryMs, leaseMs, log, isBlocked, counted } = parts;
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();

  const begin = (message: Parameters<typeof deliver>[0]) => {
    const delivery = deliver(message, parts).then((result) => {
      underWay.delete(delivery);
      counted(country, result);
      bell.ring(country);
    });
    underWay.add(delivery);
  };

  const claim = async () => {
    const limit = isBlocked() ? 0 : roomOf(breaker, maxUnderWay, underWay.size);
    return limit === 0 ? [] : claimDue(store, { memberState: country, limit, names, leaseMs });
  };

  const run = async () => {
    while (!stopping.signal.aborted) {
      // Listened to before the queue is looked at: what comes in between is not missed.
      const rung = bell.wait(country, lookEveryMs, stopping.signal);
      try {
        for (const message of await claim()) begin(message);
      } catch (err) {
        log.error({ err, memberState: country }, 'the queue could not be read; it is tried again');
      }
      await rung;
    }
  };

  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
      await Promise.all(underWay);
    },
  };
};
