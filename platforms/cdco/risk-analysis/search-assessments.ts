import type { ReplyOf, RequestOf } from '../../../reference-architecture/contract/language.ts';
import { toSecond } from '../../../shared-services/kit/clock.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import type { contract } from './contract.ts';
import { type FoundRow, findAssessments } from './storage/found-assessments.ts';

type Search = (typeof contract)['services']['RiskHits']['operations']['searchAssessments'];
type Found = NonNullable<ReplyOf<Search>['assessments']>[number];

const usualLimit = 25;
const mostProfiles = 10;

const foundOf = (row: FoundRow): Found => {
  const areas = JSON.parse(row.areas) as { riskAreaCode: string; score: number }[];
  const profiles = row.profiles.slice(0, mostProfiles);
  return {
    reference: row.reference,
    procedure: row.procedure,
    specificCircumstanceIndicator: row.specific_circumstance,
    assessedAt: toSecond(row.assessed_at.getTime()),
    highestLevel: row.highest_level,
    recommendation: row.recommendation,
    hits: row.hits,
    ...(areas.length === 0 ? {} : { areas: areas.map(({ riskAreaCode, score }) => ({ riskAreaCode, score })) }),
    ...(profiles.length === 0 ? {} : { profiles }),
    ...(row.office === null ? {} : { office: row.office }),
  };
};

const cursorOf = ({ assessed_at, reference }: FoundRow): string => `${assessed_at.getTime()} ${reference}`;

/** A page, the newest first. One row more is asked for than is told: it says whether there is another page. */
export const searchAssessments =
  (store: Pick<Store, 'query'>) =>
  async (request: RequestOf<Search>): Promise<ReplyOf<Search>> => {
    const limit = request.limit ?? usualLimit;
    const rows = await findAssessments(store, request, limit + 1);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      ...(shown.length === 0 ? {} : { assessments: shown.map(foundOf) }),
      ...(rows.length > limit && last !== undefined ? { next: cursorOf(last) } : {}),
    };
  };
