/**
 * Proofs that were used, for as long as they could be used again: in the memory of this process, and, where processes share
 * a database, in a table that all of them look at (`used-proofs.ts`).
 */
import type { Clock } from '../clock.ts';

export interface ReplayMemory {
  /** False where the name was used before; undefined where there is no room to remember it. */
  use(name: string, untilMs: number): boolean | undefined | Promise<boolean | undefined>;
  readonly size: () => number;
}

/** Whether a name is kept for the first time, by whichever process. @throws where nobody can tell */
export type KeepProof = (name: string, untilMs: number) => Promise<boolean>;

/** @param keep where processes share; what this process knows itself is refused without asking there */
export const createReplayMemory = (clock: Clock, maxEntries: number, keep?: KeepProof): ReplayMemory => {
  // Two halves that take turns: the older one goes as a whole, when everything in it is over.
  let [current, earlier] = [new Set<string>(), new Set<string>()];
  let [currentUntilMs, earlierUntilMs] = [0, 0];

  const turn = () => {
    if (earlierUntilMs > clock.nowMs()) return;
    [earlier, earlierUntilMs] = [current, currentUntilMs];
    [current, currentUntilMs] = [new Set(), 0];
  };
  return {
    use: (name, untilMs) => {
      if (current.has(name) || earlier.has(name)) return false;
      turn();
      if (current.size + earlier.size >= maxEntries) return undefined;
      current.add(name);
      currentUntilMs = Math.max(currentUntilMs, untilMs);
      return keep === undefined ? true : keep(name, untilMs);
    },
    size: () => current.size + earlier.size,
  };
};
