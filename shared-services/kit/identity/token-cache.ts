/** What was verified once, until it expires; of too many, the ones not used for longest are forgotten. */
import type { Clock } from '../clock.ts';

export interface TokenCache<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value, expiresAtMs: number): void;
  readonly size: () => number;
}

export const createTokenCache = <Value>(maxEntries: number, clock: Clock): TokenCache<Value> => {
  // A Map remembers the order in which keys were put in: the first one is the one not used for longest.
  const entries = new Map<string, { readonly value: Value; readonly expiresAtMs: number }>();
  return {
    get: (key) => {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      if (entry.expiresAtMs <= clock.nowMs()) return undefined;
      entries.set(key, entry);
      return entry.value;
    },
    set: (key, value, expiresAtMs) => {
      entries.delete(key);
      entries.set(key, { value, expiresAtMs });
      const [oldest] = entries.keys();
      if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest);
    },
    size: () => entries.size,
  };
};
