/**
 * The circles of trust as a picture. It says nothing that the table below it does not: it is hidden from those who do not see
 * it, and its links are for the pointer.
 */
import type { ReplyOf } from '../../../reference-architecture/contract/language.ts';
import { attributes, type Html, html, type Piece } from '../../gateway/pages/html.ts';
import type { contract } from '../../monitoring/contract.ts';
import { perSecond } from '../shown/words.ts';
import { bowOf, heatOf, widthOf } from './edges.ts';
import { nameOf } from './names.ts';
import { type Place, placesOf, rings } from './places.ts';

export type Traffic = ReplyOf<(typeof contract)['services']['Present']['operations']['consultTraffic']>;
export type TrafficNode = NonNullable<Traffic['node']>[number];
export type TrafficEdge = NonNullable<Traffic['edge']>[number];

/** Lines that bear a figure: those with most traffic, and those that burn. */
const labelled = 8;

/** Below and to the left, where nobody stands and no line goes. */
const titleAt = (radius: number) => ({
  x: Math.round((radius - 26) * Math.cos((124 * Math.PI) / 180)),
  y: Math.round((radius - 26) * Math.sin((124 * Math.PI) / 180)),
});

/** Rings whose node says what they are. */
const namedByNode: ReadonlySet<string> = new Set(['uumds', 'administrators']);

const ringOf = ({ circle, title, radius }: (typeof rings)[number]): Html =>
  html`<circle class="ring ring-${circle}" r="${radius}"/>${!namedByNode.has(circle) && html`<text class="ring-title" x="${titleAt(radius).x}" y="${titleAt(radius).y}">${title}</text>`}`;

const edgeOf = (places: ReadonlyMap<string, Place>, edge: TrafficEdge): Piece => {
  const [from, to] = [places.get(edge.from), places.get(edge.to)];
  const bow = from && to && bowOf(from, to);
  if (bow === undefined) return undefined;
  const [rate, failed] = [Number(edge.ratePerSecond), Number(edge.errorPercent)];
  const heat = heatOf(rate, failed);
  const shape = {
    class: `edge edge-${heat}`,
    d: bow.path,
    'stroke-width': widthOf(rate),
    'marker-end': `url(#tip-${heat})`,
  };
  return html`<path${attributes(shape)}><title>${nameOf(edge.from)} to ${nameOf(edge.to)}: ${perSecond(rate)}</title></path>${
    rate > 0 && html`<path class="flow flow-${heat}" d="${bow.path}"/>`
  }`;
};

const edgeLabel = (places: ReadonlyMap<string, Place>, edge: TrafficEdge): Piece => {
  const [from, to] = [places.get(edge.from), places.get(edge.to)];
  const bow = from && to && bowOf(from, to);
  // Between neighbours a figure would lie on their names.
  if (bow === undefined || bow.length < 36) return undefined;
  return html`<text class="edge-label" x="${bow.x}" y="${bow.y + 4}">${perSecond(Number(edge.ratePerSecond))}</text>`;
};

const badge = ({ x, y, radius }: Place, { firing, waiting = 0 }: TrafficNode): Piece => {
  const at = { x: Math.round(x + radius * 0.75), y: Math.round(y - radius * 0.75) };
  if (firing > 0)
    return html`<circle class="badge badge-bad" cx="${at.x}" cy="${at.y}" r="12"/><text class="badge-text" x="${at.x}" y="${at.y + 5}">!</text>`;
  if (waiting === 0) return undefined;
  const text = waiting > 999 ? '999+' : String(waiting);
  return html`<rect class="badge badge-waiting" x="${at.x - 6 - text.length * 4}" y="${at.y - 10}" width="${12 + text.length * 8}" height="20" rx="10"/><text class="badge-text" x="${at.x}" y="${at.y + 5}">${text}</text>`;
};

const nodeOf = (place: Place, node: TrafficNode, to: string): Html => {
  const { x, y, radius } = place;
  const isPartner = node.kind === 'partner';
  const below = isPartner ? y + 5 : y + radius + 19;
  return html`<a href="${to}" tabindex="-1" class="node node-${node.state} node-${node.kind}"><circle cx="${x}" cy="${y}" r="${radius}"/>${
    !isPartner && html`<circle class="core" cx="${x}" cy="${y}" r="${Math.round(radius * 0.42)}"/>`
  }<text class="node-name${isPartner && ' inside'}" x="${x}" y="${below}">${nameOf(node.node)}</text>${badge(place, node)}</a>`;
};

const tip = (heat: string): Html =>
  html`<marker id="tip-${heat}" class="tip tip-${heat}" viewBox="0 0 8 8" refX="5" refY="4" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z"/></marker>`;

const byWeight = (one: TrafficEdge, other: TrafficEdge) =>
  Number(other.errorPercent) - Number(one.errorPercent) || Number(other.ratePerSecond) - Number(one.ratePerSecond);

/** @param pathOf where a node leads */
export const picture = ({ node = [], edge = [] }: Traffic, pathOf: (node: TrafficNode) => string): Html => {
  const places = placesOf(node);
  const told = edge
    .filter(({ ratePerSecond, errorPercent }) => Number(ratePerSecond) >= 0.1 || Number(errorPercent) > 0)
    .sort(byWeight)
    .slice(0, labelled);
  return html`<svg class="circles" viewBox="-408 -392 816 784" aria-hidden="true" focusable="false"><defs>${['quiet', 'good', 'warm', 'hot'].map(tip)}</defs>
${rings.map(ringOf)}
<g>${edge.map((one) => edgeOf(places, one))}</g>
<g>${node.map((one) => {
    const place = places.get(one.node);
    return place && nodeOf(place, one, pathOf(one));
  })}</g>
<g>${told.map((one) => edgeLabel(places, one))}</g></svg>`;
};
