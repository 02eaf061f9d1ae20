/** What fires, what is about to, and what was over in the last week. */
import type { ReplyOf } from '../../../reference-architecture/contract/language.ts';
import { html } from '../../gateway/pages/html.ts';
import { link } from '../../gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { contract as monitoring } from '../../monitoring/contract.ts';
import { type ConsolePage, stateOf } from '../page.ts';
import { paths } from '../paths.ts';
import { tablePage } from '../shown/answer.ts';
import type { GridColumn } from '../shown/grid.ts';
import { ago } from '../shown/words.ts';

type Reply = ReplyOf<(typeof monitoring)['services']['Alerts']['operations']['listAlerts']>;
export type Alert = NonNullable<Reply['alert']>[number];

export const labelsOf = ({ label = [] }: Alert): string => label.map(({ name, value }) => `${name}=${value}`).join(' ');

const standing = (one: Alert, nowMs: number) => {
  if (one.state === 'firing' && (one.silencedUntilMs ?? 0) > nowMs) return html`${stateOf('firing')} silenced`;
  return stateOf(one.state);
};

const columnsAt = (nowMs: number): readonly GridColumn<Alert>[] => [
  {
    key: 'alert',
    title: 'Alert',
    value: ({ alert }) => alert,
    cell: (one) => html`${link(one.alert, paths.alert(one.alertId))}<br><span class="muted">${labelsOf(one)}</span>`,
  },
  { key: 'state', title: 'State', value: ({ state }) => state, cell: (one) => standing(one, nowMs) },
  {
    key: 'severity',
    title: 'Wants somebody',
    value: ({ severity }) => severity,
    cell: ({ severity }) => (severity === 'page' ? 'now' : 'in working hours'),
  },
  { key: 'summary', title: 'What is wrong', value: ({ summary }) => summary, cell: ({ summary }) => summary },
  { key: 'since', title: 'Since', value: ({ sinceMs }) => sinceMs, cell: ({ sinceMs }) => ago(sinceMs, nowMs) },
  {
    key: 'taken',
    title: 'Taken on by',
    value: ({ acknowledgedBy }) => acknowledgedBy,
    cell: ({ acknowledgedBy }) => acknowledgedBy ?? 'nobody',
  },
];

const show = async ({ calls, fields, nowMs }: Visit): Promise<PageAnswer> => {
  const [state, severity] = [fields.text('state'), fields.text('severity')];
  const found = await calls.to(monitoring).listAlerts({
    limit: 1000,
    ...(state === '' ? {} : { state }),
    ...(severity === '' ? {} : { severity }),
  });
  return tablePage({
    title: 'Alerts',
    here: paths.alerts,
    lead: html`<p class="lead">${found.firing} fire, ${found.silenced} of them silenced; ${found.pending} may soon.</p>`,
    table: {
      caption: 'Alerts of the last week',
      path: paths.alerts,
      fields,
      columns: columnsAt(nowMs),
      rows: found.alert ?? [],
      empty: 'No alert fires, is pending, or was over in the last week.',
      filters: [
        {
          name: 'state',
          label: 'State',
          choices: [
            ['', 'all'],
            ['firing', 'firing'],
            ['pending', 'pending'],
            ['resolved', 'resolved'],
          ],
        },
        {
          name: 'severity',
          label: 'Wants somebody',
          choices: [
            ['', 'at any time'],
            ['page', 'now'],
            ['ticket', 'in working hours'],
          ],
        },
      ],
    },
  });
};

export const alertsPage: ConsolePage = {
  path: '/alerts',
  link: { title: 'Alerts', group: 'Now' },
  shows: ['monitoring.listAlerts'],
  live: true,
  show,
};
