import { groundsOf } from './domain/statistics/explanation.ts';
import type { LiveStatistics } from './live-statistics.ts';
import { groundOf } from './reply-of-stages.ts';
import { type ControlResultMessage, lineOf } from './statistics-line.ts';

const share = (rate: number): string => rate.toFixed(4);

/** For the central and the trusted circle alone: grounds tell which combinations are watched. */
export const estimateHitRate =
  (statistics: LiveStatistics) =>
  async ({ goodsItem }: Pick<ControlResultMessage, 'goodsItem'>) => {
    const score = statistics.score(lineOf(goodsItem));
    const grounds = groundsOf(score).map(({ combination: _, ...ground }) => groundOf(ground));
    return {
      expectedHitRate: share(score.expectedHitRate),
      overallRate: share(score.overallRate),
      resultsLearned: score.resultsLearned,
      ...(grounds.length === 0 ? {} : { grounds }),
    };
  };
