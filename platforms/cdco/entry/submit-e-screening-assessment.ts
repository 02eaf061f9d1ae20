/** An involved Member State gives, or changes, its e-screening assessment (IE4S01). */

import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { newId } from '../../../shared-services/kit/call.ts';
import { toSecond } from '../../../shared-services/kit/clock.ts';
import type { Dependencies, OperationCall } from '../../../shared-services/kit/host/module.ts';
import { auditOf } from '../../../shared-services/kit/store/records.ts';
import { contract } from './contract.ts';
import { isOpen } from './domain/lifecycle.ts';
import { forwarded } from './domain/member-state-messages.ts';
import type { IE4S01 } from './messages/risk-analysis.ts';
import { alreadyDecided, notInvolved, unknownDeclaration } from './refusals.ts';
import { causeOf, lockFiling } from './storage/filings.ts';
import { answerScreening, findScreening } from './storage/screenings.ts';

export const submitEScreeningAssessment = ({ store, clock, emitterFor }: Dependencies) => {
  const emitter = emitterFor(contract);
  return (message: Content<typeof IE4S01>, call: OperationCall): Promise<undefined> =>
    store.transaction(async (transaction) => {
      const memberState = call.caller.party;
      const { riskAnalysisRequestReference } = message.riskAnalysis;
      const screening = await findScreening(transaction, riskAnalysisRequestReference);
      if (screening === undefined) throw unknownDeclaration(riskAnalysisRequestReference);
      if (screening.member_state !== memberState || message.involvedMemberState.country !== memberState)
        throw notInvolved(memberState);
      const filing = await lockFiling(transaction, screening.mrn);
      if (filing === undefined) throw unknownDeclaration(screening.mrn);
      const { messageId } = message.MessageHeader;
      // The same message again: it was taken, and is acknowledged again.
      if (screening.answer_message_id === messageId) return undefined;
      if (!isOpen(filing.state)) throw alreadyDecided(filing.state);
      await answerScreening(transaction, riskAnalysisRequestReference, messageId, message);
      const orderingKey = filing.mrn;
      const recipient = filing.responsible_member_state;
      if (recipient !== memberState) {
        const forwardedId = newId();
        const copy = forwarded(message, recipient, forwardedId, toSecond(clock.nowMs()));
        transaction.send(
          emitter.notify('IE4S01updateEScreeningResult', copy, {
            orderingKey,
            cause: causeOf(filing),
            recipient,
            messageId: forwardedId,
          }),
        );
      }
      transaction.send(
        ...emitter.event('screeningAnswered', { MRN: filing.mrn }, { orderingKey, cause: causeOf(filing) }),
      );
      transaction.audit(
        auditOf({ ...call, conversationId: filing.conversation_id }, call.operation.operation.audit.event, 'accepted', {
          reference: filing.mrn,
          personalData: true,
        }),
      );
      return undefined;
    });
};
