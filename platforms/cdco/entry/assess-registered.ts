/**
 * After registration: has the filings analysed, keeps what the decision needs of the result, and asks every Member State
 * concerned for its own analysis (IE4N03). What the platform's own probes filed stays registered, and nobody is asked. Runs again after a crash; what was done is left as it is.
 */
import { newId } from '../../../shared-services/kit/call.ts';
import { toDay, toSecond } from '../../../shared-services/kit/clock.ts';
import type { Dependencies, Subscription } from '../../../shared-services/kit/host/module.ts';
import { isProbe } from '../../../shared-services/kit/probe.ts';
import { onBehalfOf } from '../../../shared-services/kit/rpc/calls.ts';
import type { Outgoing } from '../../../shared-services/kit/store/records.ts';
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import { contract as riskAnalysis } from '../risk-analysis/contract.ts';
import { contract } from './contract.ts';
import { screeningReference, screeningRequest } from './domain/member-state-messages.ts';
import { filingRecord } from './filing-record.ts';
import type { FilingRegisteredContent } from './messages/filing-state.ts';
import type { Filing } from './messages/filings.ts';
import type { MessagesAtHand } from './messages-at-hand.ts';
import { causeOf, type FilingRow, lockRegistered, readFilingRows, readMessages } from './storage/filings.ts';
import { beginAssessment } from './storage/results.ts';
import { insertScreenings, type NewScreening } from './storage/screenings.ts';

const assessmentTimeoutMs = 20_000;

export const assessRegistered = (
  { store, calls, clock, settings, emitterFor }: Dependencies,
  atHand: Pick<MessagesAtHand, 'take'>,
): Subscription => {
  const emitter = emitterFor(contract);
  const risk = calls.to(riskAnalysis);

  const messagesOf = async (filings: readonly FilingRow[]) => {
    const found = new Map(filings.map(({ mrn }) => [mrn, atHand.take(mrn)]));
    const absent = filings.map(({ mrn }) => mrn).filter((mrn) => found.get(mrn) === undefined);
    const read = absent.length === 0 ? new Map<string, Filing>() : await readMessages(store, absent);
    return (MRN: string) => found.get(MRN) ?? read.get(MRN);
  };

  const assess = async (filings: readonly FilingRow[]) => {
    const messageOf = await messagesOf(filings);
    const nowMs = clock.nowMs();
    const call = onBehalfOf(contract, causeOf(filings[0]!), {
      messageId: newId(),
      deadlineAtMs: nowMs + assessmentTimeoutMs,
    });
    const { assessments } = await risk.assessMany(
      {
        assessments: filings.map((filing) => ({
          reference: filing.mrn,
          procedure: 'entry',
          specificCircumstanceIndicator: filing.message_type.slice('IE3'.length),
          onDate: toDay(filing.registered_at.getTime()),
          conversationId: filing.conversation_id,
          declaration: messageOf(filing.mrn),
        })),
      },
      call,
    );
    const summaries = new Map(
      assessments.map(({ reference, highestLevel, recommendation }) => [reference, { highestLevel, recommendation }]),
    );
    return filings.map(({ mrn }) => {
      const summary = summaries.get(mrn);
      // Without it the filing would wait for a decision for ever.
      if (summary === undefined) throw new Error(`risk analysis gave no assessment of ${mrn}`);
      return { MRN: mrn, summary };
    });
  };

  const screeningsOf = (filing: FilingRow, nowMs: number): NewScreening[] =>
    filing.involved_member_states.map((memberState) => ({
      MRN: filing.mrn,
      memberState,
      requestReference: screeningReference(filing.mrn, memberState),
      dueAtMs: nowMs + settings.screeningTimeoutMs,
    }));

  const requestFor = (filing: FilingRow, memberState: string, now: string): Outgoing => {
    const messageId = newId();
    const of = {
      MRN: filing.mrn,
      memberState,
      responsibleMemberState: filing.responsible_member_state,
      messageId,
      now,
    };
    return emitter.notify('IE4N03', screeningRequest(of), {
      orderingKey: filing.mrn,
      cause: causeOf(filing),
      recipient: memberState,
      messageId,
    });
  };

  const request = (transaction: Transaction, filing: FilingRow, now: string) => {
    transaction.send(...filing.involved_member_states.map((memberState) => requestFor(filing, memberState, now)));
    transaction.audit(
      filingRecord(filing, {
        event: 'entry.screening.request',
        outcome: 'done',
        subject: filing.involved_member_states.join(','),
      }),
    );
  };

  return async (messages) => {
    const MRNs = messages.map((message) => (message.content as FilingRegisteredContent).MRN);
    const filings = (await readFilingRows(store, MRNs)).filter(
      ({ state, declarant }) => state === 'registered' && !isProbe(declarant),
    );
    if (filings.length === 0) return;
    const assessments = await assess(filings);
    const nowMs = clock.nowMs();
    await store.transaction(async (transaction) => {
      // Whoever took over from us while we waited for the analysis may have been quicker.
      const waiting = await lockRegistered(transaction, MRNs);
      const ours = filings.filter(({ mrn }) => waiting.has(mrn));
      beginAssessment(
        transaction,
        assessments.filter(({ MRN }) => waiting.has(MRN)),
      );
      insertScreenings(
        transaction,
        ours.flatMap((filing) => screeningsOf(filing, nowMs)),
      );
      for (const filing of ours) request(transaction, filing, toSecond(nowMs));
    });
  };
};
