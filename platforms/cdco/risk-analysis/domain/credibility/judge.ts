/** Holds a declaration against the credibility checks: one finding for each check that fails, with up to twenty of its goods items. */
import { eachOnce } from '../evidence.ts';
import type { Hit, HitElement } from '../hit.ts';
import type { RiskLevel } from '../profile.ts';
import type { RiskAreaCode } from '../risk-areas.ts';
import { type Scope, scopeOf } from '../scope.ts';
import { judgeAgainstBand, measureOf } from './against-bands.ts';
import { judgeCombination, judgeContainers, judgeMasses } from './against-itself.ts';
import type { BandSet } from './bands.ts';
import type { CheckTest, CredibilityCheck } from './check.ts';
import { type Goods, goodsOf } from './goods.ts';
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

export interface Credibility {
  readonly bandsVersion: number;
  readonly findings: readonly Finding[];
  readonly unjudged: readonly Unjudged[];
}

/** Cases of one finding that are told with their figures. */
export const maxCases = 20;

type OfDeclaration = Extract<CheckTest, { readonly kind: 'containerCheckDigit' | 'combination' }>;
type OfItem = Exclude<CheckTest, OfDeclaration>;

const isOfDeclaration = (test: CheckTest): test is OfDeclaration =>
  test.kind === 'containerCheckDigit' || test.kind === 'combination';

const judgeDeclaration = (test: OfDeclaration, declaration: Scope): Verdict =>
  test.kind === 'combination' ? judgeCombination(test, declaration) : judgeContainers(declaration);

/** What was found wrong with one measure of one item is said once: by the first check, which is the one that says most. */
const judgeItem = (test: OfItem, goods: Goods, bands: BandSet, explained: Set<string>): Verdict => {
  if (test.kind === 'netShareOfGross') return judgeMasses(test, goods);
  const measure = `${goods.pointer} ${measureOf(test)}`;
  if (explained.has(measure)) return 'passed';
  const verdict = judgeAgainstBand(test, goods, bands);
  if (isFailed(verdict)) explained.add(measure);
  return verdict;
};

interface Judged {
  readonly pointer: string;
  readonly verdict: Verdict;
}

interface JudgedBy {
  readonly check: CredibilityCheck;
  readonly judged: readonly Judged[];
}

const caseOf = (pointer: string, { explanation, band }: Failed): Case => ({
  pointer,
  explanation,
  ...(band === undefined ? {} : { band }),
});

const findingOf = (check: CredibilityCheck, judged: readonly Judged[]): readonly Finding[] => {
  const failed = judged.flatMap(({ pointer, verdict }) =>
    isFailed(verdict) ? [{ pointer, failed: verdict.failed }] : [],
  );
  if (failed.length === 0) return [];
  const { id, version, effect, riskAreaCode, riskLevel, reason, disclosure, question } = check;
  return [
    {
      ...{ checkId: id, checkVersion: version, effect, riskAreaCode, riskLevel, reason, disclosure, question },
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
const unjudgedOf = (all: readonly JudgedBy[]): readonly Unjudged[] => {
  const each = all.flatMap(({ check: { id, version }, judged }) =>
    [...countsOf(judged)].map(([because, count]) => ({ because, count, check: `${id}/${version}` })),
  );
  return [...Map.groupBy(each, ({ because, count }) => `${because} ${count}`).values()].map((alike) => ({
    because: alike[0]!.because,
    count: alike[0]!.count,
    checks: alike.map(({ check }) => check),
  }));
};

export interface Checked {
  readonly declaration: unknown;
  readonly procedure: string;
}

export const judgeCredibility = (
  { declaration, procedure }: Checked,
  checks: readonly CredibilityCheck[],
  bands: BandSet,
): Credibility => {
  const scope = scopeOf(declaration, procedure);
  const goods = scope.counted.map(goodsOf);
  const explained = new Set<string>();
  const judge = ({ test }: CredibilityCheck): readonly Judged[] =>
    isOfDeclaration(test)
      ? [{ pointer: '', verdict: judgeDeclaration(test, scope) }]
      : goods.map((one) => ({ pointer: one.pointer, verdict: judgeItem(test, one, bands, explained) }));
  const judged = checks
    .filter(({ procedures }) => procedures?.includes(procedure) ?? true)
    .map((check) => ({ check, judged: judge(check) }));
  return {
    bandsVersion: bands.version,
    findings: judged.flatMap((one) => findingOf(one.check, one.judged)),
    unjudged: unjudgedOf(judged),
  };
};

/** As it stands among the hits of profiles. A block is asked about; it does not say that goods must not be loaded. */
export const hitOf = ({
  checkId,
  checkVersion,
  riskAreaCode,
  riskLevel,
  effect,
  reason,
  count,
  cases,
  elements,
}: Finding): Hit => ({
  profileId: checkId,
  profileVersion: checkVersion,
  riskAreaCode,
  riskLevel,
  recommendedControl: 'documentary',
  ...(effect === 'block' ? { referralType: 'RFI' as const } : {}),
  blocks: false,
  reason: `${reason} ${cases[0]!.explanation}${count > 1 ? `; ${count - 1} more` : ''}.`.slice(0, 512),
  elements,
});
