import type { ChainScore, Score } from './hit-rates.ts';
import type { Step } from './reading.ts';

/** One ground of a score in figures and words, for risk experts: it tells which combinations are watched. */
export interface Ground {
  readonly chain: string;
  /** Elements and the line's words for them, such as hs6 640411; a missing element has an empty word. */
  readonly combination: Readonly<Record<string, string>>;
  /** How far back from the most specific combination of the chain: 1 is the most general, `levels` the most specific. */
  readonly level: number;
  readonly levels: number;
  readonly controls: number;
  readonly finds: number;
  /** Expected hit rate of the combination, smoothed, 0 to 1. */
  readonly rate: number;
  readonly weight: number;
  /** Added to the log odds of the overall rate. */
  readonly adds: number;
  readonly text: string;
}

const percent = (rate: number): string => `${(rate * 100).toFixed(0)} %`;

const combinationOf = ({ combination, values }: Step): Record<string, string> =>
  Object.fromEntries(combination.map((trait, position) => [trait, values[position]!]));

const wordsOf = (combination: Record<string, string>): string =>
  Object.entries(combination)
    .map(([trait, value]) => `${trait} ${value === '' ? 'missing' : value}`)
    .join(', ');

/** The most specific combination that was ever controlled: the steps after it only repeat its rate. */
const levelOf = ({ steps }: ChainScore): number => steps.findLastIndex(({ controls }) => controls > 0) + 1;

const groundOf = (chain: ChainScore): Ground => {
  const { name, weight, adds, steps } = chain;
  const level = levelOf(chain);
  const step = steps[level - 1]!;
  const { controls, finds, rate } = step;
  const combination = combinationOf(step);
  const text = `${wordsOf(combination)}: ${finds} of ${controls} controls found something, ${percent(rate)} expected`;
  return { chain: name, combination, level, levels: steps.length, controls, finds, rate, weight, adds, text };
};

/** What made the score, the greatest part first, those that lower it among them. */
export const groundsOf = ({ chains }: Score, atMost = 5): Ground[] =>
  chains
    .filter((chain) => chain.adds !== 0 && levelOf(chain) > 0)
    .sort((one, other) => Math.abs(other.adds) - Math.abs(one.adds))
    .slice(0, atMost)
    .map(groundOf);
