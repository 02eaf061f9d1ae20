/** How the services do against what their classes promise. */
import type { ReplyOf } from '../../../reference-architecture/contract/language.ts';
import { html } from '../../gateway/pages/html.ts';
import { link } from '../../gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { contract as monitoring } from '../../monitoring/contract.ts';
import { type ConsolePage, stateOf } from '../page.ts';
import { paths } from '../paths.ts';
import { tablePage } from '../shown/answer.ts';
import type { GridColumn } from '../shown/grid.ts';
import { availabilityPercent, milliseconds, percent, perSecond } from '../shown/words.ts';

type Reply = ReplyOf<(typeof monitoring)['services']['Present']['operations']['listServiceHealth']>;
export type ServiceHealth = NonNullable<Reply['service']>[number];

export const availabilityOf = ({ availability }: ServiceHealth, window: string): number =>
  Number(availability.find((one) => one.window === window)?.percent ?? 100);

const classes = { gold: 'Gold', silver: 'Silver', bronze: 'Bronze' } as const;

/** What is left of the failures that 30 days may have, as a bar and in words. */
const budget = (left: number) =>
  html`<span class="budget"><meter min="0" max="100" low="25" high="50" optimum="100" value="${Math.max(0, Math.min(100, left))}" aria-label="Error budget left">${percent(left)}</meter> ${percent(left)}</span>`;

const columns: readonly GridColumn<ServiceHealth>[] = [
  {
    key: 'service',
    title: 'Service',
    value: ({ title }) => title,
    cell: (one) => html`${link(one.title, paths.service(one.service))}<br><span class="muted">${one.service}</span>`,
  },
  { key: 'state', title: 'State', value: ({ state }) => state, cell: ({ state }) => stateOf(state) },
  {
    key: 'level',
    title: 'Class',
    value: ({ objectivePercent }) => Number(objectivePercent),
    cell: ({ serviceLevel, objectivePercent }) =>
      `${classes[serviceLevel as keyof typeof classes] ?? serviceLevel} ${Number(objectivePercent)} %`,
  },
  {
    key: 'month',
    title: '30 days',
    numeric: true,
    value: (one) => availabilityOf(one, '30d'),
    cell: (one) => availabilityPercent(availabilityOf(one, '30d')),
  },
  {
    key: 'budget',
    title: 'Error budget left',
    numeric: true,
    value: (one) => Number(one.errorBudgetLeftPercent),
    cell: (one) => budget(Number(one.errorBudgetLeftPercent)),
  },
  {
    key: 'rate',
    title: 'Rate',
    numeric: true,
    value: (one) => Number(one.ratePerSecond),
    cell: (one) => perSecond(Number(one.ratePerSecond)),
  },
  {
    key: 'errors',
    title: 'Failed',
    numeric: true,
    value: (one) => Number(one.errorPercent),
    cell: (one) => percent(Number(one.errorPercent)),
  },
  {
    key: 'p95',
    title: '95 in 100 within',
    numeric: true,
    value: ({ p95Ms }) => (p95Ms === undefined ? undefined : Number(p95Ms)),
    cell: ({ p95Ms }) => (p95Ms === undefined ? 'no calls' : milliseconds(Number(p95Ms))),
  },
];

const all = ['', 'all'] as const;

const show = async ({ calls, fields }: Visit): Promise<PageAnswer> => {
  const wanted = ['state', 'serviceLevel', 'platform'].flatMap((name) => {
    const value = fields.text(name);
    return value === '' ? [] : [[name, value] as const];
  });
  const { service = [] } = await calls.to(monitoring).listServiceHealth(Object.fromEntries(wanted));
  return tablePage({
    title: 'Services and their levels',
    here: paths.services,
    lead: html`<p class="lead">Availability counts calls that failed on our side. Bronze promises 99.4 %, Silver 99.6 %, Gold 99.8 % of 30 days.</p>`,
    table: {
      caption: 'Services',
      path: paths.services,
      fields,
      columns,
      rows: service,
      sort: 'budget',
      empty: 'There is no service.',
      filters: [
        {
          name: 'state',
          label: 'State',
          choices: [all, ['failing', 'failing'], ['burning', 'burning'], ['good', 'good'], ['quiet', 'quiet']],
        },
        {
          name: 'serviceLevel',
          label: 'Class',
          choices: [all, ['gold', 'Gold'], ['silver', 'Silver'], ['bronze', 'Bronze']],
        },
        {
          name: 'platform',
          label: 'Platform',
          choices: [
            all,
            ...['speed2ng', 'ccn2ng', 'cdco', 'uumds', 'shared-services'].map((one) => [one, one] as const),
          ],
        },
      ],
    },
  });
};

export const servicesPage: ConsolePage = {
  path: '/services',
  link: { title: 'Services and levels', group: 'Now' },
  shows: ['monitoring.listServiceHealth'],
  may: ['monitoring.consultSeries'],
  live: true,
  show,
};
