/** How much partners send, and from where. */
import type { Store, Transaction } from '../../kit/store/store.ts';
import type { Seen } from '../domain/geography.ts';
import type { Baseline } from '../domain/unusual.ts';

export interface Minute {
  readonly partner: string;
  readonly minute: string;
  readonly count: number;
}

/** Adds to the minutes, over all processes; gives what each has now. */
export const countMinutes = async (transaction: Transaction, minutes: readonly Minute[]): Promise<Minute[]> => {
  const rows = await transaction.query<{ partner: string; minute: Date; count: string }>(
    `with counted as (insert into traffic_minute as known (partner, minute, count)
       select partner, minute, sum(count) from unnest($1::text[], $2::timestamptz[], $3::bigint[])
         as given (partner, minute, count) group by 1, 2
       on conflict (partner, minute) do update set count = known.count + excluded.count returning partner, minute, count),
     hours as (insert into traffic_hour as known (partner, hour, peak)
       select partner, date_trunc('hour', minute), max(count) from counted group by 1, 2
       on conflict (partner, hour) do update set peak = greatest(known.peak, excluded.peak))
     select partner, minute, count from counted`,
    [minutes.map(({ partner }) => partner), minutes.map(({ minute }) => minute), minutes.map(({ count }) => count)],
  );
  return rows.map(({ partner, minute, count }) => ({ partner, minute: minute.toISOString(), count: Number(count) }));
};

/** Of the hours before this one. */
export const baselineOf = async (transaction: Transaction, partner: string, minute: string): Promise<Baseline> => {
  const rows = await transaction.query<{ peak: string; same: boolean; recent: boolean }>(
    `with this as (select date_trunc('hour', $2::timestamptz) as hour)
     select peak, extract(epoch from this.hour - traffic_hour.hour)::bigint % 604800 = 0 as same,
       traffic_hour.hour >= this.hour - interval '7 days' as recent
     from traffic_hour, this where partner = $1 and traffic_hour.hour < this.hour
       and (extract(epoch from this.hour - traffic_hour.hour)::bigint % 604800 = 0
         or traffic_hour.hour >= this.hour - interval '7 days')`,
    [partner, minute],
  );
  return {
    sameHours: rows.filter(({ same }) => same).map(({ peak }) => Number(peak)),
    lastWeek: rows.filter(({ recent }) => recent).map(({ peak }) => Number(peak)),
  };
};

/** Whether this was told already, a while ago at most. */
export const isTold = async (
  transaction: Transaction,
  code: string,
  partner: string,
  sinceMs: number,
): Promise<boolean> => {
  const rows = await transaction.query('select 1 from event where code = $1 and partner = $2 and at > $3 limit 1', [
    code,
    partner,
    new Date(sinceMs),
  ]);
  return rows.length > 0;
};

export const placesOf = async (transaction: Transaction, partner: string): Promise<Seen[]> => {
  const rows = await transaction.query<{ place: string; first_seen_at: Date; last_seen_at: Date }>(
    'select place, first_seen_at, last_seen_at from place where partner = $1',
    [partner],
  );
  return rows.map((row) => ({
    place: row.place,
    firstSeenMs: row.first_seen_at.getTime(),
    lastSeenMs: row.last_seen_at.getTime(),
  }));
};

export interface PlaceOf {
  readonly partner: string;
  readonly place: string;
}

/** Notes where partners are; gives the places where they never were. */
export const notePlaces = (transaction: Transaction, places: readonly PlaceOf[], nowMs: number): Promise<PlaceOf[]> =>
  transaction.query<PlaceOf>(
    `with noted as (insert into place as known (partner, place, first_seen_at, last_seen_at)
       select distinct partner, place, $3::timestamptz, $3::timestamptz from unnest($1::text[], $2::text[]) as given (partner, place)
       on conflict (partner, place) do update set last_seen_at = excluded.last_seen_at
       returning partner, place, known.xmax = 0 as is_new)
     select partner, place from noted where is_new`,
    [places.map(({ partner }) => partner), places.map(({ place }) => place), new Date(nowMs)],
  );

export const forgetTraffic = async (store: Store): Promise<void> => {
  await store.query("delete from traffic_minute where minute < now() - interval '2 hours'");
  await store.query("delete from traffic_hour where hour < now() - interval '57 days'");
  await store.query("delete from place where last_seen_at < now() - interval '180 days'");
};
