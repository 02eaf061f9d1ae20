/** Slices of time with the backtest at work and with it held, in turns: what else goes on in the machine is the same in both. */
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

const isBacktest = async (pid: number): Promise<boolean> =>
  (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes('backtest-process');

/** The process of the backtest that this process has started. */
export const backtestProcess = async (): Promise<number> => {
  for (let turn = 0; turn < 300; turn += 1) {
    for (const task of await readdir('/proc/self/task')) {
      const children = await readFile(`/proc/self/task/${task}/children`, 'utf8').catch(() => '');
      for (const pid of children.split(' ').filter((one) => one !== '')) {
        if (await isBacktest(Number(pid))) return Number(pid);
      }
    }
    await wait(100);
  }
  throw new Error('the process of the backtest did not come');
};

export const percentile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN;

export interface Slices {
  readonly beside: readonly (readonly number[])[];
  readonly without: readonly (readonly number[])[];
  readonly workedMs: number;
}

/** @param load answers of a slice: milliseconds of each */
export const takeSlices = async (
  pid: number,
  load: () => Promise<readonly number[]>,
  isUnderWay: () => Promise<boolean>,
): Promise<Slices> => {
  const beside: (readonly number[])[] = [];
  const without: (readonly number[])[] = [];
  let workedMs = 0;
  while (await isUnderWay()) {
    const sinceMs = performance.now();
    const times = await load();
    // The last one has ended somewhere within: it counts as work, and not as a slice.
    workedMs += performance.now() - sinceMs;
    if (!(await isUnderWay())) break;
    beside.push(times);
    process.kill(pid, 'SIGSTOP');
    without.push(await load());
    process.kill(pid, 'SIGCONT');
  }
  return { beside, without, workedMs };
};

export const p99Of = (slices: readonly (readonly number[])[]): number =>
  percentile(
    slices.map((times) => percentile(times, 0.99)),
    0.5,
  );
