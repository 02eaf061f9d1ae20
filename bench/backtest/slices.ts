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
  /** As many: the two of a pair stand next to each other in time. */
  readonly without: readonly (readonly number[])[];
  readonly workedMs: number;
}

/**
 * In pairs, whose order alternates: what grows or fades meanwhile is the same in both.
 * @param load answers of a slice: milliseconds of each
 */
export const takeSlices = async (
  pid: number,
  load: () => Promise<readonly number[]>,
  isUnderWay: () => Promise<boolean>,
): Promise<Slices> => {
  const beside: (readonly number[])[] = [];
  const without: (readonly number[])[] = [];
  let workedMs = 0;
  const held = async () => {
    process.kill(pid, 'SIGSTOP');
    return load().finally(() => process.kill(pid, 'SIGCONT'));
  };
  for (let pair = 0; await isUnderWay(); pair += 1) {
    const before = pair % 2 === 1 ? await held() : undefined;
    const sinceMs = performance.now();
    const times = await load();
    // The last one has ended somewhere within: it counts as work, and not as a slice.
    workedMs += performance.now() - sinceMs;
    if (!(await isUnderWay())) break;
    without.push(before ?? (await held()));
    beside.push(times);
  }
  return { beside, without, workedMs };
};

const p99 = (times: readonly number[]): number => percentile(times, 0.99);

export const p99Of = (slices: readonly (readonly number[])[]): number => percentile(slices.map(p99), 0.5);

const medianOf = (values: readonly number[]): number => percentile(values, 0.5);

/** By how much the p99 of the ones is above that of the others: the median over the pairs, and its interval of 95 % by order of rank. */
export const pairedChange = (ones: readonly (readonly number[])[], others: readonly (readonly number[])[]) => {
  const changes = ones.map((times, at) => p99(times) / p99(others[at]!) - 1).sort((a, b) => a - b);
  const reach = 0.98 * Math.sqrt(changes.length);
  const at = (rank: number) => changes[Math.min(changes.length - 1, Math.max(0, Math.round(rank)))] ?? Number.NaN;
  const middle = (changes.length - 1) / 2;
  return { median: medianOf(changes), from: at(middle - reach), to: at(middle + reach), pairs: changes.length };
};
