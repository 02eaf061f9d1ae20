/** Profiles of campaigns. */
import type { Store } from '../../../../shared-services/kit/store/store.ts';
import { type ProfileRow, profileColumns } from './profiles.ts';

/** The newest version of each, approved ones alone. */
export const readCampaignProfiles = (from: Pick<Store, 'query'>, campaignId: string): Promise<ProfileRow[]> =>
  from.query<ProfileRow>(
    `select distinct on (id) ${profileColumns} from profile where campaign_id = $1 order by id, version desc`,
    [campaignId],
  );
