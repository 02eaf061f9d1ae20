import { setTimeout as sleep } from 'node:timers/promises';

/** @throws {Error} it did not come true in time */
export const waitFor = async <T>(what: string, look: () => Promise<T | undefined>, timeoutMs: number): Promise<T> => {
  const untilMs = performance.now() + timeoutMs;
  for (;;) {
    const found = await look().catch(() => undefined);
    if (found !== undefined) return found;
    if (performance.now() > untilMs) throw new Error(`${what}: not within ${timeoutMs / 1000} s`);
    await sleep(100);
  }
};
