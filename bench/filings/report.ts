import type { Round } from './measure.ts';

export const median = (values: readonly number[]): number => {
  if (values.length === 0) return Number.NaN;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

const range = (values: readonly number[], digits: number): string =>
  `${median(values).toFixed(digits)} [${Math.min(...values).toFixed(digits)}..${Math.max(...values).toFixed(digits)}]`;

/** Medians, with the least and the greatest of the rounds. */
export const table = (results: ReadonlyMap<string, readonly Round[]>): string => {
  const rows = [...results].map(([name, rounds]) => {
    const of = (read: (round: Round) => number, digits: number) => range(rounds.map(read), digits);
    return `| ${name} | ${of((one) => one.perSecond, 0)} | ${of((one) => one.answeredPerSecond, 0)} | ${of((one) => one.p50Ms, 1)} | ${of((one) => one.p99Ms, 1)} | ${of((one) => one.processCpuUs, 0)} | ${of((one) => one.databaseCpuUs, 0)} |`;
  });
  return [
    '| | filings/s, all assessed | answers/s | p50 ms | p99 ms | CPU µs of the process | CPU µs of PostgreSQL |',
    '|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
};
