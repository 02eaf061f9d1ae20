/** `npm run fuzz [-- RUNS [SEED]]`: the readers that face the outside, given far more than the tests give them. */
import fc from 'fast-check';
import { readers } from './readers.ts';

const [runs = '200000', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);

for (const { name, property } of readers) {
  const sinceMs = performance.now();
  fc.assert(property as fc.IProperty<unknown>, { seed: Number(seed), numRuns: Number(runs) });
  process.stdout.write(`${name}: ${runs} inputs in ${Math.round(performance.now() - sinceMs)} ms, seed ${seed}\n`);
}
