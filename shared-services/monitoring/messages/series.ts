/** Kept figures over time. */
import {
  element,
  integer,
  many,
  message,
  optional,
  text,
  token,
} from '../../../reference-architecture/contract/schema.ts';
import { count, figure, instantMs, label, name, namespace } from './common.ts';

export const seriesQuery = message(
  'SeriesQuery',
  namespace,
  'Figures over time',
  element({
    metric: name('Name of the metric, as listMetrics says it.'),
    label: optional(
      many(
        token({
          maxLength: 260,
          pattern: '[a-z_]+=.*',
          description: 'A label that the series must have: operation=entry.fileIE3F32.',
        }),
        0,
        10,
      ),
    ),
    by: optional(
      many(token({ maxLength: 60, description: 'Labels by which series stay apart; the others are added up.' }), 0, 5),
    ),
    statistic: optional(
      token({
        maxLength: 10,
        pattern: 'value|highest|rate|increase|p50|p95|p99|mean',
        description:
          'value, highest: of a gauge. rate (per second), increase: of a counter, or of the number of observations. p50, p95, p99, mean: of a histogram. Left out: value of a gauge, rate of all else.',
      }),
    ),
    fromMs: optional(instantMs('Beginning; an hour ago if left out.')),
    toMs: optional(instantMs('End; now if left out.')),
    stepSeconds: optional(
      integer({
        minimum: 10,
        maximum: 86_400,
        description: 'Distance of the points; as many as 300 points need if left out.',
      }),
    ),
  }),
);

const series = element(
  {
    label: optional(many(label, 0, 10)),
    atMs: optional(many(instantMs('Beginning of each interval that has a figure, ascending.'), 0, 5000)),
    value: optional(many(figure('The figure of each of these intervals.'), 0, 5000)),
  },
  { typeName: 'series' },
);

export const seriesReply = message(
  'SeriesList',
  namespace,
  'Figures over time',
  element({
    metric: name('Name of the metric.'),
    statistic: token({ maxLength: 10 }),
    unit: optional(token({ maxLength: 20, description: 'seconds, bytes, ratio; left out for numbers of things.' })),
    stepSeconds: count('Distance of the points.'),
    fromMs: instantMs('Beginning.'),
    toMs: instantMs('End.'),
    truncated: optional(count('Series beyond the first 100, which are left out.')),
    series: optional(many(series, 0, 100)),
  }),
);

export const metricsQuery = message('MetricsQuery', namespace, 'Nothing', element({}));

export const metricsReply = message(
  'MetricList',
  namespace,
  'Metrics whose figures are kept',
  element({
    metric: optional(
      many(
        element({
          metric: name('Name of the metric.'),
          kind: token({ maxLength: 10, pattern: 'gauge|counter|histogram' }),
          series: count('How many series of it are kept.'),
          labelName: optional(many(text({ maxLength: 60 }), 0, 10)),
        }),
        0,
        500,
      ),
    ),
  }),
);
