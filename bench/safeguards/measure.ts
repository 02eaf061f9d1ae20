/** How long a safeguard takes for one message, beside the operation of cryptography alone that it cannot do without. */
import { median } from '../filings/report.ts';

export interface Contest {
  readonly safeguard: string;
  readonly run: () => unknown;
  /** The bare operation: its name, and itself. */
  readonly bare: string;
  readonly runBare: () => unknown;
}

/** What is measured; each makes its own keys and messages. */
export type Safeguard = () => Promise<readonly Contest[]>;

export interface Cost {
  readonly contest: Contest;
  /** Microseconds for one message, in each round. */
  readonly us: readonly number[];
  readonly bareUs: readonly number[];
}

const timed = async (work: () => unknown, times: number): Promise<number> => {
  const sinceMs = performance.now();
  for (let index = 0; index < times; index += 1) await work();
  return ((performance.now() - sinceMs) * 1000) / times;
};

/** The two take turns, so that what else the machine does meets both. */
export const measureContest = async (contest: Contest, rounds: number, times: number): Promise<Cost> => {
  const [us, bareUs]: [number[], number[]] = [[], []];
  await timed(contest.run, times);
  await timed(contest.runBare, times);
  for (let round = 0; round < rounds; round += 1) {
    us.push(await timed(contest.run, times));
    bareUs.push(await timed(contest.runBare, times));
  }
  return { contest, us, bareUs };
};

const range = (values: readonly number[]): string =>
  `${median(values).toFixed(0)} [${Math.min(...values).toFixed(0)}..${Math.max(...values).toFixed(0)}]`;

const row = ({ contest, us, bareUs }: Cost): string =>
  `| ${contest.safeguard} | ${range(us)} | ${contest.bare} | ${range(bareUs)} | ${(median(us) / median(bareUs)).toFixed(1)} |`;

/** Medians over the rounds, with the least and the greatest. */
export const tableOf = (costs: readonly Cost[]): string =>
  ['| safeguard | µs a message | the bare operation | µs | times |', '|---|---|---|---|---|', ...costs.map(row)].join(
    '\n',
  );
