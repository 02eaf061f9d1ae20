/** Small parts of pages: notices, tables, lists of facts, states, ways back. */
import { attributes, type Html, html, type Piece } from './html.ts';

export type Tone = 'info' | 'success' | 'warning' | 'error';

export interface Notice {
  readonly tone: Tone;
  readonly title: string;
  readonly text?: Piece;
  /** It tells what has just happened: read out as soon as the page is there. */
  readonly news?: boolean;
}

/** The whole class is written out: the sheet holds what the templates name. */
const noticeClass: Readonly<Record<Tone, string>> = {
  info: 'ecl-notification--info',
  success: 'ecl-notification--success',
  warning: 'ecl-notification--warning',
  error: 'ecl-notification--error',
};

export const notice = ({ tone, title, text, news = false }: Notice): Html => html`<div${attributes({
  class: `ecl-notification ${noticeClass[tone]}`,
  role: news ? 'status' : undefined,
})}><div class="ecl-notification__content">
<h2 class="ecl-notification__title">${title}</h2>
${text !== undefined && html`<div class="ecl-notification__description">${text}</div>`}
</div></div>`;

export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => Piece;
}

export interface TableParts<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}

const rowOf = <Row>(columns: readonly Column<Row>[], row: Row): Html =>
  html`<tr class="ecl-table__row">${columns.map(
    ({ title, cell }) =>
      html`<td class="ecl-table__cell" data-ecl-table-header="${title}"><div>${cell(row)}</div></td>`,
  )}</tr>`;

/** On a narrow screen each row becomes a list of its own, with the titles of the columns beside the values. */
export const table = <Row>({ caption, columns, rows }: TableParts<Row>): Html => html`<table class="ecl-table">
<caption class="caption">${caption}</caption>
<thead class="ecl-table__head"><tr class="ecl-table__row">${columns.map(
  ({ title }) => html`<th class="ecl-table__header" scope="col">${title}</th>`,
)}</tr></thead>
<tbody class="ecl-table__body">${rows.map((row) => rowOf(columns, row))}</tbody>
</table>`;

/** Facts without a value are left out. */
export const facts = (all: Readonly<Record<string, Piece>>): Html =>
  html`<dl class="ecl-description-list ecl-description-list--horizontal">${Object.entries(all)
    .filter(([, value]) => value !== undefined && value !== false && value !== '')
    .map(
      ([name, value]) =>
        html`<dt class="ecl-description-list__term">${name}</dt><dd class="ecl-description-list__definition">${value}</dd>`,
    )}</dl>`;

export type StateTone = 'good' | 'waiting' | 'ended' | 'bad';

/** A state in a word; the colour says nothing that the word does not. */
export const state = (word: string, tone: StateTone): Html => html`<span class="state state-${tone}">${word}</span>`;

export interface Crumb {
  readonly title: string;
  readonly path: string;
}

/** The way back, above the heading. */
export const wayBack = (crumbs: readonly Crumb[]): Html =>
  html`<nav class="way-back" aria-label="You are here"><ol>${crumbs.map(
    ({ title, path }) => html`<li><a class="ecl-link ecl-link--standalone" href="${path}">${title}</a></li>`,
  )}</ol></nav>`;

export const buttonLink = (title: string, path: string, kind: 'primary' | 'secondary' = 'primary'): Html =>
  html`<a class="ecl-button ${kind === 'primary' ? 'ecl-button--primary' : 'ecl-button--secondary'}" href="${path}">${title}</a>`;

export const link = (title: Piece, path: string): Html => html`<a class="ecl-link" href="${path}">${title}</a>`;

export const code = (text: string): Html => html`<code>${text}</code>`;

/** `21 November 2026, 08:00 UTC`, which machines read as it stands in the message. */
export const moment = (dateTime: string): Html => {
  const atMs = Date.parse(dateTime);
  if (Number.isNaN(atMs)) return html`${dateTime}`;
  const said = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(
    atMs,
  );
  return html`<time datetime="${dateTime}">${said.replace(' at ', ', ')} UTC</time>`;
};

/** `21 November 2026` */
export const day = (date: string): Html => {
  const atMs = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(atMs)) return html`${date}`;
  const said = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(atMs);
  return html`<time datetime="${date.slice(0, 10)}">${said}</time>`;
};
