/** What of a table is wanted, as it stands in the address of its page. */
import type { Fields } from '../../gateway/pages/site/fields.ts';

export interface GridState {
  /** Text that a row must have. */
  readonly search: string;
  /** Name of the column; descending with `-` before it. */
  readonly sort: string;
  readonly page: number;
  readonly size: number;
}

export const sizes = [25, 50, 100, 250] as const;

const wholeNumber = (text: string, least: number, most: number, otherwise: number): number => {
  const value = Number(text);
  return text !== '' && Number.isInteger(value) && value >= least && value <= most ? value : otherwise;
};

export const gridStateOf = (fields: Fields, sort: string): GridState => ({
  search: fields.text('q').slice(0, 100),
  sort: /^-?[a-z][A-Za-z]*$/.test(fields.text('sort')) ? fields.text('sort') : sort,
  page: wholeNumber(fields.text('page'), 1, 100_000, 1),
  size: wholeNumber(fields.text('size'), 1, 250, sizes[0]),
});
