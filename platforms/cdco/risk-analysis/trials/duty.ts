/** How much of its time a trial may work: all of it when nobody else does, a part when declarations come in. */
import { setTimeout as wait } from 'node:timers/promises';

/** While there is live traffic. A million declarations take four of their five minutes so. */
const busyShare = 0.25;
/** Live traffic is where a block was stored lately, by whatever process. */
const lookEveryMs = 1000;
const busyForMs = 6000;
/** Timers are no finer: what is owed for less is added up. */
const leastPauseMs = 2;
/** Who was kept from working for long does not make up for it. */
const mostAheadMs = 20;

export interface Duty {
  /** Pauses for the work since the last pause: often, so that no work is long. */
  rest(): Promise<void>;
}

export const createDuty = (newestBlock: () => Promise<number>): Duty => {
  let newest: number | undefined;
  let worked = process.cpuUsage();
  let owedMs = 0;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let busyUntilMs = Number.NEGATIVE_INFINITY;

  const look = async (nowMs: number) => {
    lookedAtMs = nowMs;
    const found = await newestBlock();
    if (newest !== undefined && found > newest) busyUntilMs = nowMs + busyForMs;
    newest = found;
  };

  // Of a processor, not of the clock: where others have it, it is not at work.
  const workedMs = (): number => {
    const { user, system } = process.cpuUsage(worked);
    worked = process.cpuUsage();
    return (user + system) / 1000;
  };

  return {
    rest: async () => {
      const nowMs = performance.now();
      if (nowMs - lookedAtMs > lookEveryMs) await look(nowMs);
      const sinceMs = performance.now();
      owedMs += workedMs() * (1 / busyShare - 1);
      if (sinceMs >= busyUntilMs) owedMs = 0;
      if (owedMs < leastPauseMs) return;
      await wait(owedMs);
      owedMs = Math.max(-mostAheadMs, owedMs - (performance.now() - sinceMs));
    },
  };
};
