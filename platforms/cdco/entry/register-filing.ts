/**
 * Registers a filing: rules and conditions, MRN, the message as it came, the event that starts its assessment and the audit
 * record, all in one transaction, which concurrent filings share. The same LRN with the same content gets the same answer.
 */
import { isDeepStrictEqual } from 'node:util';
import { standsFor } from '../../../shared-services/kit/call.ts';
import { toDay, toSecond } from '../../../shared-services/kit/clock.ts';
import type { Dependencies, OperationCall } from '../../../shared-services/kit/host/module.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import { auditOf } from '../../../shared-services/kit/store/records.ts';
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import { contract } from './contract.ts';
import { type FilingFacts, filingFacts } from './domain/filing.ts';
import { registrationResponse } from './domain/registration.ts';
import { checkFiling } from './domain/rules/index.ts';
import type { Filing, FilingName } from './messages/filings.ts';
import type { MessagesAtHand } from './messages-at-hand.ts';
import type { MrnIssuer } from './mrn-issuer.ts';
import type { OperatorDirectory } from './operator-directory.ts';
import {
  insertDocuments,
  insertFilings,
  insertTransportDocuments,
  messageOf,
  type NewFiling,
  readByLrn,
} from './storage/filings.ts';

interface Submission {
  readonly filing: NewFiling;
  readonly facts: FilingFacts;
  readonly call: OperationCall;
}

type Answer = ReturnType<typeof registrationResponse>;

const indicatorOf = (name: FilingName) => name.slice('IE3'.length);

const answerTo = ({ filing, facts }: Submission): Answer =>
  registrationResponse({
    MRN: filing.MRN,
    LRN: filing.LRN,
    registeredAt: toSecond(filing.registeredAtMs),
    specificCircumstanceIndicator: indicatorOf(filing.messageType),
    facts,
  });

/** The documents by which the filing is found. */
const documentsOf = ({ filing: { MRN }, facts }: Submission) =>
  [facts.masterDocument, ...facts.houseDocuments].flatMap((document) =>
    document ? [{ MRN, documentNumber: document.documentNumber }] : [],
  );

/** `done` where the filing was registered before, and the answer is that of then. */
const registrationRecord = (call: OperationCall, reference: string, outcome: 'accepted' | 'done') =>
  auditOf(call, call.operation.operation.audit.event, outcome, { reference, personalData: true });

const lrnUsed = (LRN: string) =>
  new Refusal({
    code: 'ENTRY_LRN_USED',
    status: 'conflict',
    title: 'The declarant has used this LRN for another filing (R3003).',
    faults: [
      { code: 'R3003', path: ['LRN'], message: `The LRN ${LRN} belongs to an earlier filing with other content.` },
    ],
  });

/** Who has a part in the filing submits it; whoever only sends it does so in the place of the one who does. */
const submitterOf = (call: OperationCall, { declarant, representative }: Filing): string => {
  const named = [declarant.identificationNumber, representative?.identificationNumber];
  return named.includes(call.caller.party) ? call.caller.party : standsFor(call);
};

/** As JSON brings it back: what was read from XML may differ in its prototypes, or say that an element is undefined. */
const asStored = (message: Filing): unknown => JSON.parse(JSON.stringify(message));

/** Answers those whose LRN was used: as before when they say the same, refused when they do not. */
const answerRepeated = async (
  transaction: Transaction,
  repeated: readonly Submission[],
): Promise<Map<Submission, Answer | Refusal>> => {
  const earlier = await readByLrn(
    transaction,
    repeated.map(({ filing }) => filing),
  );
  const find = ({ filing }: Submission) =>
    earlier.find((row) => row.declarant === filing.declarant && row.lrn === filing.LRN);
  return new Map(
    repeated.map((submission): [Submission, Answer | Refusal] => {
      const row = find(submission);
      const same =
        row?.message_type === submission.filing.messageType &&
        isDeepStrictEqual(messageOf(row), asStored(submission.filing.message));
      if (row === undefined || !same) return [submission, lrnUsed(submission.filing.LRN)];
      transaction.audit(registrationRecord(submission.call, row.mrn, 'done'));
      const first = { ...submission.filing, MRN: row.mrn, registeredAtMs: row.registered_at.getTime() };
      return [submission, answerTo({ ...submission, filing: first })];
    }),
  );
};

export const registerFiling = (
  { store, clock, codeLists, emitterFor }: Dependencies,
  mrns: MrnIssuer,
  operators: OperatorDirectory,
  atHand: Pick<MessagesAtHand, 'put'>,
) => {
  const emitter = emitterFor(contract);

  const write = store.groupCommit<Submission, Answer>(async (transaction, submissions) => {
    const registered = await insertFilings(
      transaction,
      submissions.map(({ filing }) => filing),
    );
    const fresh = submissions.filter(({ filing }) => registered.has(filing.MRN));
    const repeated = submissions.filter(({ filing }) => !registered.has(filing.MRN));
    if (fresh.length > 0)
      insertDocuments(
        transaction,
        fresh.map(({ filing }) => filing),
      );
    const documents = fresh.flatMap(documentsOf);
    if (documents.length > 0) insertTransportDocuments(transaction, documents);
    // Before the commit: the assessment may begin the moment after it. Should it fail, nobody asks for them.
    for (const { filing } of fresh) atHand.put(filing.MRN, filing.message);
    for (const { filing, call } of fresh) {
      const { MRN, LRN, declarant, messageType } = filing;
      transaction.send(
        ...emitter.event('filingRegistered', { MRN, LRN, declarant, messageType }, { orderingKey: MRN, cause: call }),
      );
      transaction.audit(registrationRecord(call, MRN, 'accepted'));
    }
    const answers =
      repeated.length > 0 ? await answerRepeated(transaction, repeated) : new Map<Submission, Answer | Refusal>();
    return submissions.map((submission) => answers.get(submission) ?? answerTo(submission));
  });

  return (messageType: FilingName) =>
    async (message: Filing, call: OperationCall): Promise<Answer> => {
      const nowMs = clock.nowMs();
      const today = toDay(nowMs);
      const isMemberState = (country: string) => codeLists.isMemberState(country, today);
      const countryOfOffice = (office: string) => codeLists.countryOfOffice(office);
      const facts = filingFacts(message, { isMemberState, countryOfOffice });
      const known = await operators.find(facts.operators, call);
      const faults = checkFiling(messageType, message, {
        isMemberState,
        countryOfOffice,
        operator: (EORI) => known.get(EORI),
        today,
      });
      if (faults.length > 0) {
        throw new Refusal({
          code: 'ENTRY_FILING_INVALID',
          status: 'invalid',
          title: 'The filing breaks rules or conditions; each fault is listed.',
          faults,
        });
      }
      const filing: NewFiling = {
        MRN: await mrns.next(facts.responsibleMemberState),
        LRN: facts.LRN,
        messageType,
        declarant: facts.declarant,
        submittedBy: submitterOf(call, message),
        carrier: facts.carrier,
        officeOfFirstEntry: facts.officeOfFirstEntry,
        responsibleMemberState: facts.responsibleMemberState,
        involvedMemberStates: facts.involvedMemberStates,
        conversationId: call.conversationId,
        traceparent: call.traceparent,
        registeredAtMs: nowMs,
        message,
        received: call.received,
      };
      return write({ filing, facts, call });
    };
};
