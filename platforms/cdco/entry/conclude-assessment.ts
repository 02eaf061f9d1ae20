/**
 * After an answer of a Member State, or the end of its time: has it decided what follows, and tells the trader. A decision
 * is taken on the state of the moment and applied only if the filing has not moved on; a repetition changes nothing.
 */
import type { OperationsOf, ReplyOf } from '../../../reference-architecture/contract/language.ts';
import { newId } from '../../../shared-services/kit/call.ts';
import { toDay, toSecond } from '../../../shared-services/kit/clock.ts';
import type { Dependencies, Subscription } from '../../../shared-services/kit/host/module.ts';
import { onBehalfOf } from '../../../shared-services/kit/rpc/calls.ts';
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import { contract as decisions } from '../decisions/contract.ts';
import { contract } from './contract.ts';
import { filingFacts } from './domain/filing.ts';
import { isOpen, nextState, type Outcome } from './domain/lifecycle.ts';
import { type NotifiedFiling, noticeOf, recipientsOf } from './domain/notices.ts';
import { involvedResult, responsibleResult } from './domain/screening-results.ts';
import { filingRecord } from './filing-record.ts';
import type { ScreeningAnsweredContent } from './messages/filing-state.ts';
import { causeOf, changeState, lockFiling, messageOf, readFilings } from './storage/filings.ts';
import {
  type AssessmentSummary,
  insertDecision,
  type ResultRow,
  readAssessment,
  readResult,
} from './storage/results.ts';
import { readScreenings, type ScreeningRow } from './storage/screenings.ts';

const decisionTimeoutMs = 10_000;

/** Complete sea data sets are analysed before loading too; what arrives by other means comes with its filings. */
const stage = 'preLoading';

type Registered = Awaited<ReturnType<typeof readFilings>>[number];

type Decision = ReplyOf<OperationsOf<typeof decisions>['decide']>;

interface Answers {
  readonly screenings: readonly ScreeningRow[];
  readonly result: ResultRow | undefined;
}

const readAnswers = async (queries: Pick<Transaction, 'query'>, MRN: string): Promise<Answers> => ({
  screenings: await readScreenings(queries, MRN),
  result: await readResult(queries, MRN),
});

/** The same while nobody has answered anew, and no time has run out. */
const versionOf = ({ screenings, result }: Answers): string =>
  JSON.stringify([
    result?.message_id,
    ...screenings.map((one) => [one.member_state, one.answer_message_id, one.expired_at]),
  ]);

/** Reference of a referral, at most 17 characters: the end of the MRN and the number of the decision. */
const referralReference = (MRN: string, number: number): string => `${MRN.slice(4)}/${number}`;

export const concludeAssessment = ({ store, calls, clock, codeLists, emitterFor }: Dependencies): Subscription => {
  const emitter = emitterFor(contract);
  const decider = calls.to(decisions);

  const decide = (filing: Registered, assessment: AssessmentSummary, { screenings, result }: Answers) => {
    const involved = screenings
      .filter((screening) => screening.answer !== null)
      .map((screening) => involvedResult(screening.member_state, JSON.parse(screening.answer!)));
    const responsible = result === undefined ? [] : [responsibleResult(result.member_state, JSON.parse(result.result))];
    const memberStateResults = [...involved, ...responsible];
    const call = onBehalfOf(contract, causeOf(filing), {
      messageId: newId(),
      deadlineAtMs: clock.nowMs() + decisionTimeoutMs,
    });
    return decider.decide(
      {
        reference: filing.mrn,
        stage,
        assessment,
        ...(memberStateResults.length === 0 ? {} : { memberStateResults }),
        allInvolvedAnswered: screenings.every(
          (screening) => screening.answer !== null || screening.expired_at !== null,
        ),
      },
      call,
    );
  };

  const notifiedOf = (filing: Registered): NotifiedFiling => {
    const today = toDay(clock.nowMs());
    const facts = filingFacts(messageOf(filing), {
      isMemberState: (country) => codeLists.isMemberState(country, today),
      countryOfOffice: (office) => codeLists.countryOfOffice(office),
    });
    return { ...facts, MRN: filing.mrn };
  };

  const tell = (transaction: Transaction, filing: Registered, outcome: Outcome, number: number) => {
    const notified = notifiedOf(filing);
    const notice = noticeOf(outcome, notified, toSecond(clock.nowMs()), referralReference(filing.mrn, number));
    if (notice === undefined) return;
    for (const recipient of recipientsOf(notice.name, notified, filing.submitted_by)) {
      transaction.send(
        emitter.notify(notice.name, notice.content, { orderingKey: filing.mrn, cause: causeOf(filing), recipient }),
      );
    }
  };

  const apply = (filing: Registered, basis: Answers, { outcome, reason }: Decision) =>
    store.transaction(async (transaction) => {
      const current = await lockFiling(transaction, filing.mrn);
      const next = current === undefined ? undefined : nextState(current.state, outcome);
      if (next === undefined) return;
      // An answer came in, or was changed, while this was decided: its own event decides again, with it.
      if (versionOf(await readAnswers(transaction, filing.mrn)) !== versionOf(basis)) return;
      changeState(transaction, [filing.mrn], next);
      const number = await insertDecision(transaction, filing.mrn, {
        outcome,
        reasonCode: reason.code,
        reason: reason.text,
      });
      tell(transaction, filing, outcome, number);
      transaction.audit(
        filingRecord(filing, { event: `entry.assessment.${outcome}`, outcome: 'done', subject: reason.code }),
      );
    });

  return async (messages) => {
    const MRNs = [...new Set(messages.map((message) => (message.content as ScreeningAnsweredContent).MRN))];
    for (const filing of await readFilings(store, MRNs)) {
      const assessment = await readAssessment(store, filing.mrn);
      if (assessment === undefined || !isOpen(filing.state)) continue;
      const answers = await readAnswers(store, filing.mrn);
      await apply(filing, answers, await decide(filing, assessment, answers));
    }
  };
};
