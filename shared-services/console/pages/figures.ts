/** Any kept figure over time: what is asked of it stands in the address. */
import { html } from '../../gateway/pages/html.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { contract as monitoring } from '../../monitoring/contract.ts';
import type { ConsolePage } from '../page.ts';
import { paths } from '../paths.ts';
import { filterForm } from '../shown/grid-filter.ts';
import { gridStateOf } from '../shown/grid-state.ts';
import { hoursOf, seriesChart } from '../shown/series.ts';
import { spanLinks } from '../shown/span-links.ts';

const statistics: Readonly<Record<string, readonly string[]>> = {
  gauge: ['value', 'highest'],
  counter: ['rate', 'increase'],
  histogram: ['rate', 'increase', 'mean', 'p50', 'p95', 'p99'],
};

const first = 'portorium_operation_duration_seconds';

const show = async (visit: Visit): Promise<PageAnswer> => {
  const { calls, fields } = visit;
  const { metric = [] } = await calls.to(monitoring).listMetrics({});
  const hours = hoursOf(visit);
  const chosen =
    metric.find((one) => one.metric === fields.text('metric')) ??
    metric.find((one) => one.metric === first) ??
    metric[0];
  const may = statistics[chosen?.kind ?? 'gauge'] ?? [];
  const statistic = may.find((one) => one === fields.text('statistic')) ?? may[0] ?? 'value';
  const by = (chosen?.labelName ?? []).find((one) => one === fields.text('by'));
  const asked = { metric: chosen?.metric, statistic, by };
  const drawn =
    chosen === undefined
      ? html`<p class="lead">No figures are kept yet.</p>`
      : await seriesChart(visit, {
          id: 'figure',
          title: `${chosen.metric}, ${statistic}${by === undefined ? '' : `, by ${by}`}`,
          unit: '',
          metric: chosen.metric,
          statistic,
          hours,
          ...(by === undefined ? {} : { by: [by] }),
        });
  const pairs = (names: readonly string[]) => names.map((one) => [one, one] as const);
  const form = filterForm(
    paths.figures,
    fields,
    { ...gridStateOf(fields, ''), search: '' },
    [
      { name: 'metric', label: 'Metric', choices: pairs(metric.map((one) => one.metric)) },
      { name: 'statistic', label: 'Statistic', choices: pairs(may) },
      { name: 'by', label: 'One line for each', choices: [['', 'all together'], ...pairs(chosen?.labelName ?? [])] },
    ],
    { search: false, values: { metric: chosen?.metric ?? '', statistic, by: by ?? '' } },
  );
  return {
    here: paths.figures,
    page: {
      title: 'Figures over time',
      body: html`${form}${spanLinks(paths.figures, hours, asked)}<div class="charts one">${drawn}</div>`,
    },
  };
};

export const figuresPage: ConsolePage = {
  path: '/figures',
  link: { title: 'Figures over time', group: 'Platform' },
  shows: ['monitoring.listMetrics', 'monitoring.consultSeries'],
  show,
};
