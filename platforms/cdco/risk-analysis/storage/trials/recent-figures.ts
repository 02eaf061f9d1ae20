/** What each profile did lately, all its versions together. */
import type { Store } from '../../../../../shared-services/kit/store/store.ts';

export interface RecentFigures {
  readonly hits: number;
  readonly controlled: number;
  readonly confirmed: number;
}

interface Row extends Readonly<Record<keyof RecentFigures, string>> {
  readonly profile_id: string;
}

const recentDays = 30;

/** By the profile's id, of today and the days before; who did nothing is not in it. */
export const recentFigures = async (from: Pick<Store, 'query'>): Promise<ReadonlyMap<string, RecentFigures>> => {
  const rows = await from.query<Row>(
    `select profile_id, sum(hits) as hits, sum(controlled) as controlled, sum(confirmed) as confirmed from profile_day
     where day > (now() at time zone 'UTC')::date - $1::integer group by profile_id`,
    [recentDays],
  );
  return new Map(
    rows.map(({ profile_id, hits, controlled, confirmed }) => [
      profile_id,
      { hits: Number(hits), controlled: Number(controlled), confirmed: Number(confirmed) },
    ]),
  );
};
