/** Breakers, and who was turned away. */
import type { ReplyOf } from '../../../reference-architecture/contract/language.ts';
import { html } from '../../gateway/pages/html.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { contract as monitoring } from '../../monitoring/contract.ts';
import { type ConsolePage, stateOf } from '../page.ts';
import { paths } from '../paths.ts';
import { tablePage } from '../shown/answer.ts';
import type { GridColumn } from '../shown/grid.ts';
import { hoursOf, seriesChart } from '../shown/series.ts';
import { spanLinks } from '../shown/span-links.ts';
import { ago } from '../shown/words.ts';

type Reply = ReplyOf<(typeof monitoring)['services']['Present']['operations']['listBreakers']>;
type Breaker = NonNullable<Reply['breaker']>[number];

const gravity = { open: 2, halfOpen: 1, closed: 0 } as const;

const columnsAt = (nowMs: number): readonly GridColumn<Breaker>[] => [
  { key: 'platform', title: 'Who calls', value: ({ platform }) => platform, cell: ({ platform }) => platform },
  { key: 'target', title: 'Who is called', value: ({ target }) => target, cell: ({ target }) => target },
  {
    key: 'state',
    title: 'State',
    value: ({ state }) => gravity[state as keyof typeof gravity],
    cell: ({ state }) => stateOf(state),
  },
  { key: 'since', title: 'Since', value: ({ sinceMs }) => sinceMs, cell: ({ sinceMs }) => ago(sinceMs, nowMs) },
];

const show = async (visit: Visit): Promise<PageAnswer> => {
  const { calls, fields, nowMs } = visit;
  const hours = hoursOf(visit);
  const isFile = fields.text('format') === 'csv';
  const [{ breaker = [] }, turnedAway] = await Promise.all([
    calls.to(monitoring).listBreakers({}),
    isFile
      ? undefined
      : seriesChart(visit, {
          id: 'turned-away',
          title: 'Requests turned away, by whose share was used up',
          unit: '/s',
          metric: 'portorium_turned_away_total',
          statistic: 'rate',
          by: ['by'],
          hours,
        }),
  ]);
  const open = breaker.filter(({ state }) => state !== 'closed').length;
  return tablePage({
    title: 'Breakers and throttles',
    here: paths.breakers,
    lead: html`<p class="lead">${open === 0 ? 'No breaker is open.' : `${open} breakers are open, or about to close.`} While a breaker is open its calls are refused at once, and tried again by and by.</p>`,
    table: {
      caption: 'Circuit breakers',
      path: paths.breakers,
      fields,
      columns: columnsAt(nowMs),
      rows: breaker,
      sort: '-state',
      empty: 'Nothing is called through a breaker: all platforms run in one process.',
    },
    after: html`<h2>Throttles</h2><p>Each party, credential and address has its share of requests; beyond it they are told to come back later. A place where too many sign-ins fail is locked out for some minutes.</p>${spanLinks(paths.breakers, hours)}<div class="charts">${turnedAway}</div>`,
  });
};

export const breakersPage: ConsolePage = {
  path: '/breakers',
  link: { title: 'Breakers and throttles', group: 'Platform' },
  shows: ['monitoring.listBreakers', 'monitoring.consultSeries'],
  live: true,
  show,
};
