import type { ReplyOf } from '../../reference-architecture/contract/language.ts';
import type { Store } from '../kit/store/store.ts';
import type { contract } from './contract.ts';
import { listed } from './figures.ts';

type Operation = (typeof contract)['services']['Figures']['operations']['listMetrics'];

interface Row {
  readonly metric: string;
  readonly kind: string;
  readonly series: number;
  readonly names: readonly string[] | null;
}

export const listMetrics = (store: Store) => async (): Promise<ReplyOf<Operation>> => {
  const rows = await store.query<Row>(
    `select metric, kind, count(*)::int as series,
       (select array_agg(distinct name order by name) from series as same, jsonb_object_keys(same.labels) as name where same.metric = series.metric) as names
     from series group by metric, kind order by metric limit 500`,
  );
  const told = rows.map(({ metric, kind, series, names }) => ({
    ...{ metric, kind, series },
    ...listed('labelName', names ?? []),
  }));
  return listed('metric', told);
};
