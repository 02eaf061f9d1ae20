/** How much of its time a trial may work: all of it when nobody else does, a part when declarations come in. */

/** While there is live traffic. */
const busyShare = 0.3;
/** Live traffic is where a block was stored lately, by whatever process. */
const lookEveryMs = 1000;
const busyForMs = 6000;

export interface Duty {
  /** Milliseconds to pause, for the work since the last pause. */
  pause(): Promise<number>;
}

export const createDuty = (newestBlock: () => Promise<number>): Duty => {
  let newest: number | undefined;
  let worked = process.cpuUsage();
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let busyUntilMs = Number.NEGATIVE_INFINITY;
  const look = async (nowMs: number) => {
    lookedAtMs = nowMs;
    const found = await newestBlock();
    if (newest !== undefined && found > newest) busyUntilMs = nowMs + busyForMs;
    newest = found;
  };
  return {
    // Of a processor, not of the clock: where others have it, it is not at work.
    pause: async () => {
      const { user, system } = process.cpuUsage(worked);
      worked = process.cpuUsage();
      const workedMs = (user + system) / 1000;
      const nowMs = performance.now();
      if (nowMs - lookedAtMs > lookEveryMs) await look(nowMs);
      return nowMs < busyUntilMs ? (workedMs * (1 - busyShare)) / busyShare : 0;
    },
  };
};
