/** Figures of profiles by version and day. */
import type { Store, Transaction } from '../../../../../shared-services/kit/store/store.ts';
import type { FigureTally } from '../../domain/trials/figures.ts';

const addHits = (transaction: Transaction, { profiles }: FigureTally) => {
  const rows = [...profiles.values()];
  return transaction.query(
    `insert into profile_day (profile_id, version, day, hits)
     select id, version, day, hits from unnest($1::text[], $2::integer[], $3::date[], $4::bigint[])
       as given (id, version, day, hits) order by id, version, day
     on conflict (profile_id, version, day) do update set hits = profile_day.hits + excluded.hits`,
    [
      rows.map(({ profileId }) => profileId),
      rows.map(({ version }) => version),
      rows.map(({ day }) => day),
      rows.map(({ hits }) => hits),
    ],
  );
};

const addSets = (transaction: Transaction, { sets }: FigureTally) => {
  const rows = [...sets.values()];
  return transaction.query(
    `insert into assessed_day (profile_set, procedure, day, declarations, timed, timed_microseconds)
     select profile_set, procedure, day, declarations, timed, us
     from unnest($1::text[], $2::text[], $3::date[], $4::bigint[], $5::bigint[], $6::bigint[])
       as given (profile_set, procedure, day, declarations, timed, us) order by day, profile_set, procedure
     on conflict (day, profile_set, procedure) do update set
       declarations = assessed_day.declarations + excluded.declarations, timed = assessed_day.timed + excluded.timed,
       timed_microseconds = assessed_day.timed_microseconds + excluded.timed_microseconds`,
    [
      rows.map(({ profileSet }) => profileSet),
      rows.map(({ procedure }) => procedure),
      rows.map(({ day }) => day),
      rows.map(({ declarations }) => declarations),
      rows.map(({ timed }) => timed),
      rows.map(({ timedMicroseconds }) => Math.round(timedMicroseconds)),
    ],
  );
};

export const addFigures = async (transaction: Transaction, tally: FigureTally): Promise<void> => {
  if (tally.profiles.size > 0) await addHits(transaction, tally);
  if (tally.sets.size > 0) await addSets(transaction, tally);
};

/** A result of a control, for each profile that hit its declaration, on the day of the assessment. */
export const countControlled = async (
  transaction: Transaction,
  reference: string,
  isConfirmed: (riskAreaCode: string) => boolean,
): Promise<void> => {
  const [row] = await transaction.query<{ hits: string; day: string }>(
    `select hits, (assessed_at at time zone 'UTC')::date::text as day from assessment where reference = $1`,
    [reference],
  );
  if (row === undefined) return;
  const hits = JSON.parse(row.hits) as { profileId: string; profileVersion: number; riskAreaCode: string }[];
  const once = new Map(hits.map((hit) => [`${hit.profileId} ${hit.profileVersion}`, hit]));
  const inOrder = [...once].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, hit]) => hit);
  await transaction.query(
    `insert into profile_day (profile_id, version, day, controlled, confirmed)
     select id, version, $3::date, 1, confirmed from unnest($1::text[], $2::integer[], $4::integer[]) as given (id, version, confirmed)
     on conflict (profile_id, version, day) do update
       set controlled = profile_day.controlled + 1, confirmed = profile_day.confirmed + excluded.confirmed`,
    [
      inOrder.map(({ profileId }) => profileId),
      inOrder.map(({ profileVersion }) => profileVersion),
      row.day,
      inOrder.map(({ riskAreaCode }) => Number(isConfirmed(riskAreaCode))),
    ],
  );
};

export interface DayFigures {
  readonly day: string;
  readonly profileVersion: number;
  readonly evaluations: number;
  readonly hits: number;
  readonly controlled: number;
  readonly confirmed: number;
}

interface Row {
  readonly day: string;
  readonly version: number;
  readonly evaluations: string;
  readonly hits: string;
  readonly controlled: string;
  readonly confirmed: string;
}

/** Evaluations: declarations of its procedures that were held against a set which has the version. */
export const readDays = async (
  from: Pick<Store, 'query'>,
  { profileId, fromDay, toDay }: { readonly profileId: string; readonly fromDay: string; readonly toDay: string },
): Promise<DayFigures[]> => {
  const rows = await from.query<Row>(
    `with evaluated as (
       select assessed.day, made.version, sum(assessed.declarations) as evaluations
       from assessed_day assessed
       join lateral (select distinct on (id) versions::jsonb as versions from profile_set where id = assessed.profile_set) set on true
       join profile made on made.id = $1
         and set.versions @> jsonb_build_array(jsonb_build_object('id', made.id, 'version', made.version))
         and assessed.procedure = any(made.procedures)
       where assessed.day between $2::date and $3::date group by 1, 2)
     select coalesce(evaluated.day, counted.day)::text as day, coalesce(evaluated.version, counted.version) as version,
       coalesce(evaluations, 0) as evaluations, coalesce(hits, 0) as hits, coalesce(controlled, 0) as controlled,
       coalesce(confirmed, 0) as confirmed
     from evaluated full join (select * from profile_day where profile_id = $1 and day between $2::date and $3::date) counted
       on counted.day = evaluated.day and counted.version = evaluated.version
     order by 1, 2 limit 10000`,
    [profileId, fromDay, toDay],
  );
  return rows.map(({ day, version, ...counts }) => ({
    day,
    profileVersion: version,
    evaluations: Number(counts.evaluations),
    hits: Number(counts.hits),
    controlled: Number(counts.controlled),
    confirmed: Number(counts.confirmed),
  }));
};

/** Microseconds of the whole engine for a declaration, on average; undefined: none was timed. */
export const engineMicroseconds = async (
  from: Pick<Store, 'query'>,
  fromDay: string,
  toDay: string,
): Promise<number | undefined> => {
  const [row] = await from.query<{ mean: string | null }>(
    `select sum(timed_microseconds) / nullif(sum(timed), 0) as mean from assessed_day where day between $1::date and $2::date`,
    [fromDay, toDay],
  );
  return row?.mean == null ? undefined : Number(row.mean);
};
