/** Controls and finds by what had selected the declaration. */
import type { Store } from '../../../../shared-services/kit/store/store.ts';

/** First and last day of the controls, `2026-11-21`; without them all. */
export interface Days {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

export interface Counted {
  readonly inspected: number;
  readonly finds: number;
}

interface Row {
  readonly way: string;
  readonly inspected: string;
  readonly finds: string;
}

const within = `($1::date is null or controlled_on >= $1) and ($2::date is null or controlled_on <= $2)`;
const counts = 'count(*) as inspected, count(*) filter (where found) as finds';

const countedOf = ({ inspected, finds }: Omit<Row, 'way'>): Counted => ({
  inspected: Number(inspected),
  finds: Number(finds),
});

export const countAll = async (from: Pick<Store, 'query'>, days: Days): Promise<Counted> => {
  const [row] = await from.query<Row>(`select ${counts} from control_result where ${within}`, [
    days.from ?? null,
    days.until ?? null,
  ]);
  return countedOf(row!);
};

/** A control counts for every way that led to it. */
export const countByWay = async (from: Pick<Store, 'query'>, days: Days): Promise<ReadonlyMap<string, Counted>> => {
  const rows = await from.query<Row>(
    `select way, ${counts} from control_result cross join lateral unnest(selected_by) as way where ${within} group by way`,
    [days.from ?? null, days.until ?? null],
  );
  return new Map(rows.map((row) => [row.way, countedOf(row)]));
};
