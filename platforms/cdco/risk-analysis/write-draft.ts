/** One draft in a transaction: alone, or with others of an import. What it says was checked before. */
import { newId, standsFor } from '../../../shared-services/kit/call.ts';
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import { engineVersion } from './domain/engine.ts';
import type { Step } from './domain/profile-life/life.ts';
import { auditLife, personOf, type RequestOf } from './life-of-profiles.ts';
import { spanOfCampaign } from './span-of-campaign.ts';
import {
  addStep,
  insertDraft,
  type LifeTables,
  profileTables,
  readDraftOf,
  type StoredDraft,
} from './storage/profile-drafts.ts';
import { belongingOf } from './storage/profile-owners.ts';

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
    title: `Profile ${profileId} would be, or is, of another Member State, level or campaign: draft it under another id.`,
  });

const assertSame = (earlier: StoredDraft, { reference, profileId, definition, reason }: DraftWish): void => {
  const same = earlier.profileId === profileId && earlier.definition === definition && earlier.reason === reason;
  if (!same) throw differs(reference);
};

/** A national profile is drafted at home, and a profile never changes its owner: it would show what was hidden. Nor its campaign: it ends with it. */
const assertBelonging = async (transaction: Transaction, draft: StoredDraft, draftedFor: string) => {
  const { profileId, memberState, campaignId } = draft;
  if (memberState !== undefined && memberState !== draftedFor) throw elsewhere(profileId);
  const earlier = await belongingOf(transaction, profileId);
  if (earlier === undefined) return;
  const same = (earlier.memberState ?? undefined) === memberState && (earlier.campaignId ?? undefined) === campaignId;
  if (!same) throw elsewhere(profileId);
};

const addFirstSteps = async (
  transaction: Transaction,
  draftId: string,
  drafted: Omit<Step, 'what'>,
  tables: LifeTables,
) => {
  const why = `No faults, by the rules of engine ${engineVersion}.`;
  const checked = { what: 'checked', by: { subject: 'risk-analysis' }, atMs: drafted.atMs, why } as const;
  const steps: readonly Step[] = [{ ...drafted, what: 'drafted' }, checked];
  for (const step of steps) await addStep(transaction, draftId, step, undefined, tables);
};

interface Writing {
  readonly call: OperationCall;
  readonly nowMs: number;
  /** Of what it is a draft; of a profile, unless said. */
  readonly tables?: LifeTables;
}

export interface WrittenDraft {
  /** Of a repetition the one that is there. */
  readonly draft: StoredDraft;
  readonly isNew: boolean;
}

export const writeDraft = async (
  transaction: Transaction,
  wish: DraftWish,
  { call, nowMs, tables = profileTables }: Writing,
): Promise<WrittenDraft> => {
  const draftedFor = standsFor(call);
  const draftId = newId();
  const isNew = await insertDraft(transaction, { ...wish, draftId, draftedFor }, tables);
  if (isNew) await addFirstSteps(transaction, draftId, { by: personOf(call), atMs: nowMs, why: wish.reason }, tables);
  const stored = (await readDraftOf(transaction, draftedFor, wish.reference, tables))!;
  assertSame(stored, wish);
  if (isNew && tables === profileTables) {
    await assertBelonging(transaction, stored, draftedFor);
    await spanOfCampaign(transaction, stored.campaignId, nowMs);
  }
  auditLife(transaction, call, stored.draftId, !isNew);
  return { draft: stored, isNew };
};
