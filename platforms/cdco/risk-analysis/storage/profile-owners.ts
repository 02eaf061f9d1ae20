/** To whom and what a profile belongs. */
import type { Store } from '../../../../shared-services/kit/store/store.ts';

export interface Belonging {
  /** Of a national profile; null: of the Union. */
  readonly memberState: string | null;
  readonly campaignId: string | null;
}

/** Of the newest version, and so of all; undefined: there is no such profile. */
export const belongingOf = async (from: Pick<Store, 'query'>, profileId: string): Promise<Belonging | undefined> => {
  const [row] = await from.query<{ member_state: string | null; campaign_id: string | null }>(
    'select member_state, campaign_id from profile where id = $1 order by version desc limit 1',
    [profileId],
  );
  return row && { memberState: row.member_state, campaignId: row.campaign_id };
};
