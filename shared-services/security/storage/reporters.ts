/** The processes that report, and what each of them lost. */
import type { Store, Transaction } from '../../kit/store/store.ts';

export interface Batch {
  readonly platform: string;
  readonly instance: string;
  readonly batch: number;
  readonly events: number;
  readonly dropped: number;
}

/** One takes in at a time. */
export const lockIntake = async (transaction: Transaction): Promise<void> => {
  await transaction.query('select 1 from intake for update');
};

/** Under that lock. False: the batch was taken before. */
export const noteBatch = async (
  transaction: Transaction,
  { platform, instance, batch, events, dropped }: Batch,
): Promise<boolean> => {
  await lockIntake(transaction);
  const taken = await transaction.query(
    `insert into reporter as known (platform, instance, events, dropped, last_batch, last_seen_at)
     values ($1, $2, $3, $4, $5, now())
     on conflict (platform, instance) do update set events = known.events + excluded.events,
       dropped = known.dropped + excluded.dropped, last_batch = excluded.last_batch, last_seen_at = now()
     where known.last_batch < excluded.last_batch returning 1`,
    [platform, instance, events, dropped, batch],
  );
  return taken.length > 0;
};

export interface ReporterRow {
  readonly platform: string;
  readonly instance: string;
  readonly events: string;
  readonly dropped: string;
  readonly last_seen_at: Date;
}

export const listReporters = (store: Store): Promise<ReporterRow[]> =>
  store.query<ReporterRow>('select * from reporter order by last_seen_at desc limit 1000');

export const forgetReporters = (store: Store): Promise<unknown> =>
  store.query("delete from reporter where last_seen_at < now() - interval '30 days'");
