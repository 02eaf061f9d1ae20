/**
 * `npm run bench:safeguards`: what each safeguard costs for one message, in this process, beside the bare operation of
 * cryptography in the same run. `-- --save` writes the figures into safeguards.md.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Cost, measureContest, type Safeguard, tableOf } from './safeguards/measure.ts';
import { mutualTls } from './safeguards/mutual-tls.ts';
import { proof } from './safeguards/proof.ts';
import { receipt } from './safeguards/receipt.ts';
import { seal } from './safeguards/seal.ts';
import { throttle } from './safeguards/throttle.ts';
import { token } from './safeguards/token.ts';
import { wholeFilings } from './safeguards/whole-filing.ts';
import { wsSecurity } from './safeguards/ws-security.ts';

/** One line for each. */
const safeguards: readonly Safeguard[] = [token, proof, throttle, mutualTls, wsSecurity, seal, receipt];

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    times: { type: 'string', default: '200' },
    /** A round, for a whole filing; 0 leaves it out. */
    filings: { type: 'string', default: '1500' },
    save: { type: 'boolean', default: false },
  },
});

const costs: Cost[] = [];
for (const safeguard of safeguards) {
  const { contests, end } = await safeguard();
  for (const contest of contests) {
    costs.push(await measureContest(contest, Number(options.rounds), Number(options.times)));
    console.log(tableOf(costs).split('\n').at(-1));
  }
  await end?.();
}

const filings = Number(options.filings);
const whole =
  filings === 0 ? '' : `\n\n${await wholeFilings({ filings, rounds: Math.min(5, Number(options.rounds)) })}`;
const text = tableOf(costs) + whole;
console.log(`\n${text}`);
if (options.save) {
  const file = new URL('safeguards.md', import.meta.url);
  const [before = ''] = (await readFile(file, 'utf8')).split('## Figures');
  const day = new Date().toISOString().slice(0, 10);
  const run = `${day}, Node ${process.versions.node}, ${options.rounds} rounds of ${options.times} messages`;
  await writeFile(file, `${before}## Figures\n\n${run}\n\n${text}\n`);
}
