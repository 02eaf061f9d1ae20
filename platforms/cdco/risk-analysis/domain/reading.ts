/** An assessment as one reader may see it: without the national hits of others, and without restricted criteria for entry systems. */
import type { Hit } from './hit.ts';
import { isRestricted } from './kinds.ts';
import { type AreaScore, type Summary, summaryOf } from './summary.ts';
import { isVisibleTo, type Reader } from './visibility.ts';

/** What is said instead of the reason of a restricted criterion. */
export const restrictedReason = 'Restricted: risk experts may read the reason.';

export interface SeenHit extends Hit {
  /** Reason and elements are left out. */
  readonly restricted?: true;
}

export interface Read extends Summary {
  readonly hits: readonly Hit[];
}

const withoutCriteria = ({ watchListMatch, ...hit }: Hit): SeenHit => ({
  ...hit,
  reason: restrictedReason,
  elements: [],
  restricted: true,
});

/** What a hit leads to stays, for that is to be done; why it hit does not. */
const seenBy = ({ isRiskExpert }: Reader, hit: Hit): SeenHit =>
  isRestricted(hit.kind) && !isRiskExpert ? withoutCriteria(hit) : hit;

/** Scores in which nothing is hidden stay as they were weighed; the others are made anew of what is seen. */
const scoresSeen = (before: readonly AreaScore[], anew: readonly AreaScore[], hidden: readonly Hit[]): AreaScore[] => {
  const touched = new Set(hidden.map(({ riskAreaCode }) => riskAreaCode));
  return anew.map((area) => {
    const known = before.find(({ riskAreaCode }) => riskAreaCode === area.riskAreaCode);
    return touched.has(area.riskAreaCode) || known === undefined ? area : known;
  });
};

/** Risk areas of hits that the reader may not see: whatever else is said of them would tell. */
export const hiddenAreas = (hits: readonly Hit[], { memberState }: Reader): ReadonlySet<string> =>
  new Set(hits.filter((hit) => !isVisibleTo(hit.memberState, memberState)).map(({ riskAreaCode }) => riskAreaCode));

export const readBy = <Of extends Read>(assessment: Of, reader: Reader): Of => {
  const hidden = assessment.hits.filter((hit) => !isVisibleTo(hit.memberState, reader.memberState));
  const seen = assessment.hits.filter((hit) => !hidden.includes(hit));
  const hits = seen.map((hit) => seenBy(reader, hit));
  if (hidden.length === 0) return { ...assessment, hits };
  const anew = summaryOf(seen);
  return { ...assessment, ...anew, areas: scoresSeen(assessment.areas, anew.areas, hidden), hits };
};
