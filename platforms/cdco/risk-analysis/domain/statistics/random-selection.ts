import { createHmac } from 'node:crypto';

/**
 * Whether a declaration belongs to the random share, which is controlled whatever its score and reported apart: only its
 * hit rate says what controls without targeting would find, and only it shows the statistics what they do not look for.
 * @param seed Kept secret while it is in use: who knows it can tell which references are selected.
 * @param share 0 to 1.
 */
export const isRandomlySelected = (reference: string, seed: string, share: number): boolean =>
  createHmac('sha256', seed).update(reference).digest().readUInt32BE() < share * 2 ** 32;
