import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import { endedCampaign } from './campaign-refusals.ts';
import { decideDraft } from './decide-draft.ts';
import { assertFaultless, type LifeParts, type RequestOf, wishedInstant } from './life-of-profiles.ts';
import { spanOfCampaign } from './span-of-campaign.ts';
import { insertVersion } from './storage/profile-versions.ts';
import { assertTried } from './trials/rules.ts';

const outdated = (profileId: string) =>
  new Refusal({
    code: 'RISK_DRAFT_OUTDATED',
    status: 'conflict',
    title: `Profile ${profileId} has another newest version than when this was drafted: draft it anew.`,
  });

/** Four eyes. Checked once more: codes may have ended since it was drafted. */
export const approveProfile =
  (parts: LifeParts) =>
  ({ draftId, activeAt, reason, crisisReason }: RequestOf<'approveProfile'>, call: OperationCall) =>
    decideDraft(
      parts,
      {
        draftId,
        what: 'approved',
        why: reason,
        follow: async (transaction, draft, nowMs) => {
          assertFaultless(parts.checked(draft.definition, draft.profileId).faults);
          await assertTried(transaction, draftId, crisisReason);
          const { fromMs, untilMs } = await spanOfCampaign(transaction, draft.campaignId, nowMs);
          const activeAtMs = Math.max(fromMs, wishedInstant(nowMs, activeAt, 'activeAt'));
          if (activeAtMs >= untilMs) throw endedCampaign(draft.campaignId!);
          const made = await insertVersion(transaction, draft, { fromMs: activeAtMs, untilMs }, parts.tables);
          if (!made) throw outdated(draft.profileId);
          return draft.baseVersion + 1;
        },
      },
      call,
    );
