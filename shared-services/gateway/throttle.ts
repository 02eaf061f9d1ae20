/** How much somebody may send. The one file that uses rate-limiter-flexible. */
import type { Pool } from 'pg';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { Refusal } from '../kit/refusal.ts';
import { refuse } from './refusals.ts';
import { createBatches } from './throttling/batches.ts';

export interface ThrottleLimits {
  /** Requests of one party in the period. */
  readonly requests: number;
  readonly periodSeconds: number;
  /** How long whoever exceeds it is refused; without it until the period ends. */
  readonly blockSeconds?: number;
}

export const defaultThrottleLimits: ThrottleLimits = { requests: 3000, periodSeconds: 60 };

export interface Throttle {
  /** @throws {Refusal} the party has sent more than its share; the refusal says when to go on */
  take(party: string): Promise<void>;
}

const optionsOf = ({ requests, periodSeconds, blockSeconds }: ThrottleLimits) => ({
  points: requests,
  duration: periodSeconds,
  ...(blockSeconds === undefined ? {} : { blockDuration: blockSeconds }),
});

/** Counts in the memory of this process. */
const memory = (limits: ThrottleLimits): RateLimiterAbstract => new RateLimiterMemory(optionsOf(limits));

/** A table `throttle (key, points, expire)` of the gateway's own schema; see its migrations. */
const tableName = 'throttle';

/**
 * Counts in PostgreSQL, over all processes of a gateway. Who is blocked is known here until its time is over, and costs no
 * statement; while the database is away, this process counts for itself.
 */
const shared = (name: string, limits: ThrottleLimits, pool: Pool): RateLimiterAbstract =>
  new RateLimiterPostgres({
    ...optionsOf(limits),
    storeClient: pool,
    storeType: 'pool',
    tableName,
    tableCreated: true,
    keyPrefix: name,
    inMemoryBlockOnConsumed: limits.requests,
    insuranceLimiter: memory(limits),
  });

export interface SharedThrottle {
  /** Keeps the counts apart from those of other throttles in the same table. */
  readonly name: string;
  /** Absent: this is the only process. */
  readonly pool?: Pool;
}

/** A limiter that counts several at once. @returns milliseconds to wait, where it is too much */
const consume = (limiter: RateLimiterAbstract) => async (key: string, points: number) => {
  try {
    await limiter.consume(key, points);
    return undefined;
  } catch (reason) {
    if (reason instanceof RateLimiterRes) return Math.max(1, reason.msBeforeNext);
    throw reason;
  }
};

/** A process asks the database once for so many requests: a twentieth of the share, so that all of them stay close to it. */
const batchOf = ({ requests }: ThrottleLimits) => Math.max(1, Math.floor(requests / 20));

type Refuse = (retryAfterMs: number) => Refusal;

const tooMany: Refuse = (retryAfterMs) => refuse('THROTTLED', { retryAfterMs });

/** Counts each one by itself, also where processes share: for what is rare. */
export const createThrottle = (
  limits: ThrottleLimits = defaultThrottleLimits,
  { name, pool }: SharedThrottle = { name: 'party' },
  refused: Refuse = tooMany,
): Throttle => {
  const take = consume(pool === undefined ? memory(limits) : shared(name, limits, pool));
  return {
    take: async (party) => {
      const waitMs = await take(party, 1);
      if (waitMs !== undefined) throw refused(waitMs);
    },
  };
};

/**
 * Counts in batches, for every request. Over P processes at most `requests + 2 P requests / 20` pass in a period; a party that
 * sends little causes no statement at all.
 */
export const createBatchedThrottle = (limits: ThrottleLimits, { name, pool }: SharedThrottle): Throttle => {
  if (pool === undefined) return createThrottle(limits);
  const periodMs = limits.periodSeconds * 1000;
  const take = createBatches({ batch: batchOf(limits), periodMs, report: consume(shared(name, limits, pool)) });
  return {
    take: async (party) => {
      const waitMs = await take(party);
      if (waitMs !== undefined) throw tooMany(waitMs);
    },
  };
};
