/** Packages as they are searched for. What is not kept yet is found by nobody. */
import type { PackageRow, Queries } from './packages.ts';

export interface Wanted {
  readonly MRN?: string;
  readonly LRN?: string;
  readonly EORI?: string;
  readonly application?: string;
  readonly closedFromMs?: number;
  readonly closedToMs?: number;
  readonly state?: string;
  readonly before?: string;
}

export interface FoundRow extends PackageRow {
  readonly seen_state: string;
  readonly bytes: string;
}

/** The gravest is told. */
const seenState = `case when package.state in ('disposing', 'disposed') then 'disposed'
  when exists (select from package_file where package_id = package.id and damage is not null) then 'damaged'
  when exists (select from hold where package_id = package.id and lifted_at is null) then 'held'
  when retain_until <= now() then 'due' else 'kept' end`;

const view = `select package.*, ${seenState} as seen_state,
    (select coalesce(sum(bytes), 0) from package_file where package_id = package.id)::text as bytes
  from package where package.state in ('kept', 'disposing', 'disposed')`;

const named = (scheme: string, parameter: number): string =>
  `($${parameter}::text is null or id in (select package_id from package_identifier where scheme = '${scheme}' and value = $${parameter}))`;

const conditions = [
  ...[named('MRN', 1), named('LRN', 2), named('EORI', 3)],
  '($4::text is null or application = $4)',
  '($5::float8 is null or closed_at >= to_timestamp($5::float8 / 1000))',
  '($6::float8 is null or closed_at < to_timestamp($6::float8 / 1000))',
  '($7::text is null or seen_state = $7)',
].join(' and ');

const valuesOf = (of: Wanted) => [
  ...[of.MRN, of.LRN, of.EORI, of.application, of.closedFromMs, of.closedToMs, of.state].map((one) => one ?? null),
];

/** Newest first; one more than asked for tells that there are more. */
export const findPackages = (queries: Queries, wanted: Wanted, limit: number): Promise<FoundRow[]> =>
  queries.query<FoundRow>(
    `select * from (${view}) as found where ${conditions} and ($8::uuid is null or id < $8::uuid)
     order by id desc limit ${limit + 1}`,
    [...valuesOf(wanted), wanted.before ?? null],
  );

export const countPackages = async (queries: Queries, wanted: Wanted): Promise<number> =>
  (
    await queries.query<{ total: number }>(
      `select count(*)::integer as total from (select from (${view}) as found where ${conditions} limit 10000) as counted`,
      valuesOf(wanted),
    )
  )[0]!.total;

export const findPackage = async (queries: Queries, id: string): Promise<FoundRow | undefined> =>
  (await queries.query<FoundRow>(`${view} and package.id = $1`, [id]))[0];

export const identifiersOf = (queries: Queries, id: string) =>
  queries.query<{ readonly scheme: string; readonly value: string }>(
    'select scheme, value from package_identifier where package_id = $1 order by scheme, value limit 1000',
    [id],
  );
