/** Columns over time, made on the server, with the same figures in a table that opens below. */
import { attributes, type Html, html } from '../html.ts';

export interface TimedValue {
  /** `2026-11-21` or `2026-11-21 08:00` */
  readonly at: string;
  readonly value: number;
  /** What the value is a part of. */
  readonly of?: number;
}

export interface ColumnChartParts {
  readonly title: string;
  /** What the values count: `hits`. */
  readonly unit: string;
  /** What they are a part of: `declarations`. */
  readonly ofUnit?: string;
  readonly values: readonly TimedValue[];
}

const [width, height, left, bottom, top] = [720, 200, 44, 22, 8];

const figure = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });

/** The next of 1, 2, 5, 10, 20 ...: a scale that people can read. */
const scaleEnd = (most: number): number => {
  if (most <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 5, 10].map((one) => one * power).find((one) => one >= most) ?? most;
};

const lineAt = (share: number, end: number): Html => {
  const y = top + (1 - share) * (height - top - bottom);
  return html`<line class="chart-line"${attributes({ x1: left, x2: width, y1: y, y2: y })}/><text class="chart-text" text-anchor="end"${attributes({ x: left - 6, y: y + 4 })}>${figure.format(share * end)}</text>`;
};

const columnOf = ({ at, value }: TimedValue, position: number, count: number, end: number): Html => {
  const step = (width - left) / count;
  const full = height - top - bottom;
  const tall = Math.max(value > 0 ? 1.5 : 0, (value / end) * full);
  const wide = Math.max(1, Math.min(28, step * 0.75));
  const place = { x: (left + position * step + (step - wide) / 2).toFixed(1), y: (top + full - tall).toFixed(1) };
  return html`<rect class="bar"${attributes({ ...place, width: wide.toFixed(1), height: tall.toFixed(1) })}><title>${at}: ${figure.format(value)}</title></rect>`;
};

const labels = (values: readonly TimedValue[]): Html => {
  const [first, last] = [values[0]?.at ?? '', values.at(-1)?.at ?? ''];
  return html`<text class="chart-text"${attributes({ x: left, y: height - 5 })}>${first}</text>${
    values.length > 1 &&
    html`<text class="chart-text" text-anchor="end"${attributes({ x: width, y: height - 5 })}>${last}</text>`
  }`;
};

const tableOf = ({ title, unit, ofUnit, values }: ColumnChartParts): Html =>
  html`<details><summary>The figures</summary><table class="chart-table"><caption class="unseen">${title}</caption>
<thead><tr><th scope="col">When</th><th scope="col">${unit}</th>${ofUnit !== undefined && html`<th scope="col">${ofUnit}</th>`}</tr></thead>
<tbody>${values.map(
    ({ at, value, of }) =>
      html`<tr><th scope="row">${at}</th><td>${figure.format(value)}</td>${ofUnit !== undefined && html`<td>${of === undefined ? '' : figure.format(of)}</td>`}</tr>`,
  )}</tbody></table></details>`;

export const columnChart = (parts: ColumnChartParts): Html => {
  const { title, values } = parts;
  const end = scaleEnd(Math.max(0, ...values.map(({ value }) => value)));
  return html`<figure class="chart"><figcaption>${title}</figcaption>
<svg class="chart-columns" aria-hidden="true" focusable="false"${attributes({ viewBox: `0 0 ${width} ${height}` })}>${[0, 0.5, 1].map((share) => lineAt(share, end))}${values.map((one, at) => columnOf(one, at, values.length, end))}${labels(values)}</svg>
${tableOf(parts)}</figure>`;
};
