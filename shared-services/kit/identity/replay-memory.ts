/**
 * Proofs that were used, for as long as they could be used again. Kept by each process for itself: a proof lives a minute, is
 * for one method and one address, and a message that comes twice has its effect once whichever process takes it.
 */
import type { Clock } from '../clock.ts';

export interface ReplayMemory {
  /** False where the name was used before; undefined where there is no room to remember it. */
  use(name: string, untilMs: number): boolean | undefined;
  readonly size: () => number;
}

export const createReplayMemory = (clock: Clock, maxEntries: number): ReplayMemory => {
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
      return true;
    },
    size: () => current.size + earlier.size,
  };
};
