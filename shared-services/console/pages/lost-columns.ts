/** Columns of messages between components that were given up. */
import type { ReplyOf } from '../../../reference-architecture/contract/language.ts';
import type { contract } from '../../dead-letters/contract.ts';
import { attributes, html, type Piece } from '../../gateway/pages/html.ts';
import { code, link } from '../../gateway/pages/parts.ts';
import type { Visit } from '../../gateway/pages/site/visit.ts';
import { address, paths } from '../paths.ts';
import type { GridColumn } from '../shown/grid.ts';
import { ago, whole } from '../shown/words.ts';

type Reply = ReplyOf<(typeof contract)['services']['LostMessages']['operations']['listLostMessages']>;
export type Lost = NonNullable<Reply['lost']>[number];

const choice = ({ lostMessageId, event, orderingKey }: Lost, chosen: readonly string[]): Piece =>
  html`<input class="choice-input" form="lost"${attributes({ type: 'checkbox', name: 'lostMessageId', value: lostMessageId, checked: chosen.includes(lostMessageId), 'aria-label': `Choose ${event} about ${orderingKey}` })}>`;

const choose = (visit: Visit): GridColumn<Lost> => ({
  key: 'choose',
  sorts: false,
  title: 'Choose',
  value: () => undefined,
  cell: (one) => choice(one, visit.fields.all('lostMessageId')),
});

const about = ({ visitor }: Visit): GridColumn<Lost> => ({
  key: 'about',
  sorts: false,
  title: 'About',
  value: ({ orderingKey }) => orderingKey,
  cell: ({ orderingKey, conversationId }) =>
    visitor.may('audit.consultTrail')
      ? link(code(orderingKey), address(paths.journey, { conversation: conversationId }))
      : code(orderingKey),
});

const why: GridColumn<Lost> = {
  key: 'why',
  sorts: false,
  title: 'Why',
  value: ({ lastError, closeReason }) => closeReason ?? lastError,
  cell: ({ lastError, closeReason, closedBy }) =>
    closeReason === undefined
      ? (lastError ?? 'not known')
      : html`${closeReason}<br><span class="muted">closed by ${closedBy}</span>`,
};

export const columnsFor = (visit: Visit, mayChange: boolean): readonly GridColumn<Lost>[] => [
  ...(mayChange ? [choose(visit)] : []),
  { key: 'component', title: 'From', value: (one) => one.component, cell: (one) => one.component },
  { key: 'subscriber', title: 'To', value: (one) => one.subscriber, cell: (one) => one.subscriber },
  {
    key: 'event',
    title: 'Message',
    value: ({ event }) => event,
    cell: ({ event, priority }) => html`${event}<br><span class="muted">priority ${priority}</span>`,
  },
  about(visit),
  {
    key: 'lostAt',
    title: 'Given up',
    value: ({ lostAtMs }) => new Date(lostAtMs).toISOString(),
    cell: ({ lostAtMs }) => ago(lostAtMs, visit.nowMs),
  },
  {
    key: 'sentAt',
    title: 'Sent',
    value: ({ sentAtMs }) => new Date(sentAtMs).toISOString(),
    cell: ({ sentAtMs }) => ago(sentAtMs, visit.nowMs),
  },
  {
    key: 'attempts',
    title: 'Tried',
    numeric: true,
    value: ({ attempts }) => attempts,
    cell: ({ attempts, replays }) =>
      html`${whole(attempts)}${replays > 0 && html`<br><span class="muted">put back ${whole(replays)} times</span>`}`,
  },
  why,
];
