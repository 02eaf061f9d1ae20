/** A file, or what stands in it: the content of imports. And the faults of an import by their place. */
import { type FieldFaults, textArea, textField } from '../../../../shared-services/gateway/pages/forms.ts';
import { type Html, html, type Piece } from '../../../../shared-services/gateway/pages/html.ts';
import { code, table } from '../../../../shared-services/gateway/pages/parts.ts';
import type { Fields } from '../../../../shared-services/gateway/pages/site/fields.ts';
import { type Fault, Refusal } from '../../../../shared-services/kit/refusal.ts';

export const sizeHint = 'Up to 200 kB in all; larger ones go by the service.';

export const contentFields = ({ text }: Fields, faults: FieldFaults): Html =>
  html`${textField({ name: 'file', label: 'File', type: 'file', hint: sizeHint, either: true, faults })}
${textArea({ name: 'content', label: 'Or what stands in it', value: text('content'), rows: 10, either: true, code: true, faults })}`;

/** A file goes before what was pasted. What is no UTF-8 shows as such. */
export const contentIn = (fields: Fields): string => {
  const file = fields.file('file');
  return file === undefined ? fields.text('content') : new TextDecoder().decode(file).replace(/^\ufeff/, '');
};

/** What the platform tells of the rows and columns of an import; undefined where it tells nothing of that kind. */
export const placedFaults = (error: unknown, codes: readonly string[]): readonly Fault[] | undefined =>
  error instanceof Refusal && codes.includes(error.code) ? error.faults : undefined;

const rowOf = ([, ...place]: Fault['path']): string => String(place.find((step) => typeof step === 'number') ?? '');

const columnOf = ([, ...place]: Fault['path']): string => {
  const at = place.findIndex((step) => typeof step === 'number');
  return place.slice(at + 1).join(' / ');
};

/** @param rows what a row is called: `Line`, `Profile` */
export const faultTable = (faults: readonly Fault[], rows: string): Piece =>
  faults.length > 0 &&
  table({
    caption: 'What is wrong, by its place',
    rows: faults,
    columns: [
      { title: rows, cell: ({ path }) => rowOf(path) || 'All' },
      { title: 'Column or element', cell: ({ path }) => columnOf(path) !== '' && code(columnOf(path)) },
      { title: 'What', cell: ({ message }) => message },
    ],
  });

/** Beside the table, at the top of the page. */
export const nothingImported = (faults: readonly Fault[]): string =>
  `${faults.length === 1 ? 'One fault' : `${faults.length} faults`}: nothing was imported. The places are listed below.`;
