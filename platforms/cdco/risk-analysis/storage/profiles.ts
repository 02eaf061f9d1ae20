/** Profile versions in the database. */
import { toSeal } from '../../../../shared-services/kit/sealed/values.ts';
import type { Store } from '../../../../shared-services/kit/store/store.ts';
import { checkDefinition } from '../domain/check-definition.ts';
import type { Engine } from '../domain/engine.ts';
import type { ProfileKind } from '../domain/kinds.ts';
import type { Definition, Profile } from '../domain/profile.ts';
import type { TimedProfile } from '../domain/profile-life/span.ts';
import { type Said, saidBy } from './said-by-profile.ts';

export interface ProfileRow {
  readonly id: string;
  readonly version: number;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly state: string;
  readonly definition: string;
  readonly reason: string;
  readonly created_at: Date;
  readonly active_at: Date | null;
  readonly inactive_at: Date | null;
  readonly kind: ProfileKind;
  /** Null: of the Union. */
  readonly member_state: string | null;
}

export const profileColumns =
  'id, version, valid_from::text, valid_to::text, state, definition, reason, created_at, active_at, inactive_at, kind, member_state';

/** A version that cannot be read, and why. */
export interface Unreadable {
  readonly id: string;
  readonly version: number;
  readonly faults: readonly string[];
}

export interface LoadedProfiles {
  /** Those too that are approved for later, and those that have ended. */
  readonly profiles: readonly TimedProfile[];
  readonly unreadable: readonly Unreadable[];
}

export const parseDefinition = (text: string): { definition: Definition } | { faults: readonly string[] } => {
  try {
    const definition: unknown = JSON.parse(text);
    const faults = checkDefinition(definition);
    return faults.length > 0 ? { faults } : { definition: definition as Definition };
  } catch {
    return { faults: ['the definition is not JSON'] };
  }
};

const timed = (row: ProfileRow, definition: Definition): TimedProfile => ({
  profile: {
    id: row.id,
    version: row.version,
    validFrom: row.valid_from,
    ...(row.valid_to === null ? {} : { validTo: row.valid_to }),
    definition,
  },
  fromMs: row.active_at?.getTime() ?? Number.NEGATIVE_INFINITY,
  untilMs: row.inactive_at?.getTime() ?? Number.POSITIVE_INFINITY,
});

const sortOut = (rows: readonly ProfileRow[]): LoadedProfiles => {
  const profiles: TimedProfile[] = [];
  const unreadable: Unreadable[] = [];
  for (const row of rows) {
    const parsed = parseDefinition(row.definition);
    if ('faults' in parsed) unreadable.push({ id: row.id, version: row.version, faults: parsed.faults });
    else profiles.push(timed(row, parsed.definition));
  }
  return { profiles, unreadable };
};

export const currentRevision = async (store: Store): Promise<string> => {
  const [row] = await store.query<{ revision: string }>('select revision from profile_revision');
  return row?.revision ?? '0';
};

/** All active versions. */
export const loadProfiles = async (store: Store): Promise<LoadedProfiles> =>
  sortOut(
    await store.query<ProfileRow>(`select ${profileColumns} from profile where state = 'active' order by id, version`),
  );

/** The newest version of a profile, whether it is active yet or not; undefined: there is none that can be read. */
export const loadNewest = async (from: Pick<Store, 'query'>, id: string): Promise<Profile | undefined> => {
  const rows = await from.query<ProfileRow>(
    `select ${profileColumns} from profile where id = $1 order by version desc limit 1`,
    [id],
  );
  return sortOut(rows).profiles[0]?.profile;
};

export interface ChangedProfiles extends LoadedProfiles {
  readonly ids: readonly string[];
}

/** All active versions of the profiles that have changed since a revision. */
export const loadChanged = async (store: Store, sinceRevision: string): Promise<ChangedProfiles> => {
  const rows = await store.query<ProfileRow>(
    `select ${profileColumns} from profile
     where id in (select id from profile where revision > $1) order by id, version`,
    [sinceRevision],
  );
  const active = rows.filter(({ state }) => state === 'active');
  return { ...sortOut(active), ids: [...new Set(rows.map(({ id }) => id))] };
};

/** Writes profiles into an empty table; where there is one already, nothing happens. */
export const seedWhenEmpty = async (store: Store, profiles: readonly Profile[]): Promise<void> => {
  const said = profiles.map(({ definition }) => saidBy(JSON.stringify(definition)));
  const each = (read: (one: Said) => string | null) => said.map(read);
  await store.query(
    `insert into profile (id, version, valid_from, valid_to, state, definition, reason, kind, member_state,
       campaign_id, procedures)
     select id, version, valid_from, valid_to, 'active', definition, 'Seeded example; invented.', kind, member_state,
       campaign_id, string_to_array(procedures, ',')
     from unnest($1::text[], $2::integer[], $3::date[], $4::date[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
       as given (id, version, valid_from, valid_to, definition, kind, member_state, campaign_id, procedures)
     where not exists (select from profile)
     on conflict do nothing`,
    [
      profiles.map(({ id }) => id),
      profiles.map(({ version }) => version),
      profiles.map(({ validFrom }) => validFrom),
      profiles.map(({ validTo }) => validTo ?? null),
      profiles.map(({ id, version, definition }) =>
        toSeal('profile.definition', [id, version], JSON.stringify(definition)),
      ),
      each(({ kind }) => kind),
      each(({ memberState }) => memberState),
      each(({ campaignId }) => campaignId),
      each(({ procedures }) => procedures.join(',')),
    ],
  );
};

/** So that an assessment can be explained later, when the profiles are others. */
export const recordProfileSet = async (store: Store, engine: Engine, engineVersion: string): Promise<void> => {
  const versions = engine.profiles.map(({ id, version, validFrom, validTo }) => ({ id, version, validFrom, validTo }));
  await store.query(
    'insert into profile_set (id, engine_version, versions) values ($1, $2, $3) on conflict do nothing',
    [engine.profileSet, engineVersion, JSON.stringify(versions)],
  );
};

interface RecordedVersion {
  readonly id: string;
  readonly version: number;
  readonly validFrom: string;
  readonly validTo?: string;
}

/**
 * The versions of a set as they were then: with the validity that each had, whatever was closed since. Undefined: there is no
 * such set, or it was recorded before validities were.
 */
export const loadProfileSet = async (
  store: Store,
  profileSet: string,
  engineVersion: string,
): Promise<readonly Profile[] | undefined> => {
  const [set] = await store.query<{ versions: string }>(
    'select versions from profile_set where id = $1 and engine_version = $2',
    [profileSet, engineVersion],
  );
  const recorded = JSON.parse(set?.versions ?? '[]') as RecordedVersion[];
  if (recorded.length === 0 || recorded.some(({ validFrom }) => validFrom === undefined)) return undefined;
  const rows = await store.query<{ id: string; version: number; definition: string }>(
    `select id, version, definition from profile
     where (id, version) in (select * from unnest($1::text[], $2::integer[]))`,
    [recorded.map(({ id }) => id), recorded.map(({ version }) => version)],
  );
  const definitions = new Map(rows.map(({ id, version, definition }) => [`${id} ${version}`, definition]));
  return recorded.map((one) => ({
    ...one,
    definition: JSON.parse(definitions.get(`${one.id} ${one.version}`)!) as Definition,
  }));
};
