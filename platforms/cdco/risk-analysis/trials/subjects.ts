/** What a backtest is to try: drafts, and profiles that are there. */
import type { Store } from '../../../../shared-services/kit/store/store.ts';
import { isVisibleTo } from '../domain/visibility.ts';
import { readDraft } from '../storage/profile-drafts.ts';
import { loadNewest, parseDefinition } from '../storage/profiles.ts';
import type { TrialSubject } from '../storage/trials/backtests.ts';
import { subjectMissing } from './common.ts';
import type { TrialRequestOf } from './replies.ts';

const draftSubject = async (
  store: Store,
  memberState: string,
  draftId: string,
  position: number,
): Promise<TrialSubject> => {
  const draft = await readDraft(store, draftId);
  const parsed = draft && parseDefinition(draft.definition);
  const isThere = draft !== undefined && isVisibleTo(draft.memberState, memberState);
  if (!isThere || parsed === undefined || 'faults' in parsed) {
    throw subjectMissing(['draftIds', position], 'There is no such draft, or it cannot be read.');
  }
  const { profileId, baseVersion } = draft;
  return { draftId, profileId, profileVersion: baseVersion + 1, definition: parsed.definition };
};

const profileSubject = async (
  store: Store,
  memberState: string,
  profileId: string,
  position: number,
): Promise<TrialSubject> => {
  const newest = await loadNewest(store, profileId);
  if (newest === undefined || !isVisibleTo(newest.definition.memberState, memberState))
    throw subjectMissing(['profileIds', position], 'There is no such profile, or it cannot be read.');
  return { profileId, profileVersion: newest.version, definition: newest.definition };
};

type Request = TrialRequestOf<'startBacktest'>;

/** Of a national profile a Member State that is not its own learns nothing: its trials are not there. */
export const seesAll = (subjects: readonly TrialSubject[], memberState: string): boolean =>
  subjects.every(({ definition }) => isVisibleTo(definition.memberState, memberState));

export const subjectsOf = async (
  store: Store,
  memberState: string,
  { draftIds = [], profileIds = [] }: Request,
): Promise<TrialSubject[]> => {
  if (draftIds.length + profileIds.length === 0) throw subjectMissing([], 'Name a draft or a profile.');
  const drafts = await Promise.all(draftIds.map((id, position) => draftSubject(store, memberState, id, position)));
  return [
    ...drafts,
    ...(await Promise.all(profileIds.map((id, position) => profileSubject(store, memberState, id, position)))),
  ];
};
