import { silentLogger } from '../../../../shared-services/kit/logging.ts';
import { openPool } from '../../../../shared-services/kit/postgres/pool.ts';
import { openMarks } from '../../../../shared-services/kit/sealed/marks.ts';
import { ringOf } from '../../../../shared-services/kit/sealed/ring.ts';
import { sealedStore } from '../../../../shared-services/kit/sealed/store.ts';
import { createStore } from '../../../../shared-services/kit/store/store.ts';
import { sealedPlaces } from '../storage/sealed-places.ts';
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
    const keys = order.dataKeys.map(({ key, ...one }) => ({ ...one, key: Buffer.from(key, 'hex') }));
    const bare = createStore({ component: 'risk-analysis', pool, log: silentLogger() });
    const marks = openMarks(bare);
    await marks.read();
    const store = sealedStore(bare, sealedPlaces, keys.length === 0 ? undefined : ringOf(keys), marks);
    await runBacktest({ ...order, store, signal }, order.backtestId);
  } finally {
    await pool.end();
  }
};
