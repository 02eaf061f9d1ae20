/** Bars made on the server, with the same figures as a table beside them: who does not see the picture reads those. */
import { attributes, type Html, html } from '../html.ts';

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** What is said beside the value: `12 % of 340`. */
  readonly note?: string;
}

export interface BarChartParts {
  readonly title: string;
  /** What the values count: `hits`. */
  readonly unit: string;
  readonly bars: readonly Bar[];
  /** Where the scale ends; the largest value if it is not said. */
  readonly most?: number;
}

const [width, rowHeight, barHeight] = [600, 28, 18];

const figure = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

const barOf = ({ label, value }: Bar, at: number, most: number): Html => {
  const length = most <= 0 ? 0 : Math.max(value > 0 ? 2 : 0, (value / most) * width);
  const y = at * rowHeight + (rowHeight - barHeight) / 2;
  return html`<rect class="bar"${attributes({ x: 0, y, width: Math.round(length), height: barHeight, rx: 2 })}><title>${label}: ${figure.format(value)}</title></rect>`;
};

const rowOf = ({ label, value, note }: Bar, unit: string): Html =>
  html`<tr><th scope="row">${label}</th><td>${figure.format(value)} ${unit}${note !== undefined && html` <span class="muted">${note}</span>`}</td></tr>`;

/** Each row of the table stands beside its bar. */
export const barChart = ({
  title,
  unit,
  bars,
  most = Math.max(0, ...bars.map(({ value }) => value)),
}: BarChartParts): Html => {
  const height = Math.max(1, bars.length) * rowHeight;
  return html`<figure class="chart"><figcaption>${title}</figcaption><div class="chart-beside">
<table class="chart-table"><caption class="unseen">${title}</caption><tbody>${bars.map((bar) => rowOf(bar, unit))}</tbody></table>
<svg class="chart-bars" aria-hidden="true" focusable="false" preserveAspectRatio="none"${attributes({ viewBox: `0 0 ${width} ${height}`, height })}>${bars.map((bar, at) => barOf(bar, at, most))}</svg>
</div></figure>`;
};
