/** What the picture shows, in words and figures. */
import type { Html } from '../../gateway/pages/html.ts';
import { html } from '../../gateway/pages/html.ts';
import { link, table } from '../../gateway/pages/parts.ts';
import { stateOf } from '../page.ts';
import { milliseconds, percent, perSecond, whole } from '../shown/words.ts';
import { nameOf } from './names.ts';
import type { Traffic, TrafficEdge, TrafficNode } from './picture.ts';

const circleNames: Readonly<Record<string, string>> = {
  untrusted: 'Untrusted',
  trusted: 'Trusted',
  central: 'Central',
  administrators: 'Administrators',
};

export const nodesTable = ({ node = [] }: Traffic, pathOf: (node: TrafficNode) => string): Html =>
  table({
    caption: 'Who stands where',
    rows: node,
    columns: [
      { title: 'Name', cell: (one) => link(nameOf(one.node), pathOf(one)) },
      { title: 'Circle', cell: ({ circle }) => circleNames[circle] ?? circle },
      { title: 'State', cell: ({ state }) => stateOf(state) },
      { title: 'Alerts', cell: ({ firing }) => whole(firing) },
      { title: 'Waits for it', cell: ({ waiting }) => (waiting === undefined ? 'nothing' : whole(waiting)) },
    ],
  });

const told = (edges: readonly TrafficEdge[]) =>
  edges
    .filter(({ ratePerSecond }) => Number(ratePerSecond) > 0)
    .sort((one, other) => Number(other.ratePerSecond) - Number(one.ratePerSecond));

export const edgesTable = ({ edge = [], minutes }: Traffic): Html => {
  const rows = told(edge);
  if (rows.length === 0) return html`<h2>Traffic</h2><p>None in the last ${minutes} minutes.</p>`;
  return table({
    caption: `Traffic of the last ${minutes} minutes`,
    rows,
    columns: [
      { title: 'From', cell: ({ from }) => nameOf(from) },
      { title: 'To', cell: ({ to }) => nameOf(to) },
      { title: 'Of what', cell: ({ kind }) => (kind === 'call' ? 'calls' : 'messages') },
      { title: 'Rate', cell: ({ ratePerSecond }) => perSecond(Number(ratePerSecond)) },
      { title: 'Failed', cell: ({ errorPercent }) => percent(Number(errorPercent)) },
      { title: 'Refused', cell: ({ refusedPercent }) => percent(Number(refusedPercent)) },
      {
        title: '95 in 100 within',
        cell: ({ p95Ms }) => (p95Ms === undefined ? 'not known' : milliseconds(Number(p95Ms))),
      },
    ],
  });
};
