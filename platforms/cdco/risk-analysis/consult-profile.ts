import { toSecond } from '../../../shared-services/kit/clock.ts';
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { isVisibleTo } from './domain/visibility.ts';
import { readerOf } from './reader.ts';
import { type ProfileRow, profileColumns } from './storage/profiles.ts';

const versionOf = (row: ProfileRow) => ({
  profileVersion: row.version,
  kind: row.kind,
  ...(row.member_state === null ? {} : { memberState: row.member_state }),
  state: row.state,
  validFrom: row.valid_from,
  ...(row.valid_to === null ? {} : { validTo: row.valid_to }),
  reason: row.reason,
  createdAt: toSecond(row.created_at.getTime()),
  definition: row.definition,
  ...(row.active_at === null ? {} : { activeAt: toSecond(row.active_at.getTime()) }),
  ...(row.inactive_at === null ? {} : { inactiveAt: toSecond(row.inactive_at.getTime()) }),
});

export const consultProfile =
  (store: Store) =>
  async ({ profileId }: { readonly profileId: string }, call: OperationCall) => {
    const { memberState } = readerOf(call);
    const all = await store.query<ProfileRow>(`select ${profileColumns} from profile where id = $1 order by version`, [
      profileId,
    ]);
    const rows = all.filter((row) => isVisibleTo(row.member_state, memberState));
    if (rows.length === 0) {
      const title = `There is no risk profile ${profileId}.`;
      throw new Refusal({ code: 'RISK_PROFILE_UNKNOWN', status: 'notFound', title });
    }
    return { profileId, versions: rows.map(versionOf) };
  };
