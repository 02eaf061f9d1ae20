/** Parts of filters above lists: choices, and links that keep what was chosen. */
import { attributes, type Html, html, type Piece } from '../../../../shared-services/gateway/pages/html.ts';
import { link } from '../../../../shared-services/gateway/pages/parts.ts';

export type Options = readonly (readonly [value: string, title: string])[];

export const option = (value: string, title: string, chosen: string): Html =>
  html`<option${attributes({ value, selected: value === chosen })}>${title}</option>`;

export const select = (name: string, label: string, options: Options, chosen: string): Html =>
  html`<div class="ecl-form-group"><label class="ecl-form-label" for="${name}">${label}</label>
<select class="select" id="${name}" name="${name}">${options.map(([value, title]) => option(value, title, chosen))}</select></div>`;

export const searchField = (name: string, label: string, value: string, type: 'search' | 'date' = 'search'): Html =>
  html`<div class="ecl-form-group"><label class="ecl-form-label" for="${name}">${label}</label>
<input${attributes({ class: 'ecl-text-input field-short', id: name, name, type, value, autocomplete: 'off' })}></div>`;

export const filterForm = (action: string, label: string, fields: Piece): Html =>
  html`<form method="get" action="${action}" class="filter" role="search" aria-label="${label}">
${fields}
<button type="submit" class="ecl-button ecl-button--secondary">Show</button>
</form>`;

/** The address with what is asked, left out where it is empty. */
export const asked = (path: string, values: Readonly<Record<string, string>>): string => {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ''));
  return query.size === 0 ? path : `${path}?${query}`;
};

export interface Pages {
  readonly page: number;
  readonly pages: number;
  readonly addressOf: (page: number) => string;
}

export const pager = ({ page, pages, addressOf }: Pages): Piece =>
  pages > 1 &&
  html`<nav class="pager" aria-label="Pages of the list">${page > 1 && link('Previous page', addressOf(page - 1))}
<span>Page ${page} of ${pages}</span>${page < pages && link('Next page', addressOf(page + 1))}</nav>`;
