import { implement } from '../../../shared-services/kit/host/module.ts';
import { assess } from './assess.ts';
import { assessMany } from './assess-many.ts';
import { checkProfile } from './check-profile.ts';
import { consultAssessment } from './consult-assessment.ts';
import { consultProfile } from './consult-profile.ts';
import { contract } from './contract.ts';
import { seedProfiles } from './domain/seed-profiles.ts';
import { estimateHitRate } from './estimate-hit-rate.ts';
import { importValueBands } from './import-value-bands.ts';
import { listProfiles } from './list-profiles.ts';
import { createLiveBands } from './live-bands.ts';
import { createLiveEngine } from './live-engine.ts';
import { createLiveStatistics } from './live-statistics.ts';
import { createOperatorStanding } from './operator-standing.ts';
import { recordControlResult } from './record-control-result.ts';

export default implement(contract, import.meta.dirname, ({ store, calls, clock, log, codeLists }) => {
  const engine = createLiveEngine({ store, clock, log, seeds: seedProfiles });
  const statistics = createLiveStatistics({ store, log });
  const bands = createLiveBands(store, log);
  const parts = { store, engine, bands, operators: createOperatorStanding(calls, clock, log), clock };
  return {
    handlers: {
      assess: assess(parts),
      assessMany: assessMany(parts),
      consultAssessment: consultAssessment(store),
      listProfiles: listProfiles(store),
      consultProfile: consultProfile(store),
      checkProfile: checkProfile({ codeLists, clock }, engine),
      recordControlResult: recordControlResult(store),
      estimateHitRate: estimateHitRate(statistics),
      importValueBands: importValueBands(store, clock),
    },
    ready: async () => {
      await engine.ready();
      await statistics.ready();
      await bands.ready();
    },
    stop: async () => {
      await engine.stop();
      await statistics.stop();
      await bands.stop();
    },
  };
});
