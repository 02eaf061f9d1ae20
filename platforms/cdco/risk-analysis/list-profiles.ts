import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { isVisibleTo } from './domain/visibility.ts';
import { readerOf } from './reader.ts';
import { type ProfileRow, parseDefinition, profileColumns } from './storage/profiles.ts';
import { type RecentFigures, recentFigures } from './storage/trials/recent-figures.ts';

/** A version that cannot be read is listed all the same: somebody has to mend it. */
const unreadable = { title: 'cannot be read', riskAreaCode: 'SEC', riskLevel: 'critical' } as const;

const figuresOf = (recent: RecentFigures | undefined) =>
  recent && { recentHits: recent.hits, recentControlled: recent.controlled, recentConfirmed: recent.confirmed };

const summaryOf = (row: ProfileRow, recent: RecentFigures | undefined) => {
  const parsed = parseDefinition(row.definition);
  const { title, riskAreaCode, riskLevel } = 'definition' in parsed ? parsed.definition : unreadable;
  return {
    profileId: row.id,
    profileVersion: row.version,
    title,
    riskAreaCode,
    riskLevel,
    kind: row.kind,
    ...(row.member_state === null ? {} : { memberState: row.member_state }),
    state: row.state,
    validFrom: row.valid_from,
    ...(row.valid_to === null ? {} : { validTo: row.valid_to }),
    ...figuresOf(recent),
  };
};

/** A Member State sees its own profiles and those of the Union. */
export const listProfiles = (store: Store) => async (_: unknown, call: OperationCall) => {
  const { memberState } = readerOf(call);
  const rows = await store.query<ProfileRow>(
    `select distinct on (id) ${profileColumns} from profile order by id, version desc`,
  );
  const recent = await recentFigures(store);
  const seen = rows.filter((row) => isVisibleTo(row.member_state, memberState));
  const profiles = seen.map((row) => summaryOf(row, recent.get(row.id)));
  return profiles.length === 0 ? {} : { profiles };
};
