import { toDay } from '../../../shared-services/kit/clock.ts';
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import type { LifeParts, RequestOf } from './life-of-profiles.ts';
import { maxExported } from './messages/profile-life.ts';
import { readerOf } from './reader.ts';
import { type ProfileRow, profileColumns } from './storage/profiles.ts';

const exported = ({ id, version, definition, reason }: ProfileRow) => ({
  profileId: id,
  profileVersion: version,
  definition,
  reason,
});

// The newest version decides: one that has ended is not replaced by an older one. One row more than a page tells of the next.
const query = `
  select * from (select distinct on (id) ${profileColumns} from profile where state = 'active' and id > $1
    order by id, version desc) newest
  where (member_state is null or member_state = $5) and (valid_to is null or valid_to::date >= $2::date) and (inactive_at is null or inactive_at > $3)
  order by id limit $4`;

/** What is drafted of it elsewhere is checked and approved there: no profile becomes active by an import. */
export const exportProfiles =
  ({ store, clock }: LifeParts) =>
  async ({ after = '' }: RequestOf<'exportProfiles'>, call: OperationCall) => {
    const { memberState } = readerOf(call);
    const nowMs = clock.nowMs();
    const now = new Date(nowMs).toISOString();
    const rows = await store.query<ProfileRow>(query, [after, toDay(nowMs), now, maxExported + 1, memberState]);
    const profiles = rows.slice(0, maxExported).map(exported);
    return {
      ...(profiles.length === 0 ? {} : { profiles }),
      ...(rows.length > maxExported ? { next: profiles.at(-1)!.profileId } : {}),
    };
  };
