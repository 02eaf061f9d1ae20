/** Holds a declaration against the credibility checks: one finding for each check that fails, with up to twenty of its goods items. */
import { type Scope, scopeOf } from '../scope.ts';
import { judgeAgainstBand, measureOf } from './against-bands.ts';
import { judgeCombination, judgeContainers, judgeMasses } from './against-itself.ts';
import type { BandSet } from './bands.ts';
import type { CheckTest, CredibilityCheck } from './check.ts';
import { type Finding, findingOf, type Judged, type Unjudged, unjudgedOf } from './finding.ts';
import { type Goods, goodsOf } from './goods.ts';
import { isFailed, type Verdict } from './verdict.ts';

export interface Credibility {
  readonly bandsVersion: number;
  readonly findings: readonly Finding[];
  readonly unjudged: readonly Unjudged[];
}

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
