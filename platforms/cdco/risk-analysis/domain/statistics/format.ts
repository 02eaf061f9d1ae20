/** Names the way in which learned rates are written: rates of another way are not read, but learned again. */
import { createHash } from 'node:crypto';
import { standardChains } from './chains.ts';
import { statisticsVersion } from './declared-rates.ts';

const chains = createHash('sha256').update(JSON.stringify(standardChains)).digest('hex').slice(0, 16);

/** Counts are written as this machine has them in memory. */
const order = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 'LE' : 'BE';

export const learnedFormat = `2 ${statisticsVersion} ${chains} ${order}`;
