/** One Member State: its queues by priority, its certificates, its dead letters. */
import { exchangeContract } from '../../gateway/exchange/administration.ts';
import { type Html, html, type Piece } from '../../gateway/pages/html.ts';
import { buttonLink, facts, table, wayBack } from '../../gateway/pages/parts.ts';
import { livePart, liveState } from '../../gateway/pages/site/live-part.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { contract as monitoring } from '../../monitoring/contract.ts';
import { type ConsolePage, stateOf } from '../page.ts';
import { address, paths } from '../paths.ts';
import { ago, duration, few, instant, whole } from '../shown/words.ts';
import { type Partner, stateOfPartner } from './partners.ts';

/** One for whom the exchange has had nothing yet. */
const unknown = (partner: string): Partner => ({
  partner,
  depth: 0,
  oldestSeconds: 0,
  deliveredLastHour: 0,
  pushedLastHour: 0,
  deadLetters: 0,
});

const factsOf = (one: Partner, nowMs: number): Html =>
  facts({
    State: stateOf(stateOfPartner(one)),
    'Messages that wait': whole(one.depth),
    'The oldest for': one.depth === 0 ? undefined : duration(one.oldestSeconds),
    'Delivered in the last hour': `${whole(one.deliveredLastHour)}, ${whole(one.pushedLastHour)} of them pushed`,
    'Last delivery': one.lastDeliveredAtMs === undefined ? 'never' : ago(one.lastDeliveredAtMs, nowMs),
    'Dead letters': whole(one.deadLetters),
  });

const queuesOf = ({ waiting = [] }: Partner): Piece =>
  waiting.length > 0 &&
  table({
    caption: 'What waits',
    rows: waiting,
    columns: [
      { title: 'Priority', cell: ({ priority }) => priority },
      { title: 'Messages', cell: ({ depth }) => whole(depth) },
      { title: 'The oldest for', cell: ({ oldestSeconds }) => duration(oldestSeconds) },
      { title: 'Tried at most', cell: ({ attempts }) => `${whole(attempts)} times` },
    ],
  });

const certificatesOf = async ({ calls }: Visit, partner: string): Promise<Piece> => {
  const { certificate = [] } = await calls.to(monitoring).listCertificates({});
  const own = certificate.filter((one) => one.certificate.split(/[^A-Za-z]+/).includes(partner));
  if (own.length === 0) return html`<h2>Certificates</h2><p>The platform holds none of its certificates.</p>`;
  return table({
    caption: 'Certificates',
    rows: own,
    columns: [
      { title: 'Name', cell: (one) => one.certificate },
      { title: 'State', cell: ({ state }) => stateOf(state) },
      { title: 'Days left', cell: ({ daysLeft }) => few(Number(daysLeft)) },
      { title: 'Ends', cell: ({ endsAtMs }) => instant(endsAtMs) },
    ],
  });
};

const show = async (visit: Visit): Promise<PageAnswer> => {
  const name = visit.parameters['partner'] ?? '';
  const { partner = [] } = await visit.calls.to(exchangeContract).listPartners({ partner: name });
  const one = partner[0] ?? unknown(name);
  const live = { now: html`${factsOf(one, visit.nowMs)}${queuesOf(one)}` };
  return {
    here: paths.partners,
    live,
    page: {
      title: `Member State ${name}`,
      above: wayBack([{ title: 'Partners', path: paths.partners }]),
      body: html`${liveState}${livePart('now', live.now)}${
        visit.visitor.may('ccn2ng.listDeadLetters') &&
        html`<p class="actions">${buttonLink('Its dead letters', address(paths.deadLetters, { partner: name }), 'secondary')}</p>`
      }${visit.visitor.may('monitoring.listCertificates') && (await certificatesOf(visit, name))}`,
    },
  };
};

export const partnerPage: ConsolePage = {
  path: '/partners/:partner',
  shows: ['ccn2ng.listPartners'],
  may: ['monitoring.listCertificates', 'ccn2ng.listDeadLetters'],
  live: true,
  show,
};
