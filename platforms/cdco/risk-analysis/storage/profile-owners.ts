/** Whose a profile is: of a Member State, or of the Union (null). */
import type { Store } from '../../../../shared-services/kit/store/store.ts';

/** Of the newest version; undefined: there is no such profile. */
export const ownerOf = async (from: Pick<Store, 'query'>, profileId: string): Promise<string | null | undefined> => {
  const [row] = await from.query<{ member_state: string | null }>(
    'select member_state from profile where id = $1 order by version desc limit 1',
    [profileId],
  );
  return row?.member_state;
};
