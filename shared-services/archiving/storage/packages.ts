/** Packages on their way into the archive, and in it. */
import type { Store, Transaction } from '../../kit/store/store.ts';

export type PackageState = 'writing' | 'written' | 'kept' | 'disposing' | 'disposed';

export interface PackageRow {
  readonly id: string;
  readonly application: string;
  readonly case_id: string;
  readonly state: PackageState;
  readonly kind: string | null;
  readonly outcome: string | null;
  readonly revision: string | null;
  readonly retention: string | null;
  readonly opened_at: Date | null;
  readonly closed_at: Date | null;
  readonly retain_until: Date | null;
  readonly archived_at: Date | null;
  readonly conversations: readonly string[];
  readonly audit_records: number;
  readonly attempts: number;
}

export type Queries = Pick<Store, 'query'> | Pick<Transaction, 'query'>;

/** A case that is known already stays as it is. */
export const beginPackages = async (
  store: Store,
  application: string,
  cases: readonly { readonly id: string; readonly caseId: string }[],
): Promise<void> => {
  await store.query(
    `insert into package (id, application, case_id) select id, $1, case_id
     from unnest($2::uuid[], $3::text[]) as given (id, case_id) on conflict do nothing`,
    [application, cases.map(({ id }) => id), cases.map(({ caseId }) => caseId)],
  );
};

/**
 * Takes one that is begun and may be tried now. Nobody else takes it for a quarter of an hour, which is longer than a step can last
 * with the time limits of calls and store: two that write one package would overwrite each other. After a crash it waits for so long.
 */
export const claimUnfinished = async (store: Queries): Promise<PackageRow | undefined> =>
  (
    await store.query<PackageRow>(
      `update package set next_attempt_at = now() + interval '15 minutes' where id = (
         select id from package where state in ('writing', 'written', 'disposing') and next_attempt_at <= now()
         order by next_attempt_at, id limit 1 for update skip locked) returning *`,
    )
  )[0];

const longestWaitSeconds = 3600;

/** It is tried again, later and later. */
export const noteFailure = async (store: Queries, id: string, fault: string): Promise<void> => {
  await store.query(
    `update package set attempts = attempts + 1, fault = $2,
       next_attempt_at = now() + least(${longestWaitSeconds}, 2 ^ least(attempts, 12)) * interval '1 second'
     where id = $1`,
    [id, fault.slice(0, 500)],
  );
};

/** What was begun with a case that is no longer offered, or has changed, is forgotten: it comes again by itself. */
export const forgetPackage = async (transaction: Transaction, id: string): Promise<void> => {
  await transaction.query('delete from package_identifier where package_id = $1', [id]);
  await transaction.query('delete from package_file where package_id = $1', [id]);
  await transaction.query(`delete from package where id = $1 and state in ('writing', 'written')`, [id]);
};

export const lockPackage = async (transaction: Transaction, id: string): Promise<PackageRow | undefined> =>
  (await transaction.query<PackageRow>('select * from package where id = $1 for update', [id]))[0];

export const readPackage = async (queries: Queries, id: string): Promise<PackageRow | undefined> =>
  (
    await queries.query<PackageRow>(
      `select * from package where id = $1 and state in ('kept', 'disposing', 'disposed')`,
      [id],
    )
  )[0];

export const changeState = async (transaction: Transaction, id: string, state: PackageState): Promise<void> => {
  await transaction.query(
    `update package set state = $2, attempts = 0, fault = null, next_attempt_at = now(),
       archived_at = case when $2 = 'kept' then coalesce(archived_at, now()) else archived_at end where id = $1`,
    [id, state],
  );
};
