/** Randomness for identifiers, drawn from the system for many at once: one draw costs as much as a hundred. */
import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(4096);
let used = pool.length;

/** Bytes that nobody else is given. They are to be used at once: the pool is filled again when it is empty. */
export const drawRandom = (count: number): Buffer => {
  if (used + count > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += count;
  return pool.subarray(used - count, used);
};
