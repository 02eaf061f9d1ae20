/** Engines of what is tried, and of the live profiles beside it. */
import type { Store } from '../../../../shared-services/kit/store/store.ts';
import { compileProfiles, type Engine } from '../domain/engine.ts';
import { measureTraffic } from '../domain/matching/measured-traffic.ts';
import { usualTraffic } from '../domain/matching/traffic.ts';
import type { Definition } from '../domain/profile.ts';
import { heldAt } from '../domain/profile-life/span.ts';
import { loadProfiles } from '../storage/profiles.ts';
import { recentDeclared } from '../storage/trials/blocks.ts';

/** In force on every day; their ids are T and their position: two drafts of one profile may be tried together. */
export const trialEngine = (definitions: readonly Definition[]): Engine =>
  compileProfiles(
    definitions.map((definition, position) => ({
      id: `T${position}`,
      version: 1,
      validFrom: '0001-01-01',
      definition,
    })),
  );

const enoughToMeasure = 100;

export const liveEngineBeside = async (store: Store): Promise<Engine> => {
  const { profiles } = await loadProfiles(store);
  const recent = await recentDeclared(store, 512);
  const traffic = recent.length < enoughToMeasure ? usualTraffic : measureTraffic(recent);
  return compileProfiles(heldAt(profiles, Date.now()), traffic);
};
