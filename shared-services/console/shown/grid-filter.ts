/** The form above a table: what is wanted of it. It asks by GET, so that the address says it all. */
import { attributes, type Html, html } from '../../gateway/pages/html.ts';
import type { Fields } from '../../gateway/pages/site/fields.ts';
import type { GridState } from './grid-state.ts';

export interface GridFilter {
  readonly name: string;
  readonly label: string;
  /** Value and title; the first is for all. Without any, text is entered. */
  readonly choices?: readonly (readonly [value: string, title: string])[];
  readonly hint?: string;
}

const choice = (filter: GridFilter, chosen: string): Html => {
  const { name, label, choices = [] } = filter;
  return html`<div><label class="ecl-form-label" for="filter-${name}">${label}</label><select class="select" id="filter-${name}" name="${name}">${choices.map(
    ([value, title]) => html`<option${attributes({ value, selected: value === chosen })}>${title}</option>`,
  )}</select></div>`;
};

const text = ({ name, label, hint }: Pick<GridFilter, 'name' | 'label' | 'hint'>, value: string): Html =>
  html`<div><label class="ecl-form-label" for="filter-${name}">${label}</label><input class="ecl-text-input filter-text" id="filter-${name}" name="${name}" type="search" autocomplete="off" spellcheck="false"${attributes({ value, placeholder: hint })}></div>`;

export interface FormMore {
  /** False: there is nothing to search. */
  readonly search?: boolean;
  /** What is chosen where the address does not say it. */
  readonly values?: Readonly<Record<string, string>>;
}

export const filterForm = (
  path: string,
  fields: Fields,
  { search, sort }: GridState,
  filters: readonly GridFilter[] = [],
  { search: searches = true, values = {} }: FormMore = {},
): Html => {
  const given = (name: string) => values[name] ?? fields.text(name);
  return html`<form class="filter" action="${path}" method="get" role="search">
${filters.map((one) => (one.choices === undefined ? text(one, given(one.name)) : choice(one, given(one.name))))}
${searches && text({ name: 'q', label: 'Containing' }, search)}
${sort !== '' && html`<input type="hidden" name="sort" value="${sort}">`}
<button type="submit" class="ecl-button ecl-button--secondary">Show</button></form>`;
};
