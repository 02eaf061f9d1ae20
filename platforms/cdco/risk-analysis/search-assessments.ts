import type { ReplyOf, RequestOf } from '../../../reference-architecture/contract/language.ts';
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import type { contract } from './contract.ts';
import { readBy } from './domain/reading.ts';
import { readerOf } from './reader.ts';
import { type FoundAssessment, findAssessments } from './storage/found-assessments.ts';

type Search = (typeof contract)['services']['RiskHits']['operations']['searchAssessments'];
type Wanted = RequestOf<Search>;
type Found = NonNullable<ReplyOf<Search>['assessments']>[number];

const usualLimit = 25;
const mostProfiles = 10;

const foundOf = (of: FoundAssessment): Found => {
  const profiles = [...new Set(of.hits.map(({ profileId }) => profileId))].sort().slice(0, mostProfiles);
  return {
    reference: of.reference,
    procedure: of.procedure,
    specificCircumstanceIndicator: of.specificCircumstance,
    assessedAt: of.assessedAt,
    highestLevel: of.highestLevel,
    recommendation: of.recommendation,
    hits: of.hits.length,
    ...(of.areas.length === 0 ? {} : { areas: of.areas.map(({ riskAreaCode, score }) => ({ riskAreaCode, score })) }),
    ...(profiles.length === 0 ? {} : { profiles }),
    ...(of.office === undefined ? {} : { office: of.office }),
  };
};

/** Asked once more of what the reader may see: that a search finds something must not tell what is hidden. */
const isStill =
  ({ profileId, riskAreaCode, level, recommendation, onlyHits }: Wanted) =>
  (seen: FoundAssessment): boolean =>
    (profileId === undefined || seen.hits.some((hit) => hit.profileId === profileId)) &&
    (riskAreaCode === undefined || seen.hits.some((hit) => hit.riskAreaCode === riskAreaCode)) &&
    (level === undefined || seen.highestLevel === level) &&
    (recommendation === undefined || seen.recommendation === recommendation) &&
    (onlyHits !== true || seen.hits.length > 0);

const cursorOf = ({ assessedAtMs, reference }: FoundAssessment): string => `${assessedAtMs} ${reference}`;

/** A page, the newest first. One row more is asked for than is told: it says whether there is another page. */
export const searchAssessments =
  (store: Pick<Store, 'query'>) =>
  async (request: Wanted, call: OperationCall): Promise<ReplyOf<Search>> => {
    const [limit, reader] = [request.limit ?? usualLimit, readerOf(call)];
    const found = await findAssessments(store, request, reader.memberState, limit + 1);
    const last = found[limit - 1];
    const seen = found
      .slice(0, limit)
      .map((one) => readBy(one, reader))
      .filter(isStill(request));
    return {
      ...(seen.length === 0 ? {} : { assessments: seen.map(foundOf) }),
      ...(found.length > limit && last !== undefined ? { next: cursorOf(last) } : {}),
    };
  };
