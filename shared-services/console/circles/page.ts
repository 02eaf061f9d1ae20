/** The first page: the circles of trust as they are now, and what needs somebody. */
import { type Html, html, type Piece } from '../../gateway/pages/html.ts';
import { link } from '../../gateway/pages/parts.ts';
import { livePart, liveState } from '../../gateway/pages/site/live-part.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { contract as monitoring } from '../../monitoring/contract.ts';
import { type ConsolePage, stateOf } from '../page.ts';
import { address, paths } from '../paths.ts';
import { tile } from '../shown/tile.ts';
import { duration, few, whole } from '../shown/words.ts';
import { nameOf } from './names.ts';
import { picture, type Traffic, type TrafficNode } from './picture.ts';
import { edgesTable, nodesTable } from './tables.ts';

const pathOf = ({ node, kind }: TrafficNode): string => {
  if (kind === 'partner') return paths.partner(node);
  if (kind === 'platform') return address(paths.services, { platform: node });
  return node === 'traders' ? address(paths.services, { platform: 'speed2ng' }) : paths.processes;
};

const gather = ({ calls }: Visit) => {
  const monitor = calls.to(monitoring);
  return Promise.all([
    monitor.consultTraffic({}),
    monitor.listAlerts({ state: 'firing', limit: 6 }),
    monitor.listServiceHealth({}),
    monitor.listQueues({ nonEmpty: true }),
  ]);
};

type Gathered = Awaited<ReturnType<typeof gather>>;

const gauges = ([traffic, alerts, health, queues]: Gathered): Html => {
  const services = health.service ?? [];
  const troubled = services.filter(({ state }) => state === 'failing' || state === 'burning').length;
  const oldest = Math.max(0, ...(queues.queue ?? []).map(({ oldestSeconds }) => Number(oldestSeconds)));
  return html`<ul class="gauges">${[
    tile('Filings', paths.figures, `${few(Number(traffic.filingsPerSecond))}/s`, 'registered, without probes'),
    tile(
      'Alerts',
      paths.alerts,
      whole(alerts.firing),
      alerts.firing === 0 ? 'nothing needs anybody' : `fire, ${alerts.silenced} of them silenced`,
      alerts.firing > 0 ? 'bad' : 'good',
    ),
    tile(
      'Services',
      paths.services,
      `${services.length - troubled} of ${services.length}`,
      'keep what they promise',
      troubled > 0 ? 'bad' : 'good',
    ),
    tile(
      'Waiting messages',
      paths.queues,
      whole(queues.waiting),
      queues.waiting === 0 ? 'everything is delivered' : `the oldest for ${duration(oldest)}`,
      oldest > 300 ? 'bad' : 'plain-tone',
    ),
  ]}</ul>`;
};

const needs = ([, alerts]: Gathered, nowMs: number): Piece => {
  const firing = alerts.alert ?? [];
  if (firing.length === 0) return html`<p class="all-well">${stateOf('good')} Nothing needs anybody now.</p>`;
  return html`<h2 class="needs-title">Needs somebody</h2><ul class="needs">${firing.map(
    ({ alertId, alert, severity, summary, firingSinceMs, sinceMs, acknowledgedBy }) =>
      html`<li class="need need-${severity}">${link(alert, paths.alert(alertId))} <span class="muted">${severity === 'page' ? 'now' : 'in working hours'}, for ${duration((nowMs - (firingSinceMs ?? sinceMs)) / 1000)}${acknowledgedBy !== undefined && `, taken on by ${acknowledgedBy}`}</span><span class="need-text">${summary}</span></li>`,
  )}</ul>${alerts.firing > firing.length && html`<p>${link(`All ${alerts.firing}`, paths.alerts)}</p>`}`;
};

const burning = ({ node = [], edge = [] }: Traffic): string => {
  const nodes = node.filter(({ state }) => state === 'failing' || state === 'burning').map((one) => nameOf(one.node));
  const lines = edge
    .filter(({ errorPercent }) => Number(errorPercent) >= 1)
    .map(({ from, to }) => `${nameOf(from)} to ${nameOf(to)}`);
  const all = [...nodes, ...lines];
  return all.length === 0 ? 'Nowhere does it burn.' : `It burns at ${all.join(', ')}.`;
};

const show = async (visit: Visit): Promise<PageAnswer> => {
  const gathered = await gather(visit);
  const [traffic] = gathered;
  const live = {
    now: html`${gauges(gathered)}<div class="circles-row"><figure class="circles-figure">${picture(traffic, pathOf)}<figcaption class="unseen">The circles of trust. ${burning(traffic)} The tables below say the same.</figcaption></figure><div class="circles-side">${needs(gathered, visit.nowMs)}<h2 class="needs-title">How to read it</h2><ul class="key-list"><li><span class="key-line key-good"></span>The wider, the more calls or messages</li><li><span class="key-line key-warm"></span>Some of them fail</li><li><span class="key-line key-hot"></span>One in a hundred fails, or more</li><li><span class="key-dot"></span>Something fires there</li></ul></div></div>`,
    tables: html`${edgesTable(traffic)}${nodesTable(traffic, pathOf)}`,
  };
  return {
    here: paths.home,
    live,
    page: {
      title: 'Circles of trust',
      body: html`${liveState}${livePart('now', live.now)}${livePart('tables', live.tables)}`,
    },
  };
};

export const circlesPage: ConsolePage = {
  path: '/',
  link: { title: 'Circles of trust', group: 'Now' },
  shows: [
    'monitoring.consultTraffic',
    'monitoring.listAlerts',
    'monitoring.listServiceHealth',
    'monitoring.listQueues',
  ],
  live: true,
  show,
};
