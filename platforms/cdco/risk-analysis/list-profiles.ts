import type { Store } from '../../../shared-services/kit/store/store.ts';
import { type ProfileRow, parseDefinition, profileColumns } from './storage/profiles.ts';

/** A version that cannot be read is listed all the same: somebody has to mend it. */
const unreadable = { title: 'cannot be read', riskAreaCode: 'SEC', riskLevel: 'critical' } as const;

const summaryOf = (row: ProfileRow) => {
  const parsed = parseDefinition(row.definition);
  const { title, riskAreaCode, riskLevel } = 'definition' in parsed ? parsed.definition : unreadable;
  return {
    profileId: row.id,
    profileVersion: row.version,
    title,
    riskAreaCode,
    riskLevel,
    state: row.state,
    validFrom: row.valid_from,
    ...(row.valid_to === null ? {} : { validTo: row.valid_to }),
  };
};

export const listProfiles = (store: Store) => async () => {
  const rows = await store.query<ProfileRow>(
    `select distinct on (id) ${profileColumns} from profile order by id, version desc`,
  );
  return rows.length === 0 ? {} : { profiles: rows.map(summaryOf) };
};
