import { createCountTable } from './count-table.ts';
import { hashInto } from './hash.ts';
import type { Support } from './smoothing.ts';

/** Controls and finds by combination. The order in which results are counted makes no difference. */
export interface Counts {
  of(key: string): Support;
  add(key: string, found: boolean): void;
  /** Combinations that were counted. */
  size(): number;
  /** All counts in parts, each a hash of two numbers, controls and finds; in no order. What is counted meanwhile may be missing. */
  parts(): Generator<Uint32Array>;
  /** Counts that another made; into what has none of them. */
  restore(part: Uint32Array): void;
}

/** Tables, each of which is made anew alone when it is full: 256, so that nobody waits longer than for one. */
const tables = 256;

export const createCounts = (): Counts => {
  const counted = Array.from({ length: tables }, createCountTable);
  const hash = new Uint32Array(2);
  // The highest bits choose the table, the lowest of the other half the place in it.
  const tableOf = (high: number) => counted[high >>> 24]!;

  return {
    of: (key) => {
      hashInto(key, hash);
      const table = tableOf(hash[0]!);
      const at = table.find(hash[0]!, hash[1]!);
      return { controls: table.controls(at), finds: table.finds(at) };
    },
    add: (key, found) => {
      hashInto(key, hash);
      tableOf(hash[0]!).add(hash[0]!, hash[1]!, 1, found ? 1 : 0);
    },
    size: () => counted.reduce((sum, table) => sum + table.size(), 0),
    *parts() {
      for (const table of counted) yield table.entries();
    },
    restore: (part) => {
      for (let at = 0; at < part.length; at += 4) {
        tableOf(part[at]!).add(part[at]!, part[at + 1]!, part[at + 2]!, part[at + 3]!);
      }
    },
  };
};
