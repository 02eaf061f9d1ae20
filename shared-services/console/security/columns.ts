/** Security events, incidents and responses in tables. */
import type { ReplyOf } from '../../../reference-architecture/contract/language.ts';
import { html, type Piece } from '../../gateway/pages/html.ts';
import { code, link, type StateTone, state } from '../../gateway/pages/parts.ts';
import type { contract as security } from '../../security/contract.ts';
import { address, paths } from '../paths.ts';
import type { GridColumn } from '../shown/grid.ts';
import { msOf } from '../shown/moments.ts';
import { ago, instant, whole } from '../shown/words.ts';

type Services = (typeof security)['services'];
export type State = ReplyOf<Services['SecurityEvents']['operations']['consultSecurityState']>;
export type Event = NonNullable<
  ReplyOf<Services['SecurityEvents']['operations']['listSecurityEvents']>['event']
>[number];
export type Incident = NonNullable<
  ReplyOf<Services['SecurityIncidents']['operations']['listIncidents']>['incident']
>[number];
export type Response = NonNullable<
  ReplyOf<Services['SecurityResponse']['operations']['listResponses']>['response']
>[number];

export const severities = ['info', 'low', 'medium', 'high', 'critical'] as const;

const grave: Readonly<Record<string, StateTone>> = { medium: 'waiting', high: 'bad', critical: 'bad' };
export const severityOf = (severity: string): Piece => state(severity, grave[severity] ?? 'ended');

const standings: Readonly<Record<string, StateTone>> = {
  open: 'bad',
  acknowledged: 'waiting',
  proposed: 'waiting',
  emergency: 'bad',
  'in-force': 'good',
};
export const standingOf = (name: string): Piece => state(name.replace('-', ' '), standings[name] ?? 'ended');

export const said = (name: string): string => name.replaceAll('-', ' ');

const at = (dateTime: string): Piece => instant(msOf(dateTime));
const gravity = (severity: string): number => severities.indexOf(severity as (typeof severities)[number]);

const sourceOf = ({ partner, credential, address: from, country }: Event): Piece =>
  html`${partner ?? 'not known'}${credential !== undefined && html`<br><span class="muted">${credential.slice(0, 16)}</span>`}${from !== undefined && html`<br><span class="muted">${from}${country !== undefined && ` (${country})`}</span>`}`;

export const eventColumns: readonly GridColumn<Event>[] = [
  { key: 'at', title: 'When', value: (one) => one.at, cell: (one) => at(one.at) },
  {
    key: 'kind',
    title: 'What',
    value: ({ kind, code: of }) => `${kind} ${of}`,
    cell: ({ kind, code: of, count }) => html`${said(kind)}${count > 1 && ` (${whole(count)} times)`}<br>${code(of)}`,
  },
  {
    key: 'severity',
    title: 'How grave',
    value: ({ severity }) => gravity(severity),
    cell: ({ severity }) => severityOf(severity),
  },
  {
    key: 'platform',
    title: 'At',
    value: ({ platform }) => platform,
    cell: ({ platform, protocol }) => html`${platform}<br><span class="muted">${protocol}</span>`,
  },
  {
    key: 'source',
    title: 'From',
    value: (one) => `${one.partner ?? ''} ${one.credential ?? ''} ${one.address ?? ''}`,
    cell: sourceOf,
  },
  {
    key: 'about',
    title: 'About',
    value: ({ operation, detail }) => `${operation ?? ''} ${detail ?? ''}`,
    cell: ({ operation, detail, conversationId: conversation }) =>
      html`${operation ?? detail}${conversation !== undefined && html`<br>${link('its journey', address(paths.journey, { conversation }))}`}`,
  },
];

export const incidentColumns = (nowMs: number): readonly GridColumn<Incident>[] => [
  {
    key: 'kind',
    title: 'Incident',
    sorts: false,
    value: ({ kind }) => kind,
    cell: ({ kind, incidentId }) => link(said(kind), paths.incident(incidentId)),
  },
  {
    key: 'severity',
    title: 'How grave',
    value: ({ severity }) => gravity(severity),
    cell: ({ severity }) => severityOf(severity),
  },
  { key: 'state', title: 'State', sorts: false, value: (one) => one.state, cell: (one) => standingOf(one.state) },
  {
    key: 'source',
    title: 'From',
    sorts: false,
    value: ({ source }) => source,
    cell: ({ source, sourceKind }) =>
      html`<span class="breaks">${source}</span><br><span class="muted">${sourceKind}</span>`,
  },
  {
    key: 'events',
    title: 'Events',
    sorts: false,
    numeric: true,
    value: ({ events }) => events,
    cell: ({ events }) => whole(events),
  },
  {
    key: 'opened',
    title: 'Opened',
    value: ({ openedAt }) => openedAt,
    cell: ({ openedAt }) => ago(msOf(openedAt), nowMs),
  },
  {
    key: 'seen',
    title: 'Last seen',
    value: ({ lastSeenAt }) => lastSeenAt,
    cell: ({ lastSeenAt }) => ago(msOf(lastSeenAt), nowMs),
  },
  {
    key: 'by',
    title: 'Taken on by',
    sorts: false,
    value: ({ acknowledgedBy }) => acknowledgedBy,
    cell: ({ acknowledgedBy }) => acknowledgedBy ?? 'nobody',
  },
];

export const responseColumns = (nowMs: number): readonly GridColumn<Response>[] => [
  {
    key: 'action',
    title: 'Response',
    sorts: false,
    value: ({ action }) => action,
    cell: ({ action, responseId }) => link(said(action), paths.response(responseId)),
  },
  {
    key: 'target',
    title: 'Against',
    sorts: false,
    value: ({ target }) => target,
    cell: ({ target }) => html`<span class="breaks">${target}</span>`,
  },
  {
    key: 'state',
    title: 'State',
    sorts: false,
    value: (one) => one.state,
    cell: (one) =>
      html`${standingOf(one.state)}${!one.applied && html` <span class="muted">gateways are not told yet</span>`}`,
  },
  { key: 'reason', title: 'Why', sorts: false, value: ({ reason }) => reason, cell: ({ reason }) => reason },
  {
    key: 'proposed',
    title: 'Proposed',
    sorts: false,
    value: ({ proposedAt }) => proposedAt,
    cell: ({ proposedAt }) => ago(msOf(proposedAt), nowMs),
  },
  {
    key: 'until',
    title: 'Until',
    sorts: false,
    value: ({ until }) => until,
    cell: ({ until }) => (until === undefined ? 'it is lifted' : at(until)),
  },
];
