/** How much of its time a trial may work: all of it when nobody else does, a part when declarations come in. */

/** While there is live traffic. */
const busyShare = 0.4;
/** Live traffic is where a block was stored lately, by whatever process. */
const lookEveryMs = 1000;
const busyForMs = 6000;

export interface Duty {
  /** Milliseconds to pause after so many of work. */
  pauseAfter(workedMs: number): Promise<number>;
}

export const createDuty = (newestBlock: () => Promise<number>): Duty => {
  let newest: number | undefined;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let busyUntilMs = Number.NEGATIVE_INFINITY;
  const look = async (nowMs: number) => {
    lookedAtMs = nowMs;
    const found = await newestBlock();
    if (newest !== undefined && found > newest) busyUntilMs = nowMs + busyForMs;
    newest = found;
  };
  return {
    pauseAfter: async (workedMs) => {
      const nowMs = performance.now();
      if (nowMs - lookedAtMs > lookEveryMs) await look(nowMs);
      return nowMs < busyUntilMs ? (workedMs * (1 - busyShare)) / busyShare : 0;
    },
  };
};
