/** A line for each component, a mark for each record: where the time goes. The list below it says the same. */
import { html, type Piece } from '../../gateway/pages/html.ts';
import type { TrailRecord } from './hops.ts';

const rowHeight = 30;
const [left, width] = [170, 600];

export const lanes = (records: readonly TrailRecord[]): Piece => {
  const times = records.map(({ recordedAtMs }) => recordedAtMs);
  const [from, to] = [Math.min(...times), Math.max(...times)];
  if (from === to) return undefined;
  const names = [...new Set(records.map(({ component }) => component))];
  const x = ({ recordedAtMs }: TrailRecord) => Math.round(left + ((recordedAtMs - from) / (to - from)) * width);
  const y = ({ component }: TrailRecord) => names.indexOf(component) * rowHeight + 20;
  return html`<svg class="lanes" viewBox="0 0 800 ${names.length * rowHeight + 10}" aria-hidden="true" focusable="false">${names.map(
    (name, index) =>
      html`<text class="lane-name" x="${left - 12}" y="${index * rowHeight + 24}">${name}</text><path class="lane" d="M${left} ${index * rowHeight + 20}h${width}"/>`,
  )}<polyline class="lane-way" points="${records.map((one) => `${x(one)},${y(one)}`).join(' ')}"/>${records.map(
    (one) => html`<circle class="lane-mark lane-${one.outcome}" cx="${x(one)}" cy="${y(one)}" r="6"/>`,
  )}</svg>`;
};
