/**
 * Before anybody has proved anything, all that is known is where a request comes from: each place has its share, and one
 * from which proof fails again and again is not listened to for a while.
 */
import type { Logger } from '../../kit/logging.ts';
import type { Metrics } from '../../kit/metrics.ts';
import { Refusal } from '../../kit/refusal.ts';
import { refuse } from '../refusals.ts';
import type { SharedThrottle, Throttle, ThrottleLimits } from '../throttle.ts';
import { createBatchedThrottle, createThrottle } from '../throttle.ts';
import { type Connection, clientAddress, type IsProxy, placeOf } from './address.ts';
import { createClosed } from './closed.ts';
import { type ConnectionGuard, type ConnectionLimits, createConnectionGuard } from './connections.ts';

export interface AddressGuard {
  /** @throws {Refusal} too many requests from there, or too many failed proofs */
  admit(connection: Connection): Promise<void>;
  /** Something was refused: counted where the proof of identity was at fault. Never rejects. */
  refused(connection: Connection, reason: unknown): Promise<void>;
  /** Where it comes from, as it is counted: behind our own proxies, whoever asked them. */
  placeOf(connection: Connection): string;
  /** Before there is a request. */
  readonly connections: ConnectionGuard;
}

export interface AddressLimits {
  readonly requests: ThrottleLimits;
  /** Failed proofs in the period, and how long the place is closed then. */
  readonly failures: ThrottleLimits;
  /** Without more, a place makes twice as many connections as requests. */
  readonly connections?: Partial<ConnectionLimits>;
}

export const defaultAddressLimits: AddressLimits = {
  requests: { requests: 6000, periodSeconds: 60 },
  failures: { requests: 100, periodSeconds: 300, blockSeconds: 300 },
};

export interface AddressGuardParts {
  readonly limits?: Partial<AddressLimits>;
  readonly isProxy?: IsProxy;
  readonly pool?: SharedThrottle['pool'];
  readonly metrics: Metrics;
  readonly log: Logger;
}

/** A token that has run out is no attempt to guess one. */
const isFailedProof = (reason: unknown): boolean =>
  reason instanceof Refusal && reason.status === 'unauthenticated' && reason.code !== 'TOKEN_EXPIRED';

const lockedOut = (retryAfterMs: number) => refuse('LOCKED_OUT', { retryAfterMs });

const sharedBy = (name: string, pool: SharedThrottle['pool']): SharedThrottle =>
  pool === undefined ? { name } : { name, pool };

export const createAddressGuard = (parts: AddressGuardParts): AddressGuard => {
  const { isProxy = () => false, pool, metrics, log } = parts;
  const limits = { ...defaultAddressLimits, ...parts.limits };
  const requests: Throttle = createBatchedThrottle(limits.requests, sharedBy('address', pool));
  const failures = createThrottle(limits.failures, sharedBy('failure', pool), lockedOut);
  const closed = createClosed();
  const placeIn = (connection: Connection) => placeOf(clientAddress(connection, isProxy));

  // More than requests: whoever exceeds its share is told so, and only then not listened to.
  const perMinute = limits.requests.requests * 2;
  return {
    connections: createConnectionGuard({
      ...{ isProxy, metrics, log, lockedOut: closed },
      limits: { perMinute, ...limits.connections },
      ...(pool === undefined ? {} : { pool }),
    }),
    placeOf: placeIn,
    admit: async (connection) => {
      const place = placeIn(connection);
      const closedMs = closed.forMs(place);
      if (closedMs > 0) {
        metrics.turnedAway('lockout');
        throw lockedOut(closedMs);
      }
      await requests.take(place).catch((error: unknown) => {
        metrics.turnedAway('address');
        throw error;
      });
    },
    refused: async (connection, reason) => {
      if (!isFailedProof(reason)) return;
      const place = placeIn(connection);
      await failures.take(place).catch((error: unknown) => {
        if (!(error instanceof Refusal)) return log.warn({ err: error }, 'a failed proof could not be counted');
        closed.close(place, error.retryAfterMs ?? 0);
        log.warn(
          { security: 'lock-out', place, retryAfterMs: error.retryAfterMs },
          'too many failed proofs of identity',
        );
      });
    },
  };
};
