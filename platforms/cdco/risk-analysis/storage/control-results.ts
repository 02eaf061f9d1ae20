/** Results of controls in the database, in the order in which they became known. */
import type { Store, Transaction } from '../../../../shared-services/kit/store/store.ts';
import type { RiskAreaCode } from '../domain/risk-areas.ts';
import type { ControlResult, Line } from '../domain/statistics/line.ts';
import { type Way, waysOf } from '../domain/statistics/ways.ts';
import { readAssessments } from './assessments.ts';

export interface StoredResult extends ControlResult {
  readonly reportedBy: string;
  readonly controlId: string;
  /** `2026-11-21` */
  readonly controlledOn: string;
  /** Of a find, where it was said. */
  readonly riskAreaCode?: RiskAreaCode;
  /** Of the assessment of the declaration. */
  readonly reference?: string;
}

interface Row {
  readonly number: string;
  readonly reported_by: string;
  readonly control_id: string;
  readonly line: string;
  readonly found: boolean;
  readonly controlled_on: string;
  readonly risk_area: RiskAreaCode | null;
  readonly reference: string | null;
}

const columns = 'number, reported_by, control_id, line, found, controlled_on::text, risk_area, reference';

export interface NumberedResult extends StoredResult {
  readonly number: number;
}

const resultOf = (row: Row): NumberedResult => ({
  number: Number(row.number),
  reportedBy: row.reported_by,
  controlId: row.control_id,
  line: JSON.parse(row.line) as Line,
  found: row.found,
  controlledOn: row.controlled_on,
  ...(row.risk_area === null ? {} : { riskAreaCode: row.risk_area }),
  ...(row.reference === null ? {} : { reference: row.reference }),
});

/** Until the transaction ends, nobody else records a result. */
const lockNumbers = async (transaction: Transaction): Promise<number> => {
  const [row] = await transaction.query<{ last_number: string }>(
    'select last_number from control_result_revision for update',
  );
  return Number(row!.last_number);
};

const readOne = async (
  transaction: Transaction,
  { reportedBy, controlId }: StoredResult,
): Promise<NumberedResult | undefined> => {
  const [row] = await transaction.query<Row>(
    `select ${columns} from control_result where reported_by = $1 and control_id = $2`,
    [reportedBy, controlId],
  );
  return row && resultOf(row);
};

/** What had selected the declaration, by its assessment. */
const waysTo = async (transaction: Transaction, { reference }: StoredResult): Promise<readonly Way[]> => {
  if (reference === undefined) return waysOf(undefined);
  return waysOf((await readAssessments(transaction, [reference])).get(reference)?.hits);
};

/** The result as it is stored: as given, or what was recorded of the same control before. */
export const writeResult = async (
  transaction: Transaction,
  result: StoredResult,
): Promise<{ readonly stored: NumberedResult; readonly isNew: boolean }> => {
  const last = await lockNumbers(transaction);
  const earlier = await readOne(transaction, result);
  if (earlier !== undefined) return { stored: earlier, isNew: false };
  const { reportedBy, controlId, line, found, controlledOn, riskAreaCode = null, reference = null } = result;
  const selectedBy = await waysTo(transaction, result);
  const number = last + 1;
  await transaction.query(
    `insert into control_result (number, reported_by, control_id, line, found, controlled_on, risk_area, reference, selected_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [number, reportedBy, controlId, JSON.stringify(line), found, controlledOn, riskAreaCode, reference, selectedBy],
  );
  await transaction.query('update control_result_revision set last_number = $1', [number]);
  return { stored: { ...result, number }, isNew: true };
};

export const newestNumber = async (store: Store): Promise<string> => {
  const [row] = await store.query<{ last_number: string }>('select last_number from control_result_revision');
  return row?.last_number ?? '0';
};

/** At most `limit` results with greater numbers, in their order. */
export const readResultsAfter = async (
  store: Pick<Store, 'query'>,
  number: number,
  limit: number,
): Promise<NumberedResult[]> => {
  const rows = await store.query<Row>(
    `select ${columns} from control_result where number > $1 order by number limit $2`,
    [number, limit],
  );
  return rows.map(resultOf);
};
