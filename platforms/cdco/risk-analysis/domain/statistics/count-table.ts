/**
 * Controls and finds by a hash of 64 bits, in one stretch of memory: a table of open addressing, made anew twice as large when it
 * is two thirds full. Sixteen bytes an entry, and nothing for the garbage collector to walk.
 */
export interface CountTable {
  /** Position of the entry, or of the place where it would be. */
  find(high: number, low: number): number;
  controls(position: number): number;
  finds(position: number): number;
  add(high: number, low: number, controls: number, finds: number): void;
  readonly size: () => number;
  /** Every entry as four numbers of 32 bits: the hash, controls, finds. */
  entries(): Uint32Array;
}

const width = 4;
const fewest = 64;

export const createCountTable = (): CountTable => {
  let slots = fewest;
  let held = new Uint32Array(slots * width);
  let used = 0;

  // An entry has a control at least: none marks a free place.
  const find = (high: number, low: number): number => {
    let slot = low & (slots - 1);
    for (;;) {
      const at = slot * width;
      if (held[at + 2] === 0 || (held[at] === high && held[at + 1] === low)) return at;
      slot = (slot + 1) & (slots - 1);
    }
  };

  const grow = (): void => {
    const before = held;
    slots *= 2;
    held = new Uint32Array(slots * width);
    for (let at = 0; at < before.length; at += width) {
      if (before[at + 2] !== 0) held.set(before.subarray(at, at + width), find(before[at]!, before[at + 1]!));
    }
  };

  return {
    find,
    controls: (at) => held[at + 2]!,
    finds: (at) => held[at + 3]!,
    add: (high, low, controls, finds) => {
      if (used * 3 > slots * 2) grow();
      const at = find(high, low);
      if (held[at + 2] === 0) used += 1;
      held[at] = high;
      held[at + 1] = low;
      held[at + 2]! += controls;
      held[at + 3]! += finds;
    },
    size: () => used,
    entries: () => {
      const all = new Uint32Array(used * width);
      let next = 0;
      for (let at = 0; at < held.length; at += width) {
        if (held[at + 2] === 0) continue;
        all.set(held.subarray(at, at + width), next);
        next += width;
      }
      return all;
    },
  };
};
