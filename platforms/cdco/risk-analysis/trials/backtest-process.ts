/** The process of one backtest: of the lowest priority, with a memory and connections of its own. Ends with who started it. */

import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { silentLogger } from '../../../../shared-services/kit/logging.ts';
import { openPool } from '../../../../shared-services/kit/postgres/pool.ts';
import { createStore } from '../../../../shared-services/kit/store/store.ts';
import { runBacktest } from './run-backtest.ts';

export interface BacktestOrder {
  readonly backtestId: string;
  readonly runner: string;
  readonly connectionString: string;
  readonly today: string;
}

setPriority(constants.priority.PRIORITY_LOW);
const ended = new AbortController();
process.once('disconnect', () => ended.abort());

const [order] = (await once(process, 'message')) as [BacktestOrder];
const pool = openPool(order.connectionString, {
  maxConnections: 2,
  applicationName: 'risk-analysis backtest',
  statementTimeoutMs: 60_000,
  log: silentLogger(),
});
try {
  const store = createStore({ component: 'risk-analysis', pool, log: silentLogger() });
  await runBacktest({ ...order, store, signal: ended.signal }, order.backtestId);
} finally {
  await pool.end();
  if (process.connected) process.disconnect();
}
