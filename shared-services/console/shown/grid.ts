/** A table that can be searched, sorted, turned over and taken along: all of it by its address, without a script. */
import { attributes, type Html, html, type Piece } from '../../gateway/pages/html.ts';
import { link } from '../../gateway/pages/parts.ts';
import type { Fields } from '../../gateway/pages/site/fields.ts';
import type { Download } from '../../gateway/pages/site/visit.ts';
import { address } from '../paths.ts';
import { csvOf } from './csv.ts';
import { filterForm, type GridFilter } from './grid-filter.ts';
import { type GridState, gridStateOf } from './grid-state.ts';

export interface GridColumn<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => Piece;
  /** By what rows are sorted, and, as text, what is searched and exported. */
  readonly value: (row: Row) => string | number | undefined;
  readonly numeric?: boolean;
  /** False: rows cannot be had in its order. */
  readonly sorts?: boolean;
}

export interface GridParts<Row> {
  readonly caption: string;
  readonly path: string;
  readonly fields: Fields;
  readonly columns: readonly GridColumn<Row>[];
  readonly rows: readonly Row[];
  /** `-age`; the order in which the rows come if not said. */
  readonly sort?: string;
  readonly filters?: readonly GridFilter[];
  /** Said where there is no row at all. */
  readonly empty: string;
  /** The rows are one page of so many: they were searched, sorted and cut already. */
  readonly total?: number;
  /** False: nothing is found by text. */
  readonly searches?: boolean;
}

/** What a page does about its table: shows it, or gives it as a file. */
export interface Grid {
  /** What is wanted of it. */
  readonly form: Html;
  readonly table: Html;
  readonly file: Download | undefined;
}

const textOf = (value: string | number | undefined): string => (value === undefined ? '' : String(value));

const compare = (one: string | number | undefined, other: string | number | undefined): number => {
  if (one === other) return 0;
  if (one === undefined) return 1;
  if (other === undefined) return -1;
  return typeof one === 'number' && typeof other === 'number' ? one - other : textOf(one).localeCompare(textOf(other));
};

const found = <Row>({ rows, columns }: GridParts<Row>, { search }: GridState): readonly Row[] => {
  if (search === '') return rows;
  const wanted = search.toLowerCase();
  return rows.filter((row) => columns.some(({ value }) => textOf(value(row)).toLowerCase().includes(wanted)));
};

const sorted = <Row>({ columns }: GridParts<Row>, rows: readonly Row[], sort: string): readonly Row[] => {
  const column = columns.find(({ key }) => key === sort.replace('-', ''));
  if (column === undefined) return rows;
  const direction = sort.startsWith('-') ? -1 : 1;
  return [...rows].sort((one, other) => direction * compare(column.value(one), column.value(other)));
};

const askedOf = <Row>({ fields, filters = [] }: GridParts<Row>, state: GridState, sort: string) => ({
  ...Object.fromEntries(filters.map(({ name }) => [name, fields.text(name)])),
  q: state.search,
  sort: state.sort === sort ? undefined : state.sort,
  size: state.size === 25 ? undefined : state.size,
});

const header = <Row>(
  parts: GridParts<Row>,
  state: GridState,
  { key, title, numeric = false, sorts = true }: GridColumn<Row>,
): Html => {
  if (!sorts) return html`<th class="ecl-table__header${numeric && ' numeric'}" scope="col">${title}</th>`;
  const [ascending, descending] = [state.sort === key, state.sort === `-${key}`];
  const next = descending ? key : ascending || numeric ? `-${key}` : key;
  const path = address(parts.path, { ...askedOf(parts, state, parts.sort ?? ''), sort: next });
  const order = { 'aria-sort': ascending ? 'ascending' : descending ? 'descending' : undefined };
  return html`<th class="ecl-table__header${numeric && ' numeric'}" scope="col"${attributes(order)}><a class="sort" href="${path}">${title}<span class="sort-mark" aria-hidden="true">${ascending ? '▲' : descending ? '▼' : '↕'}</span></a></th>`;
};

const rowOf = <Row>({ columns }: GridParts<Row>, row: Row): Html =>
  html`<tr class="ecl-table__row">${columns.map(
    ({ title, cell, numeric }) =>
      html`<td class="ecl-table__cell${numeric === true && ' numeric'}" data-ecl-table-header="${title}"><div>${cell(row)}</div></td>`,
  )}</tr>`;

const pagesOf = <Row>(parts: GridParts<Row>, state: GridState, total: number): Html => {
  const last = Math.max(1, Math.ceil(total / state.size));
  const to = (page: number) =>
    address(parts.path, { ...askedOf(parts, state, parts.sort ?? ''), page: page === 1 ? undefined : page });
  const csv = address(parts.path, { ...askedOf(parts, state, parts.sort ?? ''), format: 'csv' });
  return html`<div class="grid-foot"><p>${total === 0 ? 'None' : `${(state.page - 1) * state.size + 1} to ${Math.min(total, state.page * state.size)} of ${total}`}</p>
<nav aria-label="Pages of the table"><ul class="plain row">${state.page > 1 && html`<li>${link('Previous', to(state.page - 1))}</li>`}<li>Page ${state.page} of ${last}</li>${
    state.page < last && html`<li>${link('Next', to(state.page + 1))}</li>`
  }</ul></nav><p>${link('Download as CSV', csv)}</p></div>`;
};

const tableOf = <Row>(parts: GridParts<Row>, state: GridState, rows: readonly Row[]): Html =>
  html`<table class="ecl-table grid"><caption class="caption">${parts.caption}</caption>
<thead class="ecl-table__head"><tr class="ecl-table__row">${parts.columns.map((column) => header(parts, state, column))}</tr></thead>
<tbody class="ecl-table__body">${rows.map((row) => rowOf(parts, row))}</tbody></table>`;

const fileOf = <Row>({ caption, columns }: GridParts<Row>, rows: readonly Row[]): Download => ({
  file: {
    name: `${caption.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.csv`,
    mediaType: 'text/csv; charset=utf-8',
    text: csvOf([
      columns.map(({ title }) => title),
      ...rows.map((row) => columns.map(({ value }) => textOf(value(row)))),
    ]),
  },
});

export const grid = <Row>(parts: GridParts<Row>): Grid => {
  const state = gridStateOf(parts.fields, parts.sort ?? '');
  const { total } = parts;
  const all = total === undefined ? sorted(parts, found(parts, state), state.sort) : parts.rows;
  const shown = total === undefined ? all.slice((state.page - 1) * state.size, state.page * state.size) : all;
  const asked = parts.fields.text('format') === 'csv';
  const body =
    shown.length === 0
      ? html`<h2 class="caption">${parts.caption}</h2><p class="lead">${parts.rows.length === 0 && state.search === '' ? parts.empty : 'Nothing is like that.'}</p>`
      : html`${tableOf(parts, state, shown)}${pagesOf(parts, state, total ?? all.length)}`;
  return {
    form: filterForm(parts.path, parts.fields, state, parts.filters, { search: parts.searches !== false }),
    table: body,
    file: asked ? fileOf(parts, all) : undefined,
  };
};
