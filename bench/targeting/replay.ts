/** Time passes as it did: a declaration is scored by what was known on its day, and a result is known after the delay. */
import type { ControlResult, Line } from '../../platforms/cdco/risk-analysis/domain/statistics/line.ts';
import type { Declared } from './csv.ts';

export const delayDays = 30;

export interface Learner {
  score(line: Line): number;
  learn(results: readonly ControlResult[]): void;
}

/**
 * The scores of `judged`, in its order (of date). Results are of `known` only; those of one day are learned together when
 * their delay is over. The results of `judged` are not looked at.
 */
export const replay = (learner: Learner, known: readonly Declared[], judged: readonly Declared[]): number[] => {
  let next = 0;
  const learnUntil = (today: number): void => {
    while (next < known.length && known[next]!.day + delayDays <= today) {
      const { day } = known[next]!;
      const first = next;
      while (next < known.length && known[next]!.day === day) next += 1;
      learner.learn(known.slice(first, next).map(({ line, found }) => ({ line, found })));
    }
  };
  return judged.map(({ day, line }) => {
    learnUntil(day);
    return learner.score(line);
  });
};
