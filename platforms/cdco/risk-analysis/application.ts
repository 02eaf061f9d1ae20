import { implement } from '../../../shared-services/kit/host/module.ts';
import { assess } from './assess.ts';
import { assessMany } from './assess-many.ts';
import { consultAssessment } from './consult-assessment.ts';
import { consultProfile } from './consult-profile.ts';
import { contract } from './contract.ts';
import { seedProfiles } from './domain/seed-profiles.ts';
import { seedWatchLists } from './domain/watch-lists/seed-watch-lists.ts';
import { importWatchList } from './import-watch-list.ts';
import { listProfiles } from './list-profiles.ts';
import { listWatchLists } from './list-watch-lists.ts';
import { createLiveEngine } from './live-engine.ts';
import { createLiveWatchLists } from './live-watch-lists.ts';
import { screenParties } from './screen-parties.ts';

export default implement(contract, import.meta.dirname, ({ store, clock, log }) => {
  const engine = createLiveEngine({ store, log, seeds: seedProfiles });
  const watchLists = createLiveWatchLists({ store, clock, log, seeds: seedWatchLists });
  const parts = { store, engine, watchLists, clock };
  return {
    handlers: {
      assess: assess(parts),
      assessMany: assessMany(parts),
      consultAssessment: consultAssessment(store),
      listProfiles: listProfiles(store),
      consultProfile: consultProfile(store),
      importWatchList: importWatchList(parts),
      listWatchLists: listWatchLists(store),
      screenParties: screenParties(watchLists),
    },
    ready: async () => {
      await engine.ready();
      await watchLists.ready();
    },
    stop: async () => {
      await engine.stop();
      await watchLists.stop();
    },
  };
});
