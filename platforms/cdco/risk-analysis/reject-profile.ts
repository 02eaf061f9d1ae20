import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { decideDraft } from './decide-draft.ts';
import type { LifeParts, RequestOf } from './life-of-profiles.ts';

/** By whoever drafted it, too: a draft is withdrawn so. */
export const rejectProfile =
  (parts: LifeParts) =>
  ({ draftId, reason }: RequestOf<'rejectProfile'>, call: OperationCall) =>
    decideDraft(parts, { draftId, what: 'rejected', why: reason, follow: async () => undefined }, call);
