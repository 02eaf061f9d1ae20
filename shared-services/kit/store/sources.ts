/** From which tables the columns of rows came, as the server says with every answer. For whoever must not believe a row about itself. */
import type pg from 'pg';

const fields = new WeakMap<object, readonly pg.FieldDef[]>();

/** The rows of an answer; where they came from can be asked of them as long as they are the same list. */
export const rowsOf = <Row>(answer: Pick<pg.QueryResult, 'rows' | 'fields'>): Row[] => {
  fields.set(answer.rows, answer.fields);
  return answer.rows;
};

/** Object id of the table of a column, 0 for what was computed; undefined: there is no such column, or nothing is known of these rows. */
export const tableOf = (rows: object, column: string): number | undefined =>
  fields.get(rows)?.find(({ name }) => name === column)?.tableID;
