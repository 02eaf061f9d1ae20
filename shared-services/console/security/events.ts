/** The stream of security events, and where security stands. */
import { html, type Piece } from '../../gateway/pages/html.ts';
import { buttonLink } from '../../gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { contract as security } from '../../security/contract.ts';
import type { ConsolePage } from '../page.ts';
import { address, paths } from '../paths.ts';
import { tablePage } from '../shown/answer.ts';
import { textsOf } from '../shown/asked.ts';
import { dateTimeOf } from '../shown/moments.ts';
import { tile } from '../shown/tile.ts';
import { whole } from '../shown/words.ts';
import { eventColumns, type State, severities } from './columns.ts';

const names = ['kind', 'severity', 'platform', 'partner', 'credential', 'address', 'conversationId', 'before'] as const;

const find = ({ calls, fields }: Visit) => {
  const [from, to] = [dateTimeOf(fields.text('from')), dateTimeOf(fields.text('to'))];
  return calls.to(security).listSecurityEvents({
    ...textsOf(fields, names),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    limit: fields.text('format') === 'csv' ? 500 : 100,
  });
};

const gauges = ({ lastDay = [], openIncidents = [], ...now }: State): Piece => {
  const incidents = openIncidents.reduce((sum, { count }) => sum + count, 0);
  const events = lastDay.reduce((sum, { count }) => sum + count, 0);
  const grave = openIncidents.some(({ severity }) => severity === 'high' || severity === 'critical');
  const late = now.responsesNotApplied > 0;
  return html`<ul class="gauges">${[
    tile(
      'Incidents',
      paths.incidents,
      whole(incidents),
      incidents === 0 ? 'none is open' : 'not closed',
      grave ? 'bad' : 'plain-tone',
    ),
    tile('Events of the last day', paths.security, whole(events), 'seen at all doors', 'plain-tone'),
    tile(
      'To decide',
      address(paths.responses, { state: 'proposed' }),
      whole(now.responsesToDecide),
      'responses that wait for a second person',
      'plain-tone',
    ),
    tile(
      'In force',
      address(paths.responses, { state: 'in-force' }),
      whole(now.responsesInForce),
      late ? `${whole(now.responsesNotApplied)} of which gateways do not know yet` : 'known at every gateway',
      late ? 'bad' : 'good',
    ),
  ]}</ul>`;
};

const lost = ({ source = [] }: State): Piece => {
  const dropped = source.filter((one) => one.dropped > 0);
  return (
    dropped.length > 0 &&
    html`<p>Events were lost, for want of room, at ${dropped.map(({ platform, dropped: count }) => html`${platform} (${whole(count)}) `)}</p>`
  );
};

const show = async (visit: Visit): Promise<PageAnswer> => {
  const { fields } = visit;
  const [{ event = [], more }, now] = await Promise.all([
    find(visit),
    visit.calls.to(security).consultSecurityState({}),
  ]);
  const older = { ...textsOf(fields, [...names, 'from', 'to']), before: event.at(-1)?.id };
  return tablePage({
    title: 'Security',
    here: paths.security,
    still: fields.text('before') !== '',
    lead: html`${gauges(now)}${lost(now)}`,
    table: {
      caption: 'Security events, the newest first',
      path: paths.security,
      fields,
      columns: eventColumns,
      rows: event,
      empty: 'No event is like that.',
      filters: [
        {
          name: 'severity',
          label: 'At least',
          choices: [['', 'all'], ...severities.map((one) => [one, one] as const)],
        },
        { name: 'kind', label: 'Kind', hint: 'authentication-failed' },
        { name: 'partner', label: 'Partner' },
        { name: 'credential', label: 'Credential' },
        { name: 'address', label: 'Address' },
        { name: 'from', label: 'From (UTC)', hint: '2026-11-22T10:00' },
        { name: 'to', label: 'Until (UTC)', hint: '2026-11-23' },
      ],
    },
    after:
      more && html`<p class="actions">${buttonLink('Older events', address(paths.security, older), 'secondary')}</p>`,
  });
};

export const securityPage: ConsolePage = {
  path: '/security',
  link: { title: 'Security', group: 'Security' },
  shows: ['security.listSecurityEvents', 'security.consultSecurityState'],
  live: true,
  show,
};
