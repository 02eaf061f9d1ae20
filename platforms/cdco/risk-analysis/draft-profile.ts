import { newId, standsFor } from '../../../shared-services/kit/call.ts';
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import { engineVersion } from './domain/engine.ts';
import type { Step } from './domain/profile-life/life.ts';
import {
  assertFaultless,
  auditLife,
  type LifeParts,
  personOf,
  type RequestOf,
  summaryOf,
  warningsOf,
} from './life-of-profiles.ts';
import {
  addStep,
  insertDraft,
  type LifeTables,
  type NewDraft,
  readDraftOf,
  type StoredDraft,
} from './storage/profile-drafts.ts';

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

const write = async (
  transaction: Transaction,
  draft: NewDraft,
  { call, nowMs, tables }: { readonly call: OperationCall; readonly nowMs: number; readonly tables?: LifeTables },
) => {
  if (!(await insertDraft(transaction, draft, tables))) return true;
  const by = personOf(call);
  const why = `No faults, by the rules of engine ${engineVersion}.`;
  const checkedBy = { subject: 'risk-analysis' };
  const steps: readonly Step[] = [
    { what: 'drafted', by, atMs: nowMs, why: draft.reason },
    { what: 'checked', by: checkedBy, atMs: nowMs, why },
  ];
  for (const step of steps) await addStep(transaction, draft.draftId, step, undefined, tables);
  return false;
};

/** What is faulty is refused, and nothing is kept of it: a draft that is there was checked. */
export const draftProfile =
  ({ store, clock, checked, tables }: LifeParts) =>
  async (request: Request, call: OperationCall) => {
    const draftedFor = standsFor(call);
    const earlier = await readDraftOf(store, draftedFor, request.reference, tables);
    const { faults, warnings } =
      earlier === undefined ? checked(request.definition, request.profileId) : { faults: [], warnings: [] };
    assertFaultless(faults);
    return store.transaction(async (transaction) => {
      const nowMs = clock.nowMs();
      const repeated =
        earlier !== undefined ||
        (await write(
          transaction,
          { ...request, draftId: newId(), draftedFor, warnings },
          { call, nowMs, ...(tables && { tables }) },
        ));
      const stored = (await readDraftOf(transaction, draftedFor, request.reference, tables))!;
      assertSame(stored, request);
      auditLife(transaction, call, stored.draftId, repeated);
      return { ...summaryOf(stored, nowMs), ...warningsOf(stored) };
    });
  };
