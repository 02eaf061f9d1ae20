import { standsFor } from '../../../shared-services/kit/call.ts';
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { assertFaultless, type LifeParts, type RequestOf, summaryOf, warningsOf } from './life-of-profiles.ts';
import { readDraftOf } from './storage/profile-drafts.ts';
import { writeDraft } from './write-draft.ts';

/** What is faulty is refused, and nothing is kept of it: a draft that is there was checked. */
export const draftProfile =
  ({ store, clock, checked, overlaps, tables }: LifeParts) =>
  async (request: RequestOf<'draftProfile'>, call: OperationCall) => {
    const earlier = await readDraftOf(store, standsFor(call), request.reference, tables);
    const { faults, warnings: told } =
      earlier === undefined ? checked(request.definition, request.profileId) : { faults: [], warnings: [] };
    assertFaultless(faults);
    const met = earlier === undefined ? await overlaps(request.definition, standsFor(call), request.profileId) : [];
    const warnings = [...told, ...met];
    return store.transaction(async (transaction) => {
      const nowMs = clock.nowMs();
      const { draft: stored } = await writeDraft(
        transaction,
        { ...request, warnings },
        { call, nowMs, ...(tables && { tables }) },
      );
      return { ...summaryOf(stored, nowMs), ...warningsOf(stored) };
    });
  };
