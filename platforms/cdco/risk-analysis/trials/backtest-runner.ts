/** Looks for backtests that wait, and runs one at a time in a process apart. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { newId } from '../../../../shared-services/kit/call.ts';
import { type Clock, toDay } from '../../../../shared-services/kit/clock.ts';
import type { Logger } from '../../../../shared-services/kit/logging.ts';
import { type Loop, startLoop } from '../../../../shared-services/kit/loop.ts';
import type { SealedStore } from '../../../../shared-services/kit/sealed/store.ts';
import { claimBacktest, giveBack, handOver } from '../storage/trials/running-backtests.ts';
import type { BacktestOrder } from './backtest-process.ts';

const program = fileURLToPath(new URL('./backtest-process.ts', import.meta.url));
const lookEveryMs = 1000;
/** For the block that is under way, and to keep what was found. */
const graceMs = 5000;

export interface BacktestRunner {
  start(): void;
  stop(): Promise<void>;
}

/** It is told where the database is, and how what is sealed is opened, by a message: what stands in arguments and environment can be read by others. */
const startProcess = (order: BacktestOrder): ChildProcess => {
  const child = fork(program, [], {
    env: {},
    // Threads that begin before it gives way keep their class: there are to be none.
    execArgv: ['--disable-warning=ExperimentalWarning', '--max-old-space-size=1024', '--v8-pool-size=0'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  // Should it be gone already, its exit tells.
  child.send(order, () => undefined);
  return child;
};

export const createBacktestRunner = (store: SealedStore, clock: Clock, log: Logger): BacktestRunner => {
  let child: ChildProcess | undefined;
  let runner = '';
  let loop: Loop | undefined;
  let stopping = false;

  const ended = async (backtestId: string, code: number | null) => {
    child = undefined;
    if (stopping) return;
    if (code !== 0) log.warn({ backtestId, code }, 'the process of a backtest ended before its work');
    await giveBack(store, runner, `The process that ran it ended too often (exit code ${code}).`);
  };

  const look = async () => {
    if (child !== undefined || stopping) return;
    runner = newId();
    const backtestId = await claimBacktest(store, runner);
    if (backtestId === undefined) return;
    if (stopping) return handOver(store, runner);
    const keys = await store.dataKeys();
    const dataKeys = keys.map(({ key, ...one }) => ({ ...one, key: key.toString('hex') }));
    const connectionString = store.connectionString();
    const order = { backtestId, runner, connectionString, dataKeys, today: toDay(clock.nowMs()) };
    child = startProcess(order);
    const over = (code: number | null) => {
      ended(backtestId, code).catch((err: unknown) => log.warn({ err, backtestId }, 'a backtest was not given back'));
    };
    child.once('error', (err) => {
      log.warn({ err, backtestId }, 'the process of a backtest failed');
      if (child?.pid === undefined) over(null);
    });
    child.once('exit', over);
  };

  return {
    start: () => {
      loop = startLoop({ name: 'backtests', intervalMs: lookEveryMs, work: look, log });
    },
    stop: async () => {
      stopping = true;
      await loop?.stop();
      if (child === undefined) return;
      const gone = once(child, 'exit');
      const impatience = setTimeout(() => child?.kill('SIGKILL'), graceMs);
      if (child.connected) child.disconnect();
      await gone.finally(() => clearTimeout(impatience));
      await handOver(store, runner);
    },
  };
};
