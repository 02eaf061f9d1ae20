import type { ReplyOf, RequestOf } from '../../reference-architecture/contract/language.ts';
import type { Clock } from '../kit/clock.ts';
import { Refusal } from '../kit/refusal.ts';
import type { Store } from '../kit/store/store.ts';
import type { contract } from './contract.ts';
import {
  defaultStatistic,
  type Interval,
  isStatisticOf,
  type Kind,
  pointsOf,
  type Statistic,
} from './domain/points.ts';
import { figureText, listed } from './figures.ts';
import type { SeriesFacts } from './history/query.ts';
import { type Range, rangeOf } from './history/range.ts';

type Operation = (typeof contract)['services']['Figures']['operations']['consultSeries'];
type Asked = RequestOf<Operation>;

const mostSeries = 100;

interface Row extends Interval {
  readonly series: number;
}

const metricUnknown = () =>
  new Refusal({
    code: 'METRIC_UNKNOWN',
    status: 'notFound',
    title: 'No figures of this metric are kept.',
  });

const statisticOf = (kind: Kind, asked: string | undefined): Statistic => {
  if (asked === undefined) return defaultStatistic(kind);
  if (isStatisticOf(kind, asked)) return asked;
  throw new Refusal({
    code: 'STATISTIC_INVALID',
    status: 'invalid',
    title: 'A metric of this kind has no such statistic.',
    detail: `${kind}: ${asked}`,
  });
};

const whereOf = (labels: readonly string[] = []): Record<string, string> =>
  Object.fromEntries(
    labels.map((one): [string, string] => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]),
  );

const readRows = (store: Store, series: readonly SeriesFacts[], { fromMs, toMs, keptSeconds }: Range) =>
  store.query<Row>(
    `select series, (extract(epoch from at) * 1000)::float8 as "atMs", value, extra, buckets from sample
     where step = $1 and series = any($2) and at >= to_timestamp($3) and at < to_timestamp($4)`,
    [keptSeconds, series.map(({ id }) => id), fromMs / 1000, toMs / 1000],
  );

const unitOf = (metric: string): { unit?: string } => {
  const [, unit] = /_(seconds|bytes|ratio)(_total|_count)?$/.exec(metric) ?? [];
  return unit === undefined ? {} : { unit };
};

const labelsOf = ({ labels }: SeriesFacts, by: readonly string[] | undefined) =>
  Object.entries(labels)
    .filter(([name]) => by === undefined || by.includes(name))
    .map(([name, value]) => ({ name, value }));

/** Figures of a metric over time. @throws {Refusal} METRIC_UNKNOWN, STATISTIC_INVALID, SERIES_RANGE_INVALID */
export const consultSeries =
  (store: Store, clock: Clock) =>
  async (asked: Asked): Promise<ReplyOf<Operation>> => {
    const { metric } = asked;
    const found = await store.query<SeriesFacts>(
      'select id, metric, kind, labels, bounds from series where metric = $1 and labels @> $2 order by id',
      [metric, JSON.stringify(whereOf(asked.label))],
    );
    const [first] =
      found.length > 0
        ? found
        : await store.query<SeriesFacts>('select * from series where metric = $1 limit 1', [metric]);
    if (first === undefined) throw metricUnknown();
    const statistic = statisticOf(first.kind, asked.statistic);
    const range = rangeOf(asked, clock.nowMs());
    const { stepSeconds, fromMs, toMs } = range;
    const lines = [...Map.groupBy(found, (one) => JSON.stringify(labelsOf(one, asked.by))).values()];
    const told = lines.slice(0, mostSeries);
    const rows = Map.groupBy(await readRows(store, told.flat(), range), ({ series }) => series);
    const series = told.map((line) => {
      const of = line.map(({ id }) => rows.get(id) ?? []);
      const points = pointsOf({ statistic, stepSeconds, bounds: first.bounds ?? [], series: of });
      return {
        ...listed('label', labelsOf(line[0]!, asked.by)),
        ...listed(
          'atMs',
          points.map(([atMs]) => atMs),
        ),
        ...listed(
          'value',
          points.map(([, value]) => figureText(value)),
        ),
      };
    });
    const more = lines.length - told.length;
    return {
      ...{ metric, statistic, ...unitOf(metric), stepSeconds, fromMs, toMs },
      ...(more > 0 ? { truncated: more } : {}),
      ...listed('series', series),
    };
  };
