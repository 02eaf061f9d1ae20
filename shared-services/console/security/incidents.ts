/** Incidents: events of one kind from one source, and who looks after them. */
import { html } from '../../gateway/pages/html.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { contract as security } from '../../security/contract.ts';
import type { ConsolePage } from '../page.ts';
import { paths } from '../paths.ts';
import { tablePage } from '../shown/answer.ts';
import { textsOf } from '../shown/asked.ts';
import { gridStateOf } from '../shown/grid-state.ts';
import { whole } from '../shown/words.ts';
import { incidentColumns, severities } from './columns.ts';

/** The columns in whose order incidents can be had; the newest and the gravest first. */
const orders = ['seen', 'severity', 'opened'];

const show = async ({ calls, fields, nowMs }: Visit): Promise<PageAnswer> => {
  const { sort, page, size } = gridStateOf(fields, '-seen');
  const order = sort.replace('-', '');
  const { incident = [], total } = await calls.to(security).listIncidents({
    ...textsOf(fields, ['state', 'kind', 'severity', 'source']),
    ...(orders.includes(order) ? { order } : {}),
    ...{ page: Math.min(page, 10_000), limit: size },
  });
  return tablePage({
    title: 'Incidents',
    here: paths.incidents,
    lead: html`<p class="lead">${whole(total)} ${total === 1 ? 'incident' : 'incidents'}.</p>`,
    table: {
      caption: 'Incidents',
      path: paths.incidents,
      fields,
      columns: incidentColumns(nowMs),
      rows: incident,
      total,
      sort: '-seen',
      searches: false,
      empty: 'No incident is like that.',
      filters: [
        {
          name: 'state',
          label: 'State',
          choices: [
            ['', 'not closed'],
            ['open', 'open'],
            ['acknowledged', 'acknowledged'],
            ['closed', 'closed'],
            ['all', 'all'],
          ],
        },
        {
          name: 'severity',
          label: 'At least',
          choices: [['', 'all'], ...severities.map((one) => [one, one] as const)],
        },
        { name: 'kind', label: 'Kind', hint: 'replay' },
        { name: 'source', label: 'From' },
      ],
    },
  });
};

export const incidentsPage: ConsolePage = {
  path: '/incidents',
  link: { title: 'Incidents', group: 'Security' },
  shows: ['security.listIncidents'],
  live: true,
  show,
};
