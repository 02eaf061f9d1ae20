/**
 * Before the handshake of TLS: its cryptography is the dearest thing that a stranger has for nothing. A place makes so many
 * connections, holds so many, and is closed for a while where its handshakes fail again and again. Our own proxies stand for
 * many callers and are never counted.
 */
import type { Logger } from '../../kit/logging.ts';
import type { Metrics } from '../../kit/metrics.ts';
import { Refusal } from '../../kit/refusal.ts';
import { createBatchedThrottle, type SharedThrottle, type ThrottleLimits } from '../throttle.ts';
import { clientAddress, type IsProxy, placeOf } from './address.ts';
import { type ClosedPlaces, createClosed } from './closed.ts';
import { countByMinute, countHeld } from './counts.ts';

export interface ConnectionLimits {
  /** Handshakes that fail in the period, and how long the place is closed then. */
  readonly handshakes: ThrottleLimits;
  /** Connections of one place, of each process. */
  readonly perMinute: number;
  readonly atOnce: number;
  /** Connections a minute of a place that is closed for failed proofs: enough to be told so, over TLS. */
  readonly toBeTold: number;
}

export const defaultConnectionLimits: ConnectionLimits = {
  handshakes: { requests: 600, periodSeconds: 300, blockSeconds: 300 },
  perMinute: 12_000,
  atOnce: 2000,
  toBeTold: 20,
};

export interface ConnectionGuard {
  /** Undefined: it is to be closed before the handshake. Else says, once, that it has ended. */
  open(remoteAddress: string | undefined): (() => void) | undefined;
  /** @returns whether the place is closed by this. Never rejects. */
  failed(remoteAddress: string | undefined): Promise<boolean>;
}

export interface ConnectionGuardParts {
  readonly limits?: Partial<ConnectionLimits>;
  readonly isProxy: IsProxy;
  readonly pool?: SharedThrottle['pool'];
  readonly metrics: Pick<Metrics, 'turnedAway'>;
  readonly log: Logger;
  /** Places from where proof of identity has failed too often. */
  readonly lockedOut: Pick<ClosedPlaces, 'forMs'>;
}

const noProxy: IsProxy = () => false;

export const createConnectionGuard = (parts: ConnectionGuardParts): ConnectionGuard => {
  const { isProxy, pool, metrics, log, lockedOut } = parts;
  const limits = { ...defaultConnectionLimits, ...parts.limits };
  const failures = createBatchedThrottle(limits.handshakes, { name: 'handshake', ...(pool && { pool }) });
  const [closed, ofMinute, told, held] = [createClosed(), countByMinute(), countByMinute(), countHeld()];

  const placeIn = (remoteAddress: string | undefined): string | undefined => {
    const address = clientAddress({ remoteAddress }, noProxy);
    return address === '' || isProxy(address) ? undefined : placeOf(address);
  };
  const whyNot = (place: string): string | undefined => {
    if (closed.forMs(place) > 0) return 'handshakes';
    if (lockedOut.forMs(place) > 0 && told(place) > limits.toBeTold) return 'lockout';
    return ofMinute(place) > limits.perMinute || held.of(place) >= limits.atOnce ? 'connections' : undefined;
  };
  return {
    open: (remoteAddress) => {
      const place = placeIn(remoteAddress);
      if (place === undefined) return () => {};
      const reason = whyNot(place);
      if (reason === undefined) return held.begin(place);
      metrics.turnedAway(reason);
      return undefined;
    },
    failed: async (remoteAddress) => {
      const place = placeIn(remoteAddress);
      if (place === undefined || closed.forMs(place) > 0) return false;
      return failures.take(place).then(
        () => false,
        (error: unknown) => {
          if (!(error instanceof Refusal)) {
            log.warn({ err: error }, 'a failed handshake could not be counted');
            return false;
          }
          closed.close(place, error.retryAfterMs ?? 0);
          log.warn({ security: 'lock-out', place, retryAfterMs: error.retryAfterMs }, 'too many failed handshakes');
          return true;
        },
      );
    },
  };
};
