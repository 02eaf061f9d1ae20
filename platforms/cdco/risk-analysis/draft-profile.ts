import { newId, standsFor } from '../../../shared-services/kit/call.ts';
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import { engineVersion } from './domain/engine.ts';
import {
  assertFaultless,
  auditLife,
  type LifeParts,
  personOf,
  type RequestOf,
  summaryOf,
  warningsOf,
} from './life-of-profiles.ts';
import { addStep, insertDraft, type NewDraft, readDraftOf, type StoredDraft } from './storage/profile-drafts.ts';

type Request = RequestOf<'draftProfile'>;

const differs = (reference: string) =>
  new Refusal({
    code: 'RISK_DRAFT_DIFFERS',
    status: 'conflict',
    title: `Another draft has the reference ${reference}; it stands.`,
  });

const assertSame = (earlier: StoredDraft, { reference, profileId, definition, reason }: Request): void => {
  const same = earlier.profileId === profileId && earlier.definition === definition && earlier.reason === reason;
  if (!same) throw differs(reference);
};

const write = async (transaction: Transaction, draft: NewDraft, call: OperationCall, nowMs: number) => {
  if (!(await insertDraft(transaction, draft))) return true;
  const by = personOf(call);
  const why = `No faults, by the rules of engine ${engineVersion}.`;
  await addStep(transaction, draft.draftId, { what: 'drafted', by, atMs: nowMs, why: draft.reason });
  await addStep(transaction, draft.draftId, { what: 'checked', by: { subject: 'risk-analysis' }, atMs: nowMs, why });
  return false;
};

/** What is faulty is refused, and nothing is kept of it: a draft that is there was checked. */
export const draftProfile =
  ({ store, clock, checked, overlaps }: LifeParts) =>
  async (request: Request, call: OperationCall) => {
    const draftedFor = standsFor(call);
    const earlier = await readDraftOf(store, draftedFor, request.reference);
    const { faults, warnings: told } =
      earlier === undefined ? checked(request.definition) : { faults: [], warnings: [] };
    assertFaultless(faults);
    const met = earlier === undefined ? await overlaps(request.definition, request.profileId) : [];
    const warnings = [...told, ...met];
    return store.transaction(async (transaction) => {
      const nowMs = clock.nowMs();
      const repeated =
        earlier !== undefined ||
        (await write(transaction, { ...request, draftId: newId(), draftedFor, warnings }, call, nowMs));
      const stored = (await readDraftOf(transaction, draftedFor, request.reference))!;
      assertSame(stored, request);
      auditLife(transaction, call, stored.draftId, repeated);
      return { ...summaryOf(stored, nowMs), ...warningsOf(stored) };
    });
  };
