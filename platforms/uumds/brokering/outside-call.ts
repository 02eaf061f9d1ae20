/** Requests to a national provider, which is out of our hands: a deadline for each, and a breaker before all. */
import type { Breaker } from '../../../shared-services/kit/breaker.ts';

/** The provider did not answer, or not as a server that works. */
export class ProviderUnreachable extends Error {}

/** A refusal is an answer, so whoever sends wrong codes opens no breaker. */
export const guardedFetch =
  (breaker: Breaker, deadlineMs: number) =>
  async (url: string, options: object): Promise<Response> => {
    const limits = { redirect: 'error', signal: AbortSignal.timeout(deadlineMs) } as const;
    try {
      return await breaker.run(async () => {
        const response = await fetch(url, { ...options, ...limits });
        if (response.status >= 500) throw new Error(`answered ${response.status}`);
        return response;
      });
    } catch (error) {
      throw new ProviderUnreachable(`${new URL(url).origin}: ${String(error)}`, { cause: error });
    }
  };

/** Whether an error comes from a provider that is not there, however it was wrapped on the way. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof ProviderUnreachable ||
  (error instanceof Error && error.cause !== undefined && isUnreachable(error.cause));
