/** One draft in a transaction: alone, or with others of an import. What it says was checked before. */
import { newId, standsFor } from '../../../shared-services/kit/call.ts';
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import { engineVersion } from './domain/engine.ts';
import type { Step } from './domain/profile-life/life.ts';
import { auditLife, personOf, type RequestOf } from './life-of-profiles.ts';
import { addStep, insertDraft, readDraftOf, type StoredDraft } from './storage/profile-drafts.ts';
import { ownerOf } from './storage/profile-owners.ts';

export interface DraftWish extends RequestOf<'draftProfile'> {
  readonly warnings: readonly string[];
}

const differs = (reference: string) =>
  new Refusal({
    code: 'RISK_DRAFT_DIFFERS',
    status: 'conflict',
    title: `Another draft has the reference ${reference}; it stands.`,
  });

const elsewhere = (profileId: string) =>
  new Refusal({
    code: 'RISK_PROFILE_ELSEWHERE',
    status: 'forbidden',
    title: `Profile ${profileId} would be, or is, of another Member State, or of another level: draft it under another id.`,
  });

const assertSame = (earlier: StoredDraft, { reference, profileId, definition, reason }: DraftWish): void => {
  const same = earlier.profileId === profileId && earlier.definition === definition && earlier.reason === reason;
  if (!same) throw differs(reference);
};

/** A national profile is drafted at home, and a profile never changes its owner: it would show what was hidden. */
const assertLevel = async (transaction: Transaction, { profileId, memberState }: StoredDraft, draftedFor: string) => {
  if (memberState !== undefined && memberState !== draftedFor) throw elsewhere(profileId);
  const owner = await ownerOf(transaction, profileId);
  if (owner !== undefined && (owner ?? undefined) !== memberState) throw elsewhere(profileId);
};

const addFirstSteps = async (transaction: Transaction, draftId: string, drafted: Omit<Step, 'what'>) => {
  const why = `No faults, by the rules of engine ${engineVersion}.`;
  await addStep(transaction, draftId, { ...drafted, what: 'drafted' });
  await addStep(transaction, draftId, { what: 'checked', by: { subject: 'risk-analysis' }, atMs: drafted.atMs, why });
};

/** Of a repetition the draft that is there. */
export const writeDraft = async (
  transaction: Transaction,
  wish: DraftWish,
  call: OperationCall,
  nowMs: number,
): Promise<StoredDraft> => {
  const draftedFor = standsFor(call);
  const draftId = newId();
  const isNew = await insertDraft(transaction, { ...wish, draftId, draftedFor });
  if (isNew) await addFirstSteps(transaction, draftId, { by: personOf(call), atMs: nowMs, why: wish.reason });
  const stored = (await readDraftOf(transaction, draftedFor, wish.reference))!;
  assertSame(stored, wish);
  if (isNew) await assertLevel(transaction, stored, draftedFor);
  auditLife(transaction, call, stored.draftId, !isNew);
  return stored;
};
