/** One service: what it promises, how fast its errors use that up, and its figures over time. */
import { html } from '../../gateway/pages/html.ts';
import { code, facts, table, wayBack } from '../../gateway/pages/parts.ts';
import { refuse } from '../../gateway/pages/site/refusals.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { contract as monitoring } from '../../monitoring/contract.ts';
import { type ConsolePage, stateOf } from '../page.ts';
import { paths } from '../paths.ts';
import { hoursOf, seriesChart } from '../shown/series.ts';
import { spanLinks } from '../shown/span-links.ts';
import { availabilityPercent, few, milliseconds, percent, perSecond, whole } from '../shown/words.ts';

const windows: Readonly<Record<string, string>> = { '1h': 'One hour', '1d': 'One day', '30d': '30 days' };

const show = async (visit: Visit): Promise<PageAnswer> => {
  const wanted = visit.parameters['service'] ?? '';
  const { service = [] } = await visit.calls.to(monitoring).listServiceHealth({});
  const found = service.find((one) => one.service === wanted);
  if (found === undefined) throw refuse('PAGE_UNKNOWN');
  const hours = hoursOf(visit);
  const inTime = (id: string, title: string, statistic: string) =>
    seriesChart(visit, {
      ...{ id, title, unit: 'ms', statistic, hours },
      metric: 'portorium_operation_duration_seconds',
      by: ['operation'],
      only: (name) => name.startsWith(`${found.application}.`),
      factor: 1000,
    });
  const charts = await Promise.all([
    seriesChart(visit, {
      ...{ id: 'rate', title: 'Calls, by how they ended', unit: '/s', statistic: 'rate', hours },
      metric: 'portorium_service_calls_total',
      label: [`service=${found.service}`],
      by: ['outcome'],
    }),
    inTime('half', `Half of the calls of ${found.application} within`, 'p50'),
    inTime('most', '95 in 100 within', 'p95'),
    inTime('nearly-all', '99 in 100 within', 'p99'),
  ]);
  const time = (ms: string | undefined) => (ms === undefined ? undefined : milliseconds(Number(ms)));
  return {
    here: paths.services,
    page: {
      title: found.title,
      above: wayBack([{ title: 'Services and levels', path: paths.services }]),
      body: html`${facts({
        Service: code(found.service),
        State: stateOf(found.state),
        Platform: found.platform,
        Promises: `${found.serviceLevel}, ${Number(found.objectivePercent)} % of 30 days`,
        'Error budget left': percent(Number(found.errorBudgetLeftPercent)),
        Rate: perSecond(Number(found.ratePerSecond)),
        Failed: percent(Number(found.errorPercent)),
        'Half within': time(found.p50Ms),
        '95 in 100 within': time(found.p95Ms),
        '99 in 100 within': time(found.p99Ms),
        Operations: whole(found.operations),
      })}
${spanLinks(paths.service(found.service), hours)}<div class="charts">${charts}</div>
${table({
  caption: 'Availability',
  rows: found.availability,
  columns: [
    { title: 'Over', cell: ({ window }) => windows[window] ?? window },
    { title: 'Available', cell: (one) => availabilityPercent(Number(one.percent)) },
    { title: 'Calls', cell: ({ calls }) => whole(calls) },
    { title: 'Failed on our side', cell: ({ bad }) => whole(bad) },
  ],
})}
${table({
  caption: 'How fast the error budget is used up',
  rows: found.burnRate,
  columns: [
    { title: 'Over', cell: ({ window }) => window },
    { title: 'Times as fast as it may', cell: ({ rate }) => few(Number(rate)) },
  ],
})}`,
    },
  };
};

export const servicePage: ConsolePage = {
  path: '/services/:service',
  shows: ['monitoring.listServiceHealth', 'monitoring.consultSeries'],
  show,
};
