/** Rows of registered filings. */

import type { Received } from '../../../../shared-services/kit/call.ts';
import type { Transaction } from '../../../../shared-services/kit/store/store.ts';
import type { FilingState } from '../domain/lifecycle.ts';
import type { Filing, FilingName } from '../messages/filings.ts';

type Queries = Pick<Transaction, 'query'>;

/** A filing about to be registered. */
export interface NewFiling {
  readonly MRN: string;
  readonly LRN: string;
  readonly messageType: FilingName;
  readonly declarant: string;
  readonly submittedBy: string;
  readonly carrier: string | undefined;
  readonly officeOfFirstEntry: string | undefined;
  readonly responsibleMemberState: string;
  readonly involvedMemberStates: readonly string[];
  readonly conversationId: string;
  readonly traceparent: string;
  readonly registeredAtMs: number;
  readonly message: Filing;
  readonly received: Received | undefined;
}

export interface FilingRow {
  readonly mrn: string;
  readonly declarant: string;
  readonly lrn: string;
  readonly message_type: FilingName;
  readonly submitted_by: string;
  readonly carrier: string | null;
  readonly office_of_first_entry: string | null;
  readonly responsible_member_state: string;
  readonly involved_member_states: readonly string[];
  readonly state: FilingState;
  readonly conversation_id: string;
  readonly traceparent: string;
  readonly registered_at: Date;
}

interface DocumentRow {
  readonly received: string;
  readonly message: string | null;
}

const isJson = (received: Received | undefined) => received?.contentType.includes('json') === true;

const compare = (a: string, b: string) => Number(a > b) - Number(a < b);

/** Inserts what is new and answers the MRNs that were; the others have an LRN that their declarant used before. */
export const insertFilings = async (transaction: Transaction, filings: readonly NewFiling[]): Promise<Set<string>> => {
  // Two transactions that take the same LRNs in the same order wait for each other, and not in a circle.
  const ordered = filings.toSorted((a, b) => compare(a.declarant, b.declarant) || compare(a.LRN, b.LRN));
  const of = (read: (filing: NewFiling) => unknown) => ordered.map((filing) => read(filing) ?? null);
  const inserted = await transaction.query<{ mrn: string }>(
    `insert into filing (mrn, declarant, lrn, message_type, submitted_by, carrier, office_of_first_entry, responsible_member_state, involved_member_states, conversation_id, traceparent, registered_at)
     select mrn, declarant, lrn, message_type, submitted_by, carrier, office, responsible, string_to_array(involved, ','), conversation_id, traceparent, registered_at
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::timestamptz[])
       as given (mrn, declarant, lrn, message_type, submitted_by, carrier, office, responsible, involved, conversation_id, traceparent, registered_at)
     on conflict (declarant, lrn) do nothing returning mrn`,
    [
      of((one) => one.MRN),
      of((one) => one.declarant),
      of((one) => one.LRN),
      of((one) => one.messageType),
      of((one) => one.submittedBy),
      of((one) => one.carrier),
      of((one) => one.officeOfFirstEntry),
      of((one) => one.responsibleMemberState),
      of((one) => one.involvedMemberStates.join(',')),
      of((one) => one.conversationId),
      of((one) => one.traceparent),
      of((one) => new Date(one.registeredAtMs).toISOString()),
    ],
  );
  return new Set(inserted.map((row) => row.mrn));
};

const documentColumns = 4;

/** `($1, $2, $3, $4), ($5, ...`: text that goes in arrays would have to be quoted, and these are the long ones. */
const documentRows = (count: number): string =>
  Array.from({ length: count }, (_, row) => {
    const first = row * documentColumns;
    return `($${first + 1}, $${first + 2}, $${first + 3}, $${first + 4})`;
  }).join(', ');

/** One text for each size of a group, of which there are few. */
const documentTexts = new Map<number, string>();

const insertDocumentsText = (count: number): string => {
  const text =
    documentTexts.get(count) ??
    `insert into filing_document (mrn, content_type, received, message) values ${documentRows(count)}`;
  documentTexts.set(count, text);
  return text;
};

export const insertDocuments = (transaction: Transaction, filings: readonly NewFiling[]): void => {
  const values = filings.flatMap(({ MRN, received, message }) => {
    const asJson = isJson(received) ? null : JSON.stringify(message);
    return [MRN, received?.contentType ?? 'application/json', received?.text ?? JSON.stringify(message), asJson];
  });
  transaction.execute(insertDocumentsText(filings.length), values);
};

/** The message of a filing: as received when that was JSON, else as it was read from XML. */
export const messageOf = (row: DocumentRow): Filing => JSON.parse(row.message ?? row.received) as Filing;

const filingColumns = `filing.mrn, filing.declarant, filing.lrn, filing.message_type, filing.submitted_by, filing.carrier,
  filing.office_of_first_entry, filing.responsible_member_state, filing.involved_member_states, filing.state,
  filing.conversation_id, filing.traceparent, filing.registered_at`;

/** Filings that used these LRNs before, with their messages. */
export const readByLrn = (queries: Queries, keys: readonly { readonly declarant: string; readonly LRN: string }[]) =>
  queries.query<FilingRow & DocumentRow>(
    `select ${filingColumns}, received, message from unnest($1::text[], $2::text[]) as wanted (declarant, lrn)
     join filing using (declarant, lrn) join filing_document on filing_document.mrn = filing.mrn`,
    [keys.map((key) => key.declarant), keys.map((key) => key.LRN)],
  );

export const readFilings = (queries: Queries, MRNs: readonly string[]) =>
  queries.query<FilingRow & DocumentRow>(
    `select ${filingColumns}, received, message from filing join filing_document on filing_document.mrn = filing.mrn
     where filing.mrn = any($1::text[])`,
    [MRNs],
  );

/** Filings without their messages. */
export const readFilingRows = (queries: Queries, MRNs: readonly string[]) =>
  queries.query<FilingRow>(`select ${filingColumns} from filing where filing.mrn = any($1::text[])`, [MRNs]);

/** The messages of filings, by MRN. */
export const readMessages = async (queries: Queries, MRNs: readonly string[]): Promise<ReadonlyMap<string, Filing>> => {
  const rows = await queries.query<DocumentRow & { readonly mrn: string }>(
    `select mrn, received, message from filing_document where mrn = any($1::text[])`,
    [MRNs],
  );
  return new Map(rows.map((row) => [row.mrn, messageOf(row)]));
};

/** One filing, locked until the transaction ends, so that decisions about it are taken one after the other. */
export const lockFiling = async (transaction: Transaction, MRN: string): Promise<FilingRow | undefined> =>
  (await transaction.query<FilingRow>(`select ${filingColumns} from filing where mrn = $1 for update`, [MRN]))[0];

/** Those of the filings that nobody has assessed yet, locked until the transaction ends. */
export const lockRegistered = async (
  transaction: Transaction,
  MRNs: readonly string[],
): Promise<ReadonlySet<string>> => {
  const rows = await transaction.query<{ mrn: string }>(
    `select mrn from filing where mrn = any($1::text[]) and state = 'registered' order by mrn for update`,
    [MRNs],
  );
  return new Set(rows.map((row) => row.mrn));
};

/**
 * Filings with an e-screening whose time is over, locked before their screenings as everybody else does. Those that
 * somebody works on now are left for the next round.
 */
export const lockOverdue = (transaction: Transaction, nowMs: number, limit: number): Promise<FilingRow[]> =>
  transaction.query<FilingRow>(
    `select ${filingColumns} from filing where mrn in (
       select mrn from screening where due_at <= $1 and answered_at is null and expired_at is null order by due_at limit $2)
     order by mrn for update skip locked`,
    [new Date(nowMs).toISOString(), limit],
  );

export const changeState = (transaction: Transaction, MRNs: readonly string[], state: FilingState) =>
  transaction.execute(`update filing set state = $2, changed_at = now() where mrn = any($1::text[])`, [MRNs, state]);

/** What follows from a filing belongs to its conversation, whoever sets it off. */
export const causeOf = (row: Pick<FilingRow, 'conversation_id' | 'traceparent'>) => ({
  conversationId: row.conversation_id,
  traceparent: row.traceparent,
});

/**
 * The filing that names a transport document as its master document, or as one of its house documents: where there are
 * several, the latest of those in which the Member State is involved.
 */
export const readMrnByDocument = async (
  queries: Queries,
  documentNumber: string,
  memberState: string,
): Promise<string | undefined> =>
  (
    await queries.query<{ mrn: string }>(
      `select filing.mrn from filing_transport_document join filing using (mrn) where document_number = $1
       order by $2 = responsible_member_state or $2 = any (involved_member_states) desc, registered_at desc, mrn desc limit 1`,
      [documentNumber, memberState],
    )
  )[0]?.mrn;

export const insertTransportDocuments = (
  transaction: Transaction,
  documents: readonly { readonly MRN: string; readonly documentNumber: string }[],
) =>
  transaction.execute(
    `insert into filing_transport_document (document_number, mrn) select * from unnest($1::text[], $2::text[]) on conflict do nothing`,
    [documents.map((one) => one.documentNumber), documents.map((one) => one.MRN)],
  );
