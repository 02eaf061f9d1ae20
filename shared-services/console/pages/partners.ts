/** Member States: what waits for each, what was delivered, what was given up. */
import type { ReplyOf } from '../../../reference-architecture/contract/language.ts';
import { type exchangeAdministration, exchangeContract } from '../../gateway/exchange/administration.ts';
import { html, type Piece } from '../../gateway/pages/html.ts';
import { link } from '../../gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { type ConsolePage, stateOf } from '../page.ts';
import { address, paths } from '../paths.ts';
import { tablePage } from '../shown/answer.ts';
import type { GridColumn } from '../shown/grid.ts';
import { ago, duration, whole } from '../shown/words.ts';

type Reply = ReplyOf<(typeof exchangeAdministration)['operations']['listPartners']>;
export type Partner = NonNullable<Reply['partner']>[number];

/** Class A is late after a minute, B after five, C after an hour. */
const lateAfterSeconds: Readonly<Record<string, number>> = { A: 60, B: 300, C: 3600 };

export const stateOfPartner = ({ waiting = [], deadLetters, depth }: Partner): string => {
  if (waiting.some(({ priority, oldestSeconds }) => oldestSeconds > (lateAfterSeconds[priority] ?? 3600)))
    return 'failing';
  if (deadLetters > 0) return 'burning';
  return depth > 0 ? 'good' : 'quiet';
};

const words: Readonly<Record<string, Piece>> = {
  failing: 'messages are late',
  burning: 'has dead letters',
  good: '',
  quiet: 'nothing waits',
};

const columnsFor = ({ visitor, nowMs }: Visit): readonly GridColumn<Partner>[] => [
  {
    key: 'partner',
    title: 'Member State',
    value: ({ partner }) => partner,
    cell: ({ partner }) => link(partner, paths.partner(partner)),
  },
  {
    key: 'state',
    title: 'State',
    value: stateOfPartner,
    cell: (one) => html`${stateOf(stateOfPartner(one))} <span class="muted">${words[stateOfPartner(one)]}</span>`,
  },
  { key: 'depth', title: 'Waiting', numeric: true, value: ({ depth }) => depth, cell: ({ depth }) => whole(depth) },
  {
    key: 'age',
    title: 'The oldest for',
    numeric: true,
    value: ({ oldestSeconds }) => oldestSeconds,
    cell: ({ oldestSeconds, depth }) => (depth === 0 ? 'none' : duration(oldestSeconds)),
  },
  {
    key: 'delivered',
    title: 'Delivered in an hour',
    numeric: true,
    value: ({ deliveredLastHour }) => deliveredLastHour,
    cell: ({ deliveredLastHour }) => whole(deliveredLastHour),
  },
  {
    key: 'pushed',
    title: 'Of these, pushed',
    numeric: true,
    value: ({ pushedLastHour }) => pushedLastHour,
    cell: ({ pushedLastHour }) => whole(pushedLastHour),
  },
  {
    key: 'last',
    title: 'Last delivery',
    value: ({ lastDeliveredAtMs }) => lastDeliveredAtMs,
    cell: ({ lastDeliveredAtMs }) => (lastDeliveredAtMs === undefined ? 'never' : ago(lastDeliveredAtMs, nowMs)),
  },
  {
    key: 'dead',
    title: 'Dead letters',
    numeric: true,
    value: ({ deadLetters }) => deadLetters,
    cell: ({ partner, deadLetters }) =>
      deadLetters > 0 && visitor.may('ccn2ng.listDeadLetters')
        ? link(whole(deadLetters), address(paths.deadLetters, { partner }))
        : whole(deadLetters),
  },
];

const show = async (visit: Visit): Promise<PageAnswer> => {
  const { calls, fields } = visit;
  const mustWait = fields.text('waiting') !== '';
  const { partner = [] } = await calls.to(exchangeContract).listPartners(mustWait ? { waiting: true } : {});
  return tablePage({
    title: 'Partners',
    here: paths.partners,
    table: {
      caption: 'Member States',
      path: paths.partners,
      fields,
      columns: columnsFor(visit),
      rows: partner,
      sort: '-age',
      empty: 'The exchange serves no Member State.',
      filters: [
        {
          name: 'waiting',
          label: 'Which',
          choices: [
            ['', 'all'],
            ['yes', 'for whom something waits'],
          ],
        },
      ],
    },
  });
};

export const partnersPage: ConsolePage = {
  path: '/partners',
  link: { title: 'Partners', group: 'Messages' },
  shows: ['ccn2ng.listPartners'],
  may: ['ccn2ng.listDeadLetters'],
  live: true,
  show,
};
