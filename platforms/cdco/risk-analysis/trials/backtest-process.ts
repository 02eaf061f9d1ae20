/** The process of one backtest: behind all others, with a memory and connections of its own. Ends with who started it. */

import { once } from 'node:events';
import { giveWay } from './give-way.ts';

export interface BacktestOrder {
  readonly backtestId: string;
  readonly runner: string;
  readonly connectionString: string;
  /** With which criteria are opened; hexadecimal. */
  readonly dataKeys: readonly { readonly generation: number; readonly madeAtMs: number; readonly key: string }[];
  readonly today: string;
}

giveWay();
const ended = new AbortController();
process.once('disconnect', () => ended.abort());
const told = once(process, 'message') as Promise<[BacktestOrder]>;
// To read and compile its own code is work as well, and begins when it stands behind the others.
const { workOn } = await import('./backtest-work.ts');
const [order] = await told;
try {
  await workOn(order, ended.signal);
} finally {
  if (process.connected) process.disconnect();
}
