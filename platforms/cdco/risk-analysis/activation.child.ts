/**
 * A process that holds profiles as the application does, by its own clock. Says, line by line, when what it would answer to the
 * declaration given has changed: `<last instant before> <first instant after> <ids of the profiles that hit>`.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { systemClock, toDay } from '../../../shared-services/kit/clock.ts';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
import { openPool } from '../../../shared-services/kit/postgres/pool.ts';
import { openKeyRing } from '../../../shared-services/kit/sealed/ring.ts';
import { sealedStore } from '../../../shared-services/kit/sealed/store.ts';
import { testSealingKey } from '../../../shared-services/kit/sealed/test-support.ts';
import { createStore } from '../../../shared-services/kit/store/store.ts';
import { createLiveEngine } from './live-engine.ts';
import { sealedPlaces } from './storage/sealed-places.ts';

const [connectionString = '', declaration = '{}'] = process.argv.slice(2);
const log = silentLogger();
const pool = openPool(connectionString, {
  maxConnections: 2,
  applicationName: 'child',
  statementTimeoutMs: 5_000,
  log,
});
const bare = createStore({ component: 'risk-analysis', pool, log });
const store = sealedStore(bare, sealedPlaces, openKeyRing(bare, testSealingKey));
const engine = createLiveEngine({ store, clock: systemClock, log, seeds: [] });
const subject = { declaration: JSON.parse(declaration), procedure: 'entry', specificCircumstance: 'F10' };

await engine.ready();
let said: string | undefined;
let beforeMs = 0;
for (;;) {
  const fromMs = Date.now();
  const hits = engine.current().assess(subject, toDay(fromMs));
  const now = hits.map(({ profileId }) => profileId).join();
  if (now !== said) process.stdout.write(`${beforeMs} ${Date.now()} ${now}\n`);
  [said, beforeMs] = [now, fromMs];
  await wait(1);
}
