/** What all stages said of a declaration then, made anew with the versions, the results and the knowledge of then. */
import type { Store } from '../../../shared-services/kit/store/store.ts';
import type { Hit } from './domain/hit.ts';
import { judgeByRules } from './domain/rules/judge.ts';
import { type RuleSet, ruleSetOf } from './domain/rules/rule-set.ts';
import { type Stages, type StageVersions, stagesVersion } from './domain/stages.ts';
import { type DeclaredRates, declaredRates, statisticsVersion } from './domain/statistics/declared-rates.ts';
import { summaryOf } from './domain/summary.ts';
import { watchListHits } from './domain/watch-lists/screen-declaration.ts';
import { buildScreener } from './domain/watch-lists/screener.ts';
import { inSteps } from './in-steps.ts';
import { ratesAsOf } from './learned-rates.ts';
import { replay } from './replay.ts';
import type { StoredAssessment } from './storage/assessments.ts';
import { readRulesOfSet, readSeeds } from './storage/rules.ts';
import { readBandSet } from './storage/value-bands.ts';
import { readWatchListSet } from './storage/watch-list-sets.ts';
import { loadWatchListVersions } from './storage/watch-lists.ts';
import { weighBy } from './weigh-history.ts';

const ruleSetNamed = async (store: Store, name: string): Promise<RuleSet | undefined> => {
  const rules = await readRulesOfSet(store, name);
  return rules && ruleSetOf(rules, await readSeeds(store));
};

const byWatchLists = async (
  store: Store,
  { onDate }: StoredAssessment,
  declaration: unknown,
  { watchListSet }: StageVersions,
): Promise<readonly Hit[] | undefined> => {
  const versions = await readWatchListSet(store, watchListSet);
  if (versions === undefined) return undefined;
  const screener = await inSteps(buildScreener(await loadWatchListVersions(store, versions)));
  return inSteps(watchListHits(declaration, onDate, screener));
};

/** As many results are learned again as were known then: from a snapshot before it on, or from the first. */
const ratesOfThen = async (
  store: Store,
  { procedure, stages: { statistics } }: StoredAssessment,
  declaration: unknown,
): Promise<DeclaredRates | undefined> => {
  if (statistics === undefined) return undefined;
  const { resultsLearned } = statistics;
  const rates = await ratesAsOf(store, resultsLearned);
  return inSteps(declaredRates({ declaration, procedure }, (line) => ({ ...rates.score(line), resultsLearned })));
};

/** The same rules must have made it, and the same code read them. */
const isReadable = ({ versions, statistics, credibility }: Stages): boolean =>
  versions?.stages === stagesVersion &&
  credibility !== undefined &&
  (statistics === undefined || statistics.statisticsVersion === statisticsVersion);

/**
 * Hits, scores, recommendation and stages of the stored assessment as they come out today; the rest is as stored. Undefined where
 * it is older than the versions that are kept, or was read by other code.
 */
export const replayAssessment = async (
  store: Store,
  stored: StoredAssessment,
  declaration: unknown,
): Promise<StoredAssessment | undefined> => {
  const { reference, procedure, specificCircumstance, stages } = stored;
  if (!isReadable(stages)) return undefined;
  const versions = stages.versions!;
  const rules = await ruleSetNamed(store, versions.ruleSet);
  const byProfiles = await replay(store, stored, { declaration, procedure, specificCircumstance });
  const byLists = await byWatchLists(store, stored, declaration, versions);
  if (rules === undefined || byProfiles === undefined || byLists === undefined) return undefined;
  const rates = await ratesOfThen(store, stored, declaration);
  const bands = await readBandSet(store, stages.credibility!.bandsVersion);
  const judged = judgeByRules({ reference, procedure, declaration, declaredRates: rates }, rules, bands);
  const hits = [...byProfiles, ...byLists, ...judged.hits];
  const again = { ...stored, ...summaryOf(hits), hits, stages: { ...judged.stages, versions } };
  const { registerAsked = false, known = [] } = stages.history ?? {};
  return weighBy(again, declaration, { histories: new Map(known), registerAsked }, rules.history);
};
