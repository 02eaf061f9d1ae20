/** What waits for whom, and for how long already. */
import type { ReplyOf } from '../../../reference-architecture/contract/language.ts';
import { html } from '../../gateway/pages/html.ts';
import { link } from '../../gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { contract as monitoring } from '../../monitoring/contract.ts';
import { type ConsolePage, stateOf } from '../page.ts';
import { address, paths } from '../paths.ts';
import { tablePage } from '../shown/answer.ts';
import type { GridColumn } from '../shown/grid.ts';
import { duration, whole } from '../shown/words.ts';

type Reply = ReplyOf<(typeof monitoring)['services']['Present']['operations']['listQueues']>;
type Queue = NonNullable<Reply['queue']>[number];

const lateAfterSeconds = { A: 60, B: 300, C: 3600 } as const;

const lateness = ({ oldestSeconds, priority, depth }: Queue) => {
  if (depth === 0) return stateOf('quiet');
  const late = Number(oldestSeconds) > (lateAfterSeconds[priority as keyof typeof lateAfterSeconds] ?? 3600);
  return stateOf(late ? 'failing' : 'good');
};

const destination = ({ kind, destination: name }: Queue) =>
  kind === 'partner' ? link(name, paths.partner(name)) : name;

const columns: readonly GridColumn<Queue>[] = [
  { key: 'to', title: 'To', value: (one) => one.destination, cell: destination },
  { key: 'from', title: 'From', value: ({ owner }) => owner, cell: ({ owner }) => owner },
  {
    key: 'kind',
    title: 'Kind',
    value: ({ kind }) => kind,
    cell: ({ kind }) => (kind === 'partner' ? 'to a partner' : 'between components'),
  },
  { key: 'priority', title: 'Priority', value: ({ priority }) => priority, cell: ({ priority }) => priority },
  { key: 'depth', title: 'Waiting', numeric: true, value: ({ depth }) => depth, cell: ({ depth }) => whole(depth) },
  {
    key: 'age',
    title: 'The oldest for',
    numeric: true,
    value: ({ oldestSeconds }) => Number(oldestSeconds),
    cell: ({ oldestSeconds, depth }) => (depth === 0 ? 'none' : duration(Number(oldestSeconds))),
  },
  { key: 'state', title: 'State', value: ({ oldestSeconds }) => Number(oldestSeconds), cell: lateness },
  {
    key: 'dead',
    title: 'Dead letters',
    numeric: true,
    value: ({ deadLetters }) => deadLetters ?? 0,
    cell: ({ deadLetters = 0, kind, destination: partner }) =>
      deadLetters > 0 && kind === 'partner'
        ? link(whole(deadLetters), address(paths.deadLetters, { partner }))
        : whole(deadLetters),
  },
];

const show = async ({ calls, fields }: Visit): Promise<PageAnswer> => {
  const kind = fields.text('kind');
  const { queue = [], waiting } = await calls.to(monitoring).listQueues({
    ...(kind === '' ? {} : { kind }),
    ...(fields.text('nonEmpty') === '' ? {} : { nonEmpty: true }),
  });
  return tablePage({
    title: 'Queues',
    here: paths.queues,
    lead: html`<p class="lead">${whole(waiting)} messages wait.</p>`,
    table: {
      caption: 'Queues',
      path: paths.queues,
      fields,
      columns,
      rows: queue,
      sort: '-age',
      empty: 'No queue has anything in it.',
      filters: [
        {
          name: 'kind',
          label: 'Kind',
          choices: [
            ['', 'all'],
            ['partner', 'to partners'],
            ['outbox', 'between components'],
          ],
        },
        {
          name: 'nonEmpty',
          label: 'Which',
          choices: [
            ['', 'all'],
            ['yes', 'in which something waits'],
          ],
        },
      ],
    },
  });
};

export const queuesPage: ConsolePage = {
  path: '/queues',
  link: { title: 'Queues', group: 'Messages' },
  shows: ['monitoring.listQueues'],
  live: true,
  show,
};
