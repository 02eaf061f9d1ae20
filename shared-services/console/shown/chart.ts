/** Figures over time: a picture made here, which the script replaces with a chart to point at, and a table that says the same. */
import { attributes, type Html, html } from '../../gateway/pages/html.ts';
import { few } from './words.ts';

export interface Line {
  readonly name: string;
  readonly points: readonly { readonly atMs: number; readonly value: number }[];
}

export interface ChartParts {
  readonly id: string;
  readonly title: string;
  /** `/s`, `ms` */
  readonly unit: string;
  readonly lines: readonly Line[];
}

const [width, height] = [640, 160];
const maxLines = 6;

const timesOf = (lines: readonly Line[]): number[] =>
  [...new Set(lines.flatMap(({ points }) => points.map(({ atMs }) => atMs)))].sort((one, other) => one - other);

/** As uPlot wants it: seconds, then a column for each line, null where there is no figure. */
const columnsOf = (lines: readonly Line[], times: readonly number[]): unknown[] => [
  times.map((atMs) => atMs / 1000),
  ...lines.map(({ points }) => {
    const known = new Map(points.map(({ atMs, value }) => [atMs, value]));
    return times.map((atMs) => known.get(atMs) ?? null);
  }),
];

const pictureOf = (lines: readonly Line[], times: readonly number[]): Html => {
  const [from = 0, to = 1] = [times[0], times.at(-1)];
  const highest = Math.max(1e-9, ...lines.flatMap(({ points }) => points.map(({ value }) => value)));
  const x = (atMs: number) => (((atMs - from) / Math.max(1, to - from)) * width).toFixed(1);
  const y = (value: number) => (height - 4 - (value / highest) * (height - 8)).toFixed(1);
  return html`<svg class="chart-picture" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" aria-hidden="true" focusable="false">${lines.map(
    ({ points }, index) =>
      html`<polyline class="line line-${index + 1}" points="${points.map(({ atMs, value }) => `${x(atMs)},${y(value)}`).join(' ')}"/>`,
  )}</svg>`;
};

const timeOf = (atMs: number) => new Date(atMs).toISOString().slice(0, 16).replace('T', ' ');

/** Twenty points are enough to read; the whole is in the figures' own operation. */
const tableOf = ({ id, title, unit, lines }: ChartParts, times: readonly number[]): Html => {
  const step = Math.max(1, Math.ceil(times.length / 20));
  const some = times.filter((_, index) => index % step === 0 || index === times.length - 1);
  const known = lines.map(({ points }) => new Map(points.map(({ atMs, value }) => [atMs, value])));
  return html`<details class="chart-table" id="${id}-table"><summary>The same as a table</summary><div class="scroll" role="region" aria-label="${title}, as a table" tabindex="0"><table class="figures"><caption class="unseen">${title}</caption><thead><tr><th scope="col">Time (UTC)</th>${lines.map(
    ({ name }) => html`<th scope="col">${name}</th>`,
  )}</tr></thead><tbody>${some.map(
    (atMs) =>
      html`<tr><th scope="row">${timeOf(atMs)}</th>${known.map((of) => {
        const value = of.get(atMs);
        return html`<td>${value === undefined ? 'none' : `${few(value)} ${unit}`}</td>`;
      })}</tr>`,
  )}</tbody></table></div></details>`;
};

export const chart = (given: ChartParts): Html => {
  const lines = given.lines.slice(0, maxLines);
  const parts = { ...given, lines };
  const times = timesOf(lines);
  if (times.length < 2)
    return html`<figure class="chart"><figcaption>${parts.title}</figcaption><p class="muted">Not enough figures yet.</p></figure>`;
  const data = JSON.stringify({
    names: lines.map(({ name }) => name),
    unit: parts.unit,
    data: columnsOf(lines, times),
  });
  return html`<figure class="chart" id="${parts.id}"${attributes({ 'data-chart': data })}><figcaption>${parts.title}${
    lines.length > 1 &&
    html`<span class="chart-key">${lines.map(({ name }, index) => html`<span class="key key-${index + 1}">${name}</span>`)}</span>`
  }</figcaption><div class="chart-place">${pictureOf(lines, times)}</div>${tableOf(parts, times)}</figure>`;
};
