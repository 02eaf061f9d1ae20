/** How long a safeguard takes for one message, beside the operation of cryptography alone that it cannot do without. */
import { median } from '../filings/report.ts';

export interface Contest {
  readonly safeguard: string;
  readonly run: () => unknown;
  /** The bare operation: its name, and itself. */
  readonly bare: string;
  readonly runBare: () => unknown;
  /** How often in a round, as a share of what the others do; 1 unless said. */
  readonly share?: number;
}

export interface Prepared {
  readonly contests: readonly Contest[];
  /** Ends what was started for them. */
  readonly end?: () => Promise<void>;
}

/** What is measured; each makes its own keys and messages. */
export type Safeguard = () => Promise<Prepared>;

export interface Cost {
  readonly contest: Contest;
  /** Microseconds of processor time for one message, in each round. */
  readonly us: readonly number[];
  readonly bareUs: readonly number[];
}

/** Processor time of all threads of this process: the clock of a machine that others use too says more of them than of us. */
const timed = async (work: () => unknown, times: number): Promise<number> => {
  const before = process.cpuUsage();
  for (let index = 0; index < times; index += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
};

/** The two take turns, so that what else the machine does meets both. */
export const measureContest = async (contest: Contest, rounds: number, usualTimes: number): Promise<Cost> => {
  const times = Math.max(1, Math.round(usualTimes * (contest.share ?? 1)));
  const [us, bareUs]: [number[], number[]] = [[], []];
  await timed(contest.run, times);
  await timed(contest.runBare, times);
  for (let round = 0; round < rounds; round += 1) {
    us.push(await timed(contest.run, times));
    bareUs.push(await timed(contest.runBare, times));
  }
  return { contest, us, bareUs };
};

/** Three digits say enough. */
const short = (value: number): string => (value < 1 ? value.toPrecision(2) : value.toFixed(value < 100 ? 1 : 0));

const range = (values: readonly number[]): string =>
  `${short(median(values))} [${short(Math.min(...values))}..${short(Math.max(...values))}]`;

const row = ({ contest, us, bareUs }: Cost): string =>
  `| ${contest.safeguard} | ${range(us)} | ${contest.bare} | ${range(bareUs)} | ${short(median(us) / median(bareUs))} |`;

/** Medians over the rounds, with the least and the greatest. */
export const tableOf = (costs: readonly Cost[]): string =>
  ['| safeguard | µs a message | the bare operation | µs | times |', '|---|---|---|---|---|', ...costs.map(row)].join(
    '\n',
  );
