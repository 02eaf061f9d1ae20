/** Names the way in which learned rates are written: rates of another way are not read, but learned again. */
import { createHash } from 'node:crypto';
import { endianness } from 'node:os';
import { standardChains } from './chains.ts';
import { statisticsVersion } from './declared-rates.ts';

const chains = createHash('sha256').update(JSON.stringify(standardChains)).digest('hex').slice(0, 16);

export const learnedFormat = `1 ${statisticsVersion} ${chains} ${endianness()}`;
