/** The operations on backtests. */
import { newId, standsFor } from '../../../../shared-services/kit/call.ts';
import type { Clock } from '../../../../shared-services/kit/clock.ts';
import type { OperationCall } from '../../../../shared-services/kit/host/module.ts';
import { type Fault, Refusal } from '../../../../shared-services/kit/refusal.ts';
import type { Store } from '../../../../shared-services/kit/store/store.ts';
import { auditLife, personOf } from '../life-of-profiles.ts';
import { readDraft } from '../storage/profile-drafts.ts';
import { loadNewest, parseDefinition } from '../storage/profiles.ts';
import {
  cancel,
  insertBacktest,
  readBacktest,
  readBacktestOf,
  readBacktests,
  type StoredBacktest,
  type TrialSubject,
} from '../storage/trials/backtests.ts';
import { backtestReply, figuresReply, type TrialRequestOf, unlessEmpty } from './replies.ts';

export interface TrialParts {
  readonly store: Store;
  readonly clock: Clock;
}

export const subjectMissing = (path: readonly (string | number)[], message: string) =>
  new Refusal({
    code: 'RISK_TRIAL_SUBJECT',
    status: 'invalid',
    title: 'A draft or profile that is to be tried is not there, or none is named.',
    faults: [{ code: 'RISK_TRIAL_SUBJECT', path: path as Fault['path'], message }],
  });

export const trialUnknown = (id: string) =>
  new Refusal({ code: 'RISK_TRIAL_UNKNOWN', status: 'notFound', title: `There is no trial ${id}.` });

export const trialDiffers = (reference: string) =>
  new Refusal({
    code: 'RISK_TRIAL_DIFFERS',
    status: 'conflict',
    title: `Another trial has the reference ${reference}; it stands.`,
  });

const draftSubject = async (store: Store, draftId: string, position: number): Promise<TrialSubject> => {
  const draft = await readDraft(store, draftId);
  const parsed = draft && parseDefinition(draft.definition);
  if (draft === undefined || parsed === undefined || 'faults' in parsed) {
    throw subjectMissing(['draftIds', position], 'There is no such draft, or it cannot be read.');
  }
  const { profileId, baseVersion } = draft;
  return { draftId, profileId, profileVersion: baseVersion + 1, definition: parsed.definition };
};

const profileSubject = async (store: Store, profileId: string, position: number): Promise<TrialSubject> => {
  const newest = await loadNewest(store, profileId);
  if (newest === undefined)
    throw subjectMissing(['profileIds', position], 'There is no such profile, or it cannot be read.');
  return { profileId, profileVersion: newest.version, definition: newest.definition };
};

type Request = TrialRequestOf<'startBacktest'>;

const subjectsOf = async (store: Store, { draftIds = [], profileIds = [] }: Request): Promise<TrialSubject[]> => {
  if (draftIds.length + profileIds.length === 0) throw subjectMissing([], 'Name a draft or a profile.');
  const drafts = await Promise.all(draftIds.map((id, position) => draftSubject(store, id, position)));
  return [...drafts, ...(await Promise.all(profileIds.map((id, position) => profileSubject(store, id, position))))];
};

const sameIds = (of: StoredBacktest, { draftIds = [], profileIds = [], fromDay, toDay }: Request): boolean => {
  const wished = [...draftIds, ...profileIds].join();
  const tried = of.subjects.map(({ draftId, profileId }) => draftId ?? profileId).join();
  return wished === tried && of.fromDay === fromDay && of.toDay === toDay;
};

export const startBacktest =
  ({ store, clock }: TrialParts) =>
  async (request: Request, call: OperationCall) => {
    const startedFor = standsFor(call);
    const earlier = await readBacktestOf(store, startedFor, request.reference);
    const subjects = earlier === undefined ? await subjectsOf(store, request) : earlier.subjects;
    return store.transaction(async (transaction) => {
      const { reference, fromDay, toDay, reason } = request;
      const wished = {
        backtestId: newId(),
        startedFor,
        reference,
        subjects,
        fromDay,
        toDay,
        by: personOf(call),
        why: reason,
      };
      const isNew = await insertBacktest(transaction, { ...wished, askedAtMs: clock.nowMs() });
      const stored = (await readBacktestOf(transaction, startedFor, reference))!;
      if (!sameIds(stored, request)) throw trialDiffers(reference);
      auditLife(transaction, call, stored.backtestId, !isNew);
      return backtestReply(stored);
    });
  };

export const cancelBacktest =
  ({ store, clock }: TrialParts) =>
  async ({ backtestId }: TrialRequestOf<'cancelBacktest'>, call: OperationCall) =>
    store.transaction(async (transaction) => {
      await cancel(transaction, backtestId, clock.nowMs());
      const stored = await readBacktest(transaction, backtestId);
      if (stored === undefined) throw trialUnknown(backtestId);
      auditLife(transaction, call, backtestId, stored.state === 'done' || stored.state === 'failed');
      return backtestReply(stored);
    });

export const consultBacktest =
  ({ store }: TrialParts) =>
  async ({ backtestId }: TrialRequestOf<'consultBacktest'>) => {
    const stored = await readBacktest(store, backtestId);
    if (stored === undefined) throw trialUnknown(backtestId);
    const { subjects, tallies, by, why, fromDay, toDay } = stored;
    const figures = tallies && subjects.map((one, position) => figuresReply(one, tallies, tallies.subjects[position]!));
    return {
      ...backtestReply(stored),
      ...(fromDay === undefined ? {} : { fromDay }),
      ...(toDay === undefined ? {} : { toDay }),
      ...by,
      reason: why,
      ...unlessEmpty('figures', figures ?? []),
    };
  };

export const listBacktests =
  ({ store }: TrialParts) =>
  async ({ draftId }: TrialRequestOf<'listBacktests'>) =>
    unlessEmpty('backtests', (await readBacktests(store, draftId, 200)).map(backtestReply));
