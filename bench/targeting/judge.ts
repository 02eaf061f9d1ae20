import { blurAmounts, shuffleResults } from './alter.ts';
import { ourName, type learners as standardLearners, statistics } from './learners.ts';
import { lightgbmScores } from './peer.ts';
import type { Period } from './periods.ts';
import { type Quality, qualityOf } from './ranking.ts';
import { replay } from './replay.ts';
import type { Row } from './report.ts';

export interface Judged {
  readonly rows: readonly Row[];
  readonly ours: readonly Quality[];
  readonly shuffled: readonly Quality[];
  /** Lines of which no earlier one has the same commodity, mass and value. */
  readonly novel: { readonly count: number; readonly quality: readonly Quality[] };
}

const shuffles = 5;

const foundOf = (judged: Period['judged']) => judged.map(({ found }) => found);

const novelOf = ({ known, judged }: Period): boolean[] => {
  const keyOf = ({ line }: Period['judged'][number]) => `${line.hs6}|${line.netMassKg}|${line.value}`;
  const seen = new Set(known.map(keyOf));
  return judged.map((one) => !seen.has(keyOf(one)));
};

const peerRows = (period: Period): Row[] => {
  const scores = lightgbmScores(period);
  if (scores === undefined) return [];
  const inOrder = period.judged.map(({ id }) => scores.get(id) ?? 0);
  return [{ name: 'LightGBM', quality: qualityOf(inOrder, foundOf(period.judged)) }];
};

/** One shuffle alone errs by chance as much as a few hundred inspections do: the mean of several is the control. */
const shuffledQuality = ({ known, judged }: Period): Quality[] => {
  const each = Array.from({ length: shuffles }, (_, seed) =>
    qualityOf(replay(statistics(), shuffleResults(known, seed), judged), foundOf(judged)),
  );
  const mean = (of: (one: Quality[]) => number) => each.reduce((sum, one) => sum + of(one), 0) / shuffles;
  return each[0]!.map(({ share }, at) => ({
    share,
    precision: mean((one) => one[at]!.precision),
    recall: mean((one) => one[at]!.recall),
  }));
};

/** All that take part on one period, and the control: the statistics after learning from shuffled results. */
export const judge = (
  period: Period,
  { learners, peer }: { learners: typeof standardLearners; peer: boolean },
): Judged => {
  const { known, judged } = period;
  const found = foundOf(judged);
  const scored = learners.map(({ name, create }) => ({ name, scores: replay(create(), known, judged) }));
  const rows = scored.map(({ name, scores }) => ({ name, quality: qualityOf(scores, found) }));
  const blurred = qualityOf(replay(statistics(), known, blurAmounts(judged, 1)), found);
  const shuffled = shuffledQuality(period);
  const ours = scored.find(({ name }) => name === ourName)!.scores;
  const novel = novelOf(period);
  const among = <T>(of: readonly T[]): T[] => of.filter((_, at) => novel[at]);
  return {
    rows: [
      ...rows,
      ...(peer ? peerRows(period) : []),
      { name: 'statistics, amounts of the judged up to 2 % off', quality: blurred },
      { name: `statistics, results shuffled (mean of ${shuffles})`, quality: shuffled },
    ],
    ours: qualityOf(ours, found),
    shuffled,
    novel: { count: among(ours).length, quality: qualityOf(among(ours), among(found)) },
  };
};
