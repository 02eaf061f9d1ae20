/** How much one party may send. The one file that uses rate-limiter-flexible. */
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { refuse } from './refusals.ts';

export interface ThrottleLimits {
  /** Requests of one party in the period. */
  readonly requests: number;
  readonly periodSeconds: number;
}

export const defaultThrottleLimits: ThrottleLimits = { requests: 3000, periodSeconds: 60 };

export interface Throttle {
  /** @throws {Refusal} the party has sent more than its share; the refusal says when to go on */
  take(party: string): Promise<void>;
}

/**
 * @param limiter where the counts are kept: in the memory of this process unless another is handed in
 * (`RateLimiterPostgres` counts over all processes)
 */
export const createThrottle = (
  { requests, periodSeconds }: ThrottleLimits = defaultThrottleLimits,
  limiter: RateLimiterAbstract = new RateLimiterMemory({ points: requests, duration: periodSeconds }),
): Throttle => ({
  take: async (party) => {
    try {
      await limiter.consume(party);
    } catch (reason) {
      if (reason instanceof RateLimiterRes) throw refuse('THROTTLED', { retryAfterMs: reason.msBeforeNext });
      throw reason;
    }
  },
});
