/** When a campaign ends, or its end is brought forward, so are its profiles: none of them outlives it. */
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import { readCampaignProfiles } from './storage/campaign-profiles.ts';
import type { Ending } from './storage/profile-drafts.ts';
import { endVersions, lockEnds } from './storage/profile-versions.ts';

export const endProfilesOf = async (
  transaction: Transaction,
  campaignId: string,
  inactiveAtMs: number,
  ending: Ending,
): Promise<void> => {
  for (const { id } of await readCampaignProfiles(transaction, campaignId)) {
    const ends = await lockEnds(transaction, id);
    const lasts = ends.some((ms = Number.POSITIVE_INFINITY) => ms > inactiveAtMs);
    if (lasts) await endVersions(transaction, id, inactiveAtMs, ending);
  }
};
