/** Gives a closed filing whole to the archive: messages as received, what was decided, and apart from it what is restricted. */

import type { CaseContent } from '../../../reference-architecture/contract/case-archive.ts';
import type { Content } from '../../../reference-architecture/contract/schema.ts';
import type { Dependencies } from '../../../shared-services/kit/host/module.ts';
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import { identifiersOf, jsonPart, receivedPart } from './domain/case-content.ts';
import { isOpen } from './domain/lifecycle.ts';
import type { Filing } from './messages/filings.ts';
import { caseUnknown } from './refusals.ts';
import {
  type ClosedRow,
  type DecisionRow,
  documentNumbers,
  readClosed,
  readDecisions,
  readDocument,
  readRestricted,
} from './storage/archive.ts';
import { messageOf } from './storage/filings.ts';

type Queries = Pick<Transaction, 'query'>;
type CaseOf = Content<typeof CaseContent>;
type Part = CaseOf['part'][number];
type Document = NonNullable<Awaited<ReturnType<typeof readDocument>>>;

const caseJson = (row: ClosedRow, decisions: readonly DecisionRow[]) => ({
  MRN: row.mrn,
  LRN: row.lrn,
  messageType: row.message_type,
  state: row.state,
  registeredAt: row.registered_at,
  closedAt: row.changed_at,
  customsOfficeOfFirstEntry: row.office_of_first_entry,
  responsibleMemberState: row.responsible_member_state,
  involvedMemberStates: row.involved_member_states,
  // Without the reasons: those tell of criteria.
  decision: decisions.map(({ number, outcome, decided_at: decidedAt }) => ({ number, outcome, decidedAt })),
});

const openParts = (row: ClosedRow, document: Document, decisions: readonly DecisionRow[]): Part[] => {
  const registeredAtMs = row.registered_at.getTime();
  const read = 'The filing as it was read from what was received';
  return [
    receivedPart(document.content_type, document.received, registeredAtMs),
    ...(document.message === null
      ? []
      : [jsonPart('filing-as-read.json', read, 'open', registeredAtMs, document.message)]),
    jsonPart('case.json', 'What became of it', 'open', row.changed_at.getTime(), caseJson(row, decisions)),
  ];
};

const restrictedParts = async (
  queries: Queries,
  row: ClosedRow,
  decisions: readonly DecisionRow[],
): Promise<Part[]> => {
  const { screening, result, message } = await readRestricted(queries, row.mrn);
  const part = (name: string, title: string, value: unknown) =>
    jsonPart(name, title, 'restricted', row.changed_at.getTime(), value);
  return [
    ...(row.assessment === null ? [] : [part('assessment.json', 'Own assessment', row.assessment)]),
    part('screenings.json', 'What Member States were asked, and answered', screening),
    part('result.json', 'Result of the responsible Member State', result),
    part('messages.json', 'Messages of Member States that had their effect', message),
    part('decisions.json', 'Decisions with their reasons', decisions),
  ];
};

const contentOf = async (queries: Queries, row: ClosedRow, document: Document): Promise<CaseOf> => {
  const decisions = await readDecisions(queries, row.mrn);
  const { representative } = messageOf(document) as Filing & {
    readonly representative?: { identificationNumber: string };
  };
  const parties = { declarant: row.declarant, submittedBy: row.submitted_by, carrier: row.carrier };
  const names = { ...parties, MRN: row.mrn, LRN: row.lrn, representative: representative?.identificationNumber };
  return {
    caseId: row.mrn,
    kind: row.message_type,
    revision: row.revision,
    retention: 'case',
    openedAtMs: row.registered_at.getTime(),
    closedAtMs: row.changed_at.getTime(),
    outcome: row.state,
    conversationId: [row.conversation_id],
    identifier: identifiersOf(names, await documentNumbers(queries, row.mrn)),
    part: [...openParts(row, document, decisions), ...(await restrictedParts(queries, row, decisions))],
  };
};

/** @throws {Refusal} CASE_UNKNOWN: there is none, it is open, or it is archived already */
export const exportCase =
  ({ store }: Pick<Dependencies, 'store'>) =>
  ({ caseId }: { readonly caseId: string }): Promise<CaseOf> =>
    store.transaction(async (transaction) => {
      await transaction.query('set transaction isolation level repeatable read, read only');
      const row = await readClosed(transaction, caseId);
      const document = row === undefined ? undefined : await readDocument(transaction, caseId);
      if (row === undefined || document === undefined || isOpen(row.state)) throw caseUnknown(caseId);
      return contentOf(transaction, row, document);
    });
