/** What the checks say, put together: one finding for each check that failed, and what could not be judged. */
import { eachOnce } from '../evidence.ts';
import type { Hit, HitElement } from '../hit.ts';
import type { RiskLevel } from '../profile.ts';
import type { RiskAreaCode } from '../risk-areas.ts';
import type { CredibilityCheck } from './check.ts';
import { type Because, type Failed, isFailed, type UsedBand, type Verdict } from './verdict.ts';

/** One goods item, or the declaration, that a check failed of. */
export interface Case {
  /** Of the goods item; empty for the declaration. */
  readonly pointer: string;
  readonly explanation: string;
  readonly band?: UsedBand;
}

export interface Finding {
  readonly checkId: string;
  readonly checkVersion: number;
  readonly effect: CredibilityCheck['effect'];
  readonly riskAreaCode: RiskAreaCode;
  readonly riskLevel: RiskLevel;
  readonly reason: string;
  readonly disclosure: string;
  readonly question: string;
  readonly recommendedControl?: string;
  /** Of all cases, also of those that are not told one by one. */
  readonly count: number;
  readonly cases: readonly Case[];
  readonly elements: readonly HitElement[];
}

/** Checks that could not say anything of so many goods items, for one reason. */
export interface Unjudged {
  readonly because: Because;
  readonly count: number;
  /** With their versions: `CRED-VALUE-KG/1`. */
  readonly checks: readonly string[];
}

/** Cases of one finding that are told with their figures. */
export const maxCases = 20;

/** What a check said of one goods item. */
export interface Judged {
  readonly pointer: string;
  readonly verdict: Verdict;
}

export interface JudgedBy {
  readonly check: CredibilityCheck;
  readonly judged: readonly Judged[];
}

const caseOf = (pointer: string, { explanation, band }: Failed): Case => ({
  pointer,
  explanation,
  ...(band === undefined ? {} : { band }),
});

/** None where nothing failed. */
export const findingOf = (check: CredibilityCheck, judged: readonly Judged[]): readonly Finding[] => {
  const failed = judged.flatMap(({ pointer, verdict }) =>
    isFailed(verdict) ? [{ pointer, failed: verdict.failed }] : [],
  );
  if (failed.length === 0) return [];
  const { id, version, effect, riskAreaCode, riskLevel, reason, disclosure, question, recommendedControl } = check;
  return [
    {
      ...{ checkId: id, checkVersion: version, effect, riskAreaCode, riskLevel, reason, disclosure, question },
      ...(recommendedControl === undefined ? {} : { recommendedControl }),
      count: failed.length,
      cases: failed.slice(0, maxCases).map((one) => caseOf(one.pointer, one.failed)),
      elements: eachOnce(failed.slice(0, maxCases).flatMap((one) => one.failed.elements)),
    },
  ];
};

const countsOf = (judged: readonly Judged[]): ReadonlyMap<Because, number> => {
  const counts = new Map<Because, number>();
  for (const { verdict } of judged) {
    if (typeof verdict !== 'object' || isFailed(verdict)) continue;
    counts.set(verdict.unjudged, (counts.get(verdict.unjudged) ?? 0) + 1);
  }
  return counts;
};

/** Most declarations of entry lack what most checks need: said once for all of these. */
export const unjudgedOf = (all: readonly JudgedBy[]): readonly Unjudged[] => {
  const each = all.flatMap(({ check: { id, version }, judged }) =>
    [...countsOf(judged)].map(([because, count]) => ({ because, count, check: `${id}/${version}` })),
  );
  return [...Map.groupBy(each, ({ because, count }) => `${because} ${count}`).values()].map((alike) => ({
    because: alike[0]!.because,
    count: alike[0]!.count,
    checks: alike.map(({ check }) => check),
  }));
};

/** As it stands among the hits of profiles. A block is asked about; it does not say that goods must not be loaded. */
export const hitOf = ({
  checkId,
  checkVersion,
  riskAreaCode,
  riskLevel,
  effect,
  reason,
  recommendedControl,
  count,
  cases,
  elements,
}: Finding): Hit => ({
  profileId: checkId,
  profileVersion: checkVersion,
  riskAreaCode,
  riskLevel,
  ...(recommendedControl === undefined ? {} : { recommendedControl }),
  ...(effect === 'block' ? { referralType: 'RFI' as const } : {}),
  blocks: false,
  reason: `${reason} ${cases[0]!.explanation}${count > 1 ? `; ${count - 1} more` : ''}.`.slice(0, 512),
  elements,
});
