/** Holds a declaration against the credibility checks: one finding for each check that fails, with up to twenty of its goods items. */
import { type Scope, scopeOf } from '../scope.ts';
import { type BandTest, judgeAgainstBand, measureOf } from './against-bands.ts';
import { judgeCombination, judgeContainers, judgeMasses } from './against-itself.ts';
import type { BandSet } from './bands.ts';
import type { CheckTest } from './check.ts';
import type { CheckSet } from './check-set.ts';
import { type Finding, findingOf, note, type Tally, tallyOf, type Unjudged, unjudgedOf } from './finding.ts';
import { type Goods, goodsOf } from './goods.ts';
import { type Usual, usualBy } from './usual.ts';

export interface Credibility {
  /** Names the checks that were used. */
  readonly checkSet: string;
  readonly bandsVersion: number;
  readonly findings: readonly Finding[];
  readonly unjudged: readonly Unjudged[];
}

const judgeDeclaration = (tally: Tally, test: CheckTest, declaration: Scope): void => {
  if (test.kind === 'combination') note(tally, '', judgeCombination(test, declaration));
  if (test.kind === 'containerCheckDigit') note(tally, '', judgeContainers(declaration));
};

/** What is wrong with one measure of one item is said once: by the first check, which is the one that says most. */
const judgeMeasure = (tally: Tally, test: BandTest, goods: Goods, usual: Usual, explained: string[]): void => {
  const measure = measureOf(test);
  if (explained.includes(measure)) return;
  const before = tally.failures;
  note(tally, goods.scope.pointer, judgeAgainstBand(test, goods, usual));
  if (tally.failures > before) explained.push(measure);
};

const judgeItem = (tallies: readonly Tally[], goods: Goods, usual: Usual): void => {
  const explained: string[] = [];
  for (const tally of tallies) {
    const { test } = tally.check;
    if (test.kind === 'combination' || test.kind === 'containerCheckDigit') continue;
    if (test.kind === 'netShareOfGross') note(tally, goods.scope.pointer, judgeMasses(test, goods));
    else judgeMeasure(tally, test, goods, usual, explained);
  }
};

export interface Checked {
  readonly declaration: unknown;
  readonly procedure: string;
}

/** Cost follows the number of goods items, a microsecond or two each: failures beyond the first twenty of a check are counted only. */
export const judgeCredibility = (
  { declaration, procedure }: Checked,
  { id, checks }: CheckSet,
  bands: BandSet,
): Credibility => {
  const scope = scopeOf(declaration, procedure);
  const usual = usualBy(bands);
  const tallies = checks.filter(({ procedures }) => procedures?.includes(procedure) ?? true).map(tallyOf);
  for (const tally of tallies) judgeDeclaration(tally, tally.check.test, scope);
  for (const item of scope.counted) judgeItem(tallies, goodsOf(item), usual);
  return {
    checkSet: id,
    bandsVersion: bands.version,
    findings: tallies.flatMap(findingOf),
    unjudged: unjudgedOf(tallies),
  };
};
