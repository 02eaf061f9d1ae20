import { groundsOf } from './domain/statistics/explanation.ts';
import type { LiveStatistics } from './live-statistics.ts';
import { type ControlResultMessage, lineOf } from './statistics-line.ts';

const share = (rate: number): string => rate.toFixed(4);

/** For the central and the trusted circle alone: grounds tell which combinations are watched. */
export const estimateHitRate =
  (statistics: LiveStatistics) =>
  async ({ goodsItem }: Pick<ControlResultMessage, 'goodsItem'>) => {
    const score = statistics.score(lineOf(goodsItem));
    const grounds = groundsOf(score).map(({ chain, controls, finds, rate, adds, text }) => ({
      chain,
      controls,
      finds,
      rate: share(rate),
      adds: adds.toFixed(4),
      text: text.slice(0, 512),
    }));
    return {
      expectedHitRate: share(score.expectedHitRate),
      overallRate: share(score.overallRate),
      resultsLearned: score.resultsLearned,
      ...(grounds.length === 0 ? {} : { grounds }),
    };
  };
