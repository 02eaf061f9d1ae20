/** A circuit breaker around calls that may fail for reasons outside this process. The one file that uses opossum. */
import CircuitBreaker from 'opossum';
import type { Metrics } from './metrics.ts';
import { Refusal } from './refusal.ts';

export interface BreakerParts {
  /** Platform or partner that is called: label of the metric. */
  readonly name: string;
  /** Calls that may be under way at once; the next is refused. */
  readonly maxUnderWay: number;
  readonly metrics?: Metrics;
  /** How long an open breaker waits before it lets one call try. */
  readonly resetTimeoutMs?: number;
}

export interface Breaker {
  /** Runs the work, or refuses at once while the breaker is open. Deadlines are the work's own. */
  run<T>(work: () => Promise<T>): Promise<T>;
  readonly state: () => 'closed' | 'halfOpen' | 'open';
}

const stateOf = (breaker: CircuitBreaker) => (breaker.opened ? 'open' : breaker.halfOpen ? 'halfOpen' : 'closed');

const refusalFor = (name: string, error: unknown): unknown => {
  const code = (error as { code?: string }).code;
  if (code !== 'EOPENBREAKER' && code !== 'ESEMLOCKED') return error;
  return new Refusal({
    code: 'SERVICE_UNAVAILABLE',
    status: 'unavailable',
    title: `${name} is not answering now. Send the same message again later.`,
    retryAfterMs: 2000,
    detail: code === 'EOPENBREAKER' ? 'breaker open' : 'too many calls under way',
  });
};

export const createBreaker = ({ name, maxUnderWay, metrics, resetTimeoutMs = 2000 }: BreakerParts): Breaker => {
  const breaker = new CircuitBreaker((work: () => Promise<unknown>) => work(), {
    name,
    timeout: false,
    capacity: maxUnderWay,
    errorThresholdPercentage: 50,
    volumeThreshold: 10,
    resetTimeout: resetTimeoutMs,
    // A refusal is an answer: whoever gives one is alive.
    errorFilter: (error: unknown) => error instanceof Refusal,
  });
  const state = () => stateOf(breaker);
  metrics?.breaker(name, state);
  return {
    run: async <T>(work: () => Promise<T>) => {
      try {
        return (await breaker.fire(work)) as T;
      } catch (error) {
        throw refusalFor(name, error);
      }
    },
    state,
  };
};
