/** Filings on their way to the archive. */
import type { Store, Transaction } from '../../../../shared-services/kit/store/store.ts';
import { closedStates } from '../domain/lifecycle.ts';
import type { FilingRow } from './filings.ts';

type Queries = Pick<Store, 'query'> | Pick<Transaction, 'query'>;

const closed = `archived_at is null and state in (${closedStates.map((state) => `'${state}'`).join(', ')})`;

/** Changes whenever something of the case does. */
const revision = `md5(concat_ws(' ', extract(epoch from changed_at), (select count(*) from decision where decision.mrn = filing.mrn),
  (select count(*) from member_state_message where member_state_message.mrn = filing.mrn),
  (select extract(epoch from received_at) from responsible_result where responsible_result.mrn = filing.mrn))) as revision`;

/** Those registered first come first; nothing that was registered later can be quiet for longer. */
export const closedFilings = (queries: Queries, before: Date, limit: number) =>
  queries.query<{ readonly mrn: string; readonly changed_at: Date }>(
    `select mrn, changed_at from filing where ${closed} and registered_at < $1 and changed_at < $1
     order by registered_at limit $2`,
    [before, limit],
  );

export const countClosed = async (queries: Queries, before: Date): Promise<number> =>
  (
    await queries.query<{ waiting: number }>(
      `select count(*)::integer as waiting from (select from filing where ${closed} and registered_at < $1 and changed_at < $1 limit 10000) as counted`,
      [before],
    )
  )[0]!.waiting;

export interface ClosedRow extends FilingRow {
  readonly changed_at: Date;
  readonly archived_at: Date | null;
  readonly archive_package: string | null;
  readonly representative: string | null;
  /** What our own risk analysis said. Restricted. */
  readonly assessment: string | null;
  readonly revision: string;
}

/** Of any state; archived ones too. */
export const readClosed = async (queries: Queries, MRN: string): Promise<ClosedRow | undefined> =>
  (await queries.query<ClosedRow>(`select *, ${revision} from filing where mrn = $1`, [MRN]))[0];

export const readDocument = async (queries: Queries, MRN: string) =>
  (
    await queries.query<{ readonly content_type: string; readonly received: string; readonly message: string | null }>(
      'select content_type, received, message from filing_document where mrn = $1',
      [MRN],
    )
  )[0];

export const documentNumbers = async (queries: Queries, MRN: string): Promise<string[]> =>
  (
    await queries.query<{ document_number: string }>(
      'select document_number from filing_transport_document where mrn = $1 order by 1 limit 900',
      [MRN],
    )
  ).map((row) => row.document_number);

export interface DecisionRow {
  readonly number: number;
  readonly outcome: string;
  readonly reason_code: string;
  readonly reason: string;
  readonly decided_at: Date;
}

export const readDecisions = (queries: Queries, MRN: string): Promise<DecisionRow[]> =>
  queries.query<DecisionRow>('select * from decision where mrn = $1 order by number', [MRN]);

/** Rows of what Member States were asked and what they said, whole. Restricted. */
export const readRestricted = async (queries: Queries, MRN: string) => ({
  screening: await queries.query<object>('select * from screening where mrn = $1 order by member_state', [MRN]),
  result: await queries.query<object>('select * from responsible_result where mrn = $1', [MRN]),
  message: await queries.query<object>('select * from member_state_message where mrn = $1 order by received_at', [MRN]),
});

/** The tombstone of a filing that is in the archive. */
export const readArchived = async (queries: Queries, MRN: string) =>
  (
    await queries.query<FilingRow & { readonly representative: string | null }>(
      'select * from filing where mrn = $1 and archived_at is not null',
      [MRN],
    )
  )[0];

/** The content goes; the row stays, and says where it went. The filing is locked. */
export const buryFiling = (
  transaction: Transaction,
  of: { readonly MRN: string; readonly packageId: string; readonly representative: string | undefined },
): void => {
  for (const table of ['filing_document', 'screening', 'responsible_result', 'decision'])
    transaction.execute(`delete from ${table} where mrn = $1`, [of.MRN]);
  transaction.execute(
    'update filing set archived_at = now(), archive_package = $2, representative = $3, assessment = null where mrn = $1',
    [of.MRN, of.packageId, of.representative ?? null],
  );
};
