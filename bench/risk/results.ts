/** What the times of one run come to. Of each declaration the median over the rounds; of all declarations the mean. */
import { median } from '../filings/report.ts';
import type { Running, Times } from './measure.ts';

export interface Row {
  readonly name: string;
  readonly declarations: number;
  readonly parseUs: number;
  readonly evaluateUs: number;
  readonly medianUs: number;
  readonly p99Us: number;
  /** Times as long as the engine for the same declarations, with parsing. */
  readonly timesEngine: number;
  readonly loadMs: number;
  readonly memoryMb: number;
}

export interface Results {
  readonly profiles: number;
  readonly matches: number;
  readonly rows: readonly Row[];
  readonly parseRatio: number;
  readonly zenRatio: number;
  readonly perSecond: number;
}

interface Measured {
  readonly profiles: number;
  readonly matches: number;
  readonly running: readonly Running[];
  readonly times: ReadonlyMap<string, readonly (readonly Times[])[]>;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const medians = (rounds: readonly (readonly Times[])[]): readonly Times[] =>
  rounds[0]!.map(({ number }, position) => ({
    number,
    parseUs: median(rounds.map((round) => round[position]!.parseUs)),
    evaluateUs: median(rounds.map((round) => round[position]!.evaluateUs)),
  }));

const bothUs = ({ parseUs, evaluateUs }: Times): number => parseUs + evaluateUs;

const rowOf = (one: Running, times: readonly Times[], engine: ReadonlyMap<number, Times>): Row => {
  const evaluate = times.map(({ evaluateUs }) => evaluateUs).sort((a, b) => a - b);
  return {
    name: one.name,
    declarations: times.length,
    parseUs: mean(times.map(({ parseUs }) => parseUs)),
    evaluateUs: mean(evaluate),
    medianUs: median(evaluate),
    p99Us: evaluate[Math.floor(evaluate.length * 0.99)]!,
    timesEngine: mean(times.map(bothUs)) / mean(times.map(({ number }) => bothUs(engine.get(number)!))),
    loadMs: one.loadMs,
    memoryMb: one.memoryMb,
  };
};

export const resultsOf = ({ profiles, matches, running, times }: Measured): Results => {
  const engine = new Map(medians(times.get('engine')!).map((one) => [one.number, one]));
  const rows = running.map((one) => rowOf(one, medians(times.get(one.name)!), engine));
  const own = rows.find(({ name }) => name === 'engine')!;
  const zen = rows.filter(({ name }) => name.startsWith('zen')).map(({ timesEngine }) => timesEngine);
  return {
    profiles,
    matches,
    rows,
    parseRatio: own.evaluateUs / own.parseUs,
    // The faster of its two forms.
    zenRatio: zen.length === 0 ? Number.NaN : Math.min(...zen),
    perSecond: 1_000_000 / (own.parseUs + own.evaluateUs),
  };
};

const digits = (value: number): string => (value < 100 ? value.toFixed(1) : value.toFixed(0));

export const tableOf = ({ profiles, matches, rows, parseRatio, perSecond }: Results): string =>
  [
    `**${profiles} profiles**, ${matches.toFixed(2)} matches for each declaration; engine: ${perSecond.toFixed(0)} declarations/s, match with explanation ${parseRatio.toFixed(2)} times JSON.parse`,
    '',
    '| | JSON.parse µs | evaluation µs | p50 µs | p99 µs | times the engine, parsing on both sides | load ms | memory MB | declarations |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| ${row.name} | ${digits(row.parseUs)} | ${digits(row.evaluateUs)} | ${digits(row.medianUs)} | ${digits(row.p99Us)} | ${digits(row.timesEngine)} | ${row.loadMs.toFixed(0)} | ${row.memoryMb.toFixed(0)} | ${row.declarations} |`,
    ),
  ].join('\n');
