/** What an assessment of then says today: the same, if the declaration is the same. */
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { compileProfiles, engineVersion, type Subject } from './domain/engine.ts';
import type { Hit } from './domain/hit.ts';
import type { StoredAssessment } from './storage/assessments.ts';
import { loadProfileSet } from './storage/profiles.ts';

export type Of = Pick<StoredAssessment, 'profileSet' | 'engineVersion' | 'onDate'>;

/** Undefined where the versions, or the rules by which they were read, are not at hand any more. */
export const replay = async (store: Store, of: Of, subject: Subject): Promise<readonly Hit[] | undefined> => {
  if (of.engineVersion !== engineVersion) return undefined;
  const profiles = await loadProfileSet(store, of.profileSet, of.engineVersion);
  return profiles === undefined ? undefined : compileProfiles(profiles).assess(subject, of.onDate);
};
