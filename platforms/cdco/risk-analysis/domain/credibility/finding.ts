/** What the checks say, put together: one finding for each check that failed, and what could not be judged. */
import { eachOnce } from '../evidence.ts';
import type { Hit, HitElement } from '../hit.ts';
import type { RiskLevel } from '../profile.ts';
import type { RiskAreaCode } from '../risk-areas.ts';
import type { CredibilityCheck } from './check.ts';
import type { Because, Failed, UsedBand, Verdict } from './verdict.ts';

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

interface Told {
  readonly pointer: string;
  readonly failed: Failed;
}

/** What one check has said so far: failures counted, and the first of them explained. */
export interface Tally {
  readonly check: CredibilityCheck;
  failures: number;
  readonly told: Told[];
  readonly unjudged: Map<Because, number>;
}

export const tallyOf = (check: CredibilityCheck): Tally => ({ check, failures: 0, told: [], unjudged: new Map() });

/** @param pointer of the goods item */
export const note = (tally: Tally, pointer: string, verdict: Verdict): void => {
  if (verdict === 'passed') return;
  if (typeof verdict === 'string') {
    tally.unjudged.set(verdict, (tally.unjudged.get(verdict) ?? 0) + 1);
    return;
  }
  tally.failures += 1;
  if (tally.told.length < maxCases) tally.told.push({ pointer, failed: verdict() });
};

const caseOf = ({ pointer, failed: { explanation, band } }: Told): Case => ({
  pointer,
  explanation,
  ...(band === undefined ? {} : { band }),
});

/** None where nothing failed. */
export const findingOf = ({ check, failures, told }: Tally): readonly Finding[] => {
  if (failures === 0) return [];
  const { id, version, effect, riskAreaCode, riskLevel, reason, disclosure, question, recommendedControl } = check;
  return [
    {
      ...{ checkId: id, checkVersion: version, effect, riskAreaCode, riskLevel, reason, disclosure, question },
      ...(recommendedControl === undefined ? {} : { recommendedControl }),
      count: failures,
      cases: told.map(caseOf),
      elements: eachOnce(told.flatMap(({ failed }) => failed.elements)),
    },
  ];
};

/** Most declarations of entry lack what most checks need: said once for all of these. */
export const unjudgedOf = (tallies: readonly Tally[]): readonly Unjudged[] => {
  const each = tallies.flatMap(({ check: { id, version }, unjudged }) =>
    [...unjudged].map(([because, count]) => ({ because, count, check: `${id}/${version}` })),
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
