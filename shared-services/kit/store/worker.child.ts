/** Killed by crash.test.ts: registers numbers, one after the other in several lanes, and prints each that was acknowledged. */
import { writeSync } from 'node:fs';
import { silentLogger } from '../logging.ts';
import { openPool } from '../postgres/pool.ts';
import { sampleMessage, sampleRecord } from '../test-support/samples.ts';
import { createStore } from './store.ts';

const [connectionString = '', firstText = '0'] = process.argv.slice(2);
const log = silentLogger();
const pool = openPool(connectionString, { maxConnections: 4, applicationName: 'child', statementTimeoutMs: 5000, log });
const store = createStore({ component: 'sample', pool, log });

const register = store.groupCommit<number, number>(async (transaction, numbers) => {
  await transaction.query('insert into work select * from unnest($1::int[])', [numbers]);
  for (const number of numbers) {
    transaction.send(sampleMessage({ orderingKey: `${number}`, content: { number } }));
    transaction.audit(sampleRecord({ reference: `${number}` }));
  }
  return numbers;
});

let next = Number(firstText);
const lane = async () => {
  for (;;) {
    next += 1;
    // Written at once, not into a buffer that dies with the process.
    writeSync(1, `${await register(next)}\n`);
  }
};
await Promise.all([...Array(16)].map(lane));
