import { implement } from '../../../shared-services/kit/host/module.ts';
import { createSealing } from '../../../shared-services/kit/sealed/keeping.ts';
import { approveProfile } from './approve-profile.ts';
import { approveRule } from './approve-rule.ts';
import { assess } from './assess.ts';
import { assessMany } from './assess-many.ts';
import { checkProfile, createChecker } from './check-profile.ts';
import { compareSelection } from './compare-selection.ts';
import { consultAssessment } from './consult-assessment.ts';
import { consultCampaign } from './consult-campaign.ts';
import { consultDeclaration } from './consult-declaration.ts';
import { consultDraft } from './consult-draft.ts';
import { consultProfile } from './consult-profile.ts';
import { consultRule } from './consult-rule.ts';
import { consultRuleDraft } from './consult-rule-draft.ts';
import { contract } from './contract.ts';
import { createCampaign } from './create-campaign.ts';
import { describeVocabulary } from './describe-vocabulary.ts';
import { seedProfiles } from './domain/seed-profiles.ts';
import { seedWatchLists } from './domain/watch-lists/seed-watch-lists.ts';
import { draftProfile } from './draft-profile.ts';
import { draftRule } from './draft-rule.ts';
import { endCampaign } from './end-campaign.ts';
import { estimateHitRate } from './estimate-hit-rate.ts';
import { exportProfiles } from './export-profiles.ts';
import { importDecisionTable } from './import-decision-table.ts';
import { importProfiles } from './import-profiles.ts';
import { importValueBands } from './import-value-bands.ts';
import { importWatchList } from './import-watch-list.ts';
import { lifeOfRules } from './life-of-rules.ts';
import { listCampaigns } from './list-campaigns.ts';
import { listDrafts } from './list-drafts.ts';
import { listProfiles } from './list-profiles.ts';
import { listRuleDrafts } from './list-rule-drafts.ts';
import { listRules } from './list-rules.ts';
import { listWatchLists } from './list-watch-lists.ts';
import { createLiveBands } from './live-bands.ts';
import { createLiveEngine } from './live-engine.ts';
import { createLiveRules } from './live-rules.ts';
import { createLiveStatistics } from './live-statistics.ts';
import { createLiveWatchLists } from './live-watch-lists.ts';
import { createOperatorStanding } from './operator-standing.ts';
import { recordControlResult } from './record-control-result.ts';
import { rejectProfile } from './reject-profile.ts';
import { rejectRule } from './reject-rule.ts';
import { retireProfile } from './retire-profile.ts';
import { retireRule } from './retire-rule.ts';
import { reviewCampaign } from './review-campaign.ts';
import { screenParties } from './screen-parties.ts';
import { searchAssessments } from './search-assessments.ts';
import { sealedPlaces } from './storage/sealed-places.ts';
import { createSweep } from './sweep.ts';
import { createTrials } from './trials/create-trials.ts';

export default implement(contract, import.meta.dirname, (given) => {
  const { calls, clock, log, codeLists, counted, gauge, sealingKey } = given;
  const sealing = createSealing({ store: given.store, places: sealedPlaces, key: sealingKey, log, gauge });
  const { store } = sealing;
  const engine = createLiveEngine({ store, clock, log, seeds: seedProfiles });
  const checked = createChecker({ codeLists, clock }, engine);
  const trials = createTrials({ store, clock, log, counted }, engine);
  const life = { store, clock, checked, overlaps: trials.overlaps };
  const ruleLife = lifeOfRules({ store, clock, codeLists });
  const statistics = createLiveStatistics({ store, log });
  const bands = createLiveBands(store, log);
  const watchLists = createLiveWatchLists({ store, clock, log, seeds: seedWatchLists });
  const rules = createLiveRules({ store, clock, log });
  const operators = createOperatorStanding(calls, clock, log);
  const sweep = createSweep({ store, clock, log });
  const parts = { store, engine, bands, watchLists, operators, statistics, rules, clock };
  return {
    handlers: {
      assess: trials.followed(assess(parts)),
      assessMany: trials.followedMany(assessMany(parts)),
      consultAssessment: consultAssessment(store),
      consultDeclaration: consultDeclaration(store),
      searchAssessments: searchAssessments(store),
      describeVocabulary,
      listProfiles: listProfiles(store),
      consultProfile: consultProfile(store),
      checkProfile: checkProfile(checked, trials.overlaps),
      draftProfile: draftProfile(life),
      approveProfile: approveProfile(life),
      rejectProfile: rejectProfile(life),
      retireProfile: retireProfile(life),
      listDrafts: listDrafts(life),
      consultDraft: consultDraft(life),
      exportProfiles: exportProfiles(life),
      recordControlResult: recordControlResult(store, trials.metrics),
      importProfiles: importProfiles(life),
      importDecisionTable: importDecisionTable(life),
      createCampaign: createCampaign(life),
      reviewCampaign: reviewCampaign(life),
      endCampaign: endCampaign(life),
      listCampaigns: listCampaigns(life),
      consultCampaign: consultCampaign(life),
      listRules: listRules(store, clock),
      consultRule: consultRule(store, clock),
      draftRule: draftRule(ruleLife),
      approveRule: approveRule(ruleLife),
      rejectRule: rejectRule(ruleLife),
      retireRule: retireRule(ruleLife),
      listRuleDrafts: listRuleDrafts(ruleLife),
      consultRuleDraft: consultRuleDraft(ruleLife),
      estimateHitRate: estimateHitRate(statistics),
      compareSelection: compareSelection(store),
      importValueBands: importValueBands(store, clock),
      importWatchList: importWatchList(parts),
      listWatchLists: listWatchLists(store),
      screenParties: screenParties(watchLists),
      ...trials.handlers,
    },
    ready: async () => {
      await sealing.ready();
      await engine.ready();
      await statistics.ready();
      await bands.ready();
      await rules.ready();
      await watchLists.ready();
      await trials.ready();
      sweep.start();
    },
    stop: async () => {
      await sealing.stop();
      await sweep.stop();
      await trials.stop();
      await engine.stop();
      await statistics.stop();
      await bands.stop();
      await rules.stop();
      await watchLists.stop();
    },
  };
});
