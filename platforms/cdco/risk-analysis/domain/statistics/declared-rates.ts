/** Expected hit rates of the goods items of a declaration, with what they stand on. */
import { declaredAt } from '../credibility/goods.ts';
import type { HitElement } from '../hit.ts';
import { type DeclaredLine, declaredLines } from './declared-lines.ts';
import { type Ground, groundsOf } from './explanation.ts';
import type { Score } from './hit-rates.ts';
import type { Line } from './line.ts';

/** Rules by which rates are made of results. Another version gives other rates of the same results. */
export const statisticsVersion = '1';

export interface DeclaredRate {
  /** Of the goods item. */
  readonly pointer: string;
  /** 0 to 1. */
  readonly expectedHitRate: number;
  readonly grounds: readonly ToldGround[];
  readonly element?: HitElement;
}

export type ToldGround = Omit<Ground, 'combination'>;

export interface DeclaredRates {
  readonly statisticsVersion: string;
  /** Number of the last result that all rates are made of. */
  readonly resultsLearned: number;
  readonly overallRate: number;
  /** Goods items of the declaration. */
  readonly items: number;
  /** The highest first; all of them. */
  readonly rates: readonly DeclaredRate[];
}

export interface Scored extends Score {
  readonly resultsLearned: number;
}

/** Goods items whose rates are told and kept. */
export const mostTold = 20;
const mostGrounds = 3;
const withAllGrounds = 3;
/** Different lines between which others may be attended to: about a millisecond. */
const step = 20;

const rateOf = ({ goods }: DeclaredLine, score: Scored): DeclaredRate => {
  const [element] = declaredAt(goods, ['heading']);
  return {
    pointer: goods.scope.pointer,
    expectedHitRate: score.expectedHitRate,
    grounds: groundsOf(score, mostGrounds).map(({ combination: _, ...told }) => told),
    ...(element === undefined ? {} : { element }),
  };
};

/** In steps. Lines that are alike are scored once. Undefined where there are no goods, or nothing was learned yet. */
export function* declaredRates(
  { declaration, procedure }: { readonly declaration: unknown; readonly procedure: string },
  score: (line: Line) => Scored,
): Generator<void, DeclaredRates | undefined> {
  const scores = new Map<string, Scored>();
  const rates: DeclaredRate[] = [];
  let newest: Scored | undefined;
  for (const declared of declaredLines(declaration, procedure)) {
    const key = JSON.stringify(declared.line);
    const known = scores.get(key);
    const scored = known ?? score(declared.line);
    if (scored.resultsLearned === 0) return undefined;
    if (known === undefined && scores.set(key, scored).size % step === 0) yield;
    rates.push(rateOf(declared, scored));
    newest = scored;
  }
  if (newest === undefined) return undefined;
  const { resultsLearned, overallRate } = newest;
  const inOrder = rates.toSorted((a, b) => b.expectedHitRate - a.expectedHitRate);
  return { statisticsVersion, resultsLearned, overallRate, items: rates.length, rates: inOrder };
}

/** As it is kept with an assessment: the highest with all their grounds, the others with the greatest one. */
export const toldRates = (of: DeclaredRates): DeclaredRates => ({
  ...of,
  rates: of.rates
    .slice(0, mostTold)
    .map((one, at) => (at < withAllGrounds ? one : { ...one, grounds: one.grounds.slice(0, 1) })),
});
