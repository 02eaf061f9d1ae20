/** A page around one table: shown, and told again when it changes; or the table as a file. */
import { html, type Piece } from '../../gateway/pages/html.ts';
import { livePart, liveState } from '../../gateway/pages/site/live-part.ts';
import type { PageAnswer } from '../../gateway/pages/site/visit.ts';
import { type GridParts, grid } from './grid.ts';

export interface TablePage<Row> {
  readonly title: string;
  readonly here: string;
  readonly above?: Piece;
  /** Before the table; it changes with it. */
  readonly lead?: Piece;
  readonly table: GridParts<Row>;
  readonly after?: Piece;
  /** It does not change by itself. */
  readonly still?: boolean;
}

export const tablePage = <Row>({
  title,
  here,
  above,
  lead,
  table,
  after,
  still = false,
}: TablePage<Row>): PageAnswer => {
  const made = grid(table);
  if (made.file !== undefined) return made.file;
  const rows = html`${lead}${made.table}`;
  const body = still
    ? html`${made.form}${rows}${after}`
    : html`${liveState}${made.form}${livePart('rows', rows)}${after}`;
  return { here, ...(still ? {} : { live: { rows } }), page: { title, above, body } };
};
