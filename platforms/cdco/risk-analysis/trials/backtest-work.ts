import { silentLogger } from '../../../../shared-services/kit/logging.ts';
import { openPool } from '../../../../shared-services/kit/postgres/pool.ts';
import { createStore } from '../../../../shared-services/kit/store/store.ts';
import type { BacktestOrder } from './backtest-process.ts';
import { runBacktest } from './run-backtest.ts';

/** With connections of its own, which end with it. */
export const workOn = async (order: BacktestOrder, signal: AbortSignal): Promise<void> => {
  const pool = openPool(order.connectionString, {
    maxConnections: 2,
    applicationName: 'risk-analysis backtest',
    statementTimeoutMs: 60_000,
    log: silentLogger(),
  });
  try {
    const store = createStore({ component: 'risk-analysis', pool, log: silentLogger() });
    await runBacktest({ ...order, store, signal }, order.backtestId);
  } finally {
    await pool.end();
  }
};
