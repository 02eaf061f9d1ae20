/** Figures of shadow runs: every process adds what it has seen since it last did. */
import type { Store, Transaction } from '../../../../../shared-services/kit/store/store.ts';
import { mostSamples, type Sample } from '../../domain/trials/sampling.ts';
import type { ShadowTally } from '../../domain/trials/shadow-tally.ts';

const hourOf = (hour: number): string => new Date(hour * 3_600_000).toISOString();

const addHours = (transaction: Transaction, shadowRunId: string, { hours }: ShadowTally) => {
  const rows = [...hours.values()];
  return transaction.query(
    `insert into shadow_hour (shadow_run_id, hour, office, evaluated, hits)
     select $1::uuid, hour, office, evaluated, hits
     from unnest($2::timestamptz[], $3::text[], $4::bigint[], $5::bigint[]) as given (hour, office, evaluated, hits)
     order by hour, office
     on conflict (shadow_run_id, hour, office) do update
       set evaluated = shadow_hour.evaluated + excluded.evaluated, hits = shadow_hour.hits + excluded.hits`,
    [
      shadowRunId,
      rows.map(({ hour }) => hourOf(hour)),
      rows.map(({ office }) => office),
      rows.map(({ evaluated }) => evaluated),
      rows.map(({ hits }) => hits),
    ],
  );
};

const addOverlaps = (transaction: Transaction, shadowRunId: string, { live }: ShadowTally) => {
  const rows = [...live];
  return transaction.query(
    `insert into shadow_overlap (shadow_run_id, profile_id, both_hit, live_hit)
     select $1::uuid, profile_id, both_hit, live_hit
     from unnest($2::text[], $3::bigint[], $4::bigint[]) as given (profile_id, both_hit, live_hit)
     order by profile_id
     on conflict (shadow_run_id, profile_id) do update
       set both_hit = shadow_overlap.both_hit + excluded.both_hit, live_hit = shadow_overlap.live_hit + excluded.live_hit`,
    [shadowRunId, rows.map(([id]) => id), rows.map(([, { both }]) => both), rows.map(([, { hits }]) => hits)],
  );
};

const addSamples = (transaction: Transaction, shadowRunId: string, { samples }: ShadowTally, nowMs: number) =>
  transaction.query(
    `insert into shadow_sample (shadow_run_id, declaration_reference, seen_at, pointers, member_states)
     select $1::uuid, reference, $4, pointers, concerned
     from unnest($2::text[], $3::text[], $6::text[]) as given (reference, pointers, concerned)
     where (select count(*) from shadow_sample where shadow_run_id = $1::uuid) < $5
     on conflict do nothing`,
    [
      shadowRunId,
      samples.map(({ reference }) => reference),
      samples.map(({ pointers }) => JSON.stringify(pointers)),
      new Date(nowMs).toISOString(),
      // The newest of a process that adds may be some more than are shown.
      mostSamples,
      samples.map(({ memberStates }) => memberStates.join(' ')),
    ],
  );

/** In one transaction: what was added is not added again. */
export const addShadowFigures = async (transaction: Transaction, id: string, tally: ShadowTally, nowMs: number) => {
  await transaction.query(
    `update shadow_run set evaluated = evaluated + $2, hits = hits + $3, alone = alone + $4, dropped = dropped + $5,
       failed = failed + $6 where shadow_run_id = $1`,
    [id, tally.evaluated, tally.hits, tally.alone, tally.dropped, tally.failed],
  );
  if (tally.hours.size > 0) await addHours(transaction, id, tally);
  if (tally.live.size > 0) await addOverlaps(transaction, id, tally);
  if (tally.samples.length > 0) await addSamples(transaction, id, tally, nowMs);
};

type Queries = Pick<Store, 'query'>;

export interface ShadowCount {
  readonly name: string;
  readonly evaluated: number;
  readonly hits: number;
}

interface CountRow {
  readonly name: string;
  readonly evaluated: string;
  readonly hits: string;
}

const countOf = ({ name, evaluated, hits }: CountRow): ShadowCount => ({
  name,
  evaluated: Number(evaluated),
  hits: Number(hits),
});

export const hoursOf = async (from: Queries, shadowRunId: string): Promise<ShadowCount[]> =>
  (
    await from.query<CountRow>(
      `select to_char(hour at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as name, sum(evaluated) as evaluated,
         sum(hits) as hits from shadow_hour where shadow_run_id = $1 group by hour order by hour limit 720`,
      [shadowRunId],
    )
  ).map(countOf);

export const officesOf = async (from: Queries, shadowRunId: string): Promise<ShadowCount[]> =>
  (
    await from.query<CountRow>(
      `select office as name, sum(evaluated) as evaluated, sum(hits) as hits from shadow_hour where shadow_run_id = $1
       group by office order by sum(hits) desc, office limit 100`,
      [shadowRunId],
    )
  ).map(countOf);

export const overlapsOf = async (from: Queries, shadowRunId: string) =>
  (
    await from.query<{ profile_id: string; both_hit: string; live_hit: string }>(
      `select profile_id, both_hit, live_hit from shadow_overlap where shadow_run_id = $1 and both_hit > 0
       order by both_hit desc, profile_id limit 20`,
      [shadowRunId],
    )
  ).map((row) => ({ profileId: row.profile_id, bothHit: Number(row.both_hit), liveHit: Number(row.live_hit) }));

export const samplesOf = async (from: Queries, shadowRunId: string): Promise<Sample[]> =>
  (
    await from.query<{ declaration_reference: string; pointers: string; member_states: string }>(
      'select declaration_reference, pointers, member_states from shadow_sample where shadow_run_id = $1 order by seen_at desc limit $2',
      [shadowRunId, mostSamples],
    )
  ).map((row) => ({
    reference: row.declaration_reference,
    pointers: JSON.parse(row.pointers) as string[],
    memberStates: row.member_states.split(' '),
  }));
