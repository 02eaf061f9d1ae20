/** Rates with their intervals, drawn on the server; the same figures stand as a table beside them. */
import { attributes, type Html, html } from '../../../../../shared-services/gateway/pages/html.ts';
import { percent } from '../trials/words.ts';

export interface IntervalRow {
  readonly label: string;
  /** Shares, 0 to 1. */
  readonly value: number;
  readonly from: number;
  readonly to: number;
  readonly note: string;
}

const [width, rowHeight] = [600, 28];

const lineOf = ({ label, value, from, to }: IntervalRow, at: number): Html => {
  const [x, middle] = [(share: number) => Math.round(share * width), at * rowHeight + rowHeight / 2];
  const reach = { x: x(from), y: middle - 3, width: Math.max(2, x(to) - x(from)), height: 6, rx: 3 };
  return html`<rect class="interval"${attributes(reach)}><title>${label}: ${percent(from)} to ${percent(to)}</title></rect><circle class="bar"${attributes({ cx: Math.min(width - 6, Math.max(6, x(value))), cy: middle, r: 6 })}><title>${label}: ${percent(value)}</title></circle>`;
};

const rowOf = ({ label, value, from, to, note }: IntervalRow): Html =>
  html`<tr><th scope="row">${label}</th><td>${percent(value)} <span class="muted">${percent(from)} to ${percent(to)}; ${note}</span></td></tr>`;

/** From nothing to all, always: charts of other days are compared with it. */
export const intervalChart = ({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: readonly IntervalRow[];
}): Html => {
  const height = Math.max(1, rows.length) * rowHeight;
  return html`<figure class="chart"><figcaption>${title}</figcaption><div class="chart-beside">
<table class="chart-table"><caption class="unseen">${title}</caption><tbody>${rows.map(rowOf)}</tbody></table>
<svg class="chart-bars" aria-hidden="true" focusable="false"${attributes({ viewBox: `0 0 ${width} ${height}`, height })}>${rows.map(lineOf)}</svg>
</div></figure>`;
};
