/** An involved Member State gives, or changes, its e-screening assessment (IE4S01). */

import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { newId } from '../../../shared-services/kit/call.ts';
import { toSecond } from '../../../shared-services/kit/clock.ts';
import type { Dependencies, OperationCall } from '../../../shared-services/kit/host/module.ts';
import { contract } from './contract.ts';
import { forwarded } from './domain/member-state-messages.ts';
import type { IE4S01 } from './messages/risk-analysis.ts';
import { notInvolved, unknownDeclaration } from './refusals.ts';
import { causeOf, type FilingRow, lockFiling } from './storage/filings.ts';
import { answerScreening, findScreening } from './storage/screenings.ts';
import { takeMemberStateMessage } from './take-member-state-message.ts';

export const submitEScreeningAssessment = ({ store, clock, emitterFor }: Dependencies) => {
  const emitter = emitterFor(contract);

  /** The responsible Member State sees what the others answer. */
  const copyFor = (filing: FilingRow, sender: string, message: Content<typeof IE4S01>) => {
    const recipient = filing.responsible_member_state;
    if (recipient === sender) return [];
    const messageId = newId();
    const copy = forwarded(message, recipient, messageId, toSecond(clock.nowMs()));
    const of = { orderingKey: filing.mrn, cause: causeOf(filing), recipient, messageId };
    return [emitter.notify('IE4S01updateEScreeningResult', copy, of)];
  };

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
      return takeMemberStateMessage(transaction, { filing, type: 'IE4S01', messageId }, call, async () => {
        await answerScreening(transaction, riskAnalysisRequestReference, messageId, message);
        transaction.send(...copyFor(filing, memberState, message));
        transaction.send(
          ...emitter.event(
            'screeningAnswered',
            { MRN: filing.mrn },
            { orderingKey: filing.mrn, cause: causeOf(filing) },
          ),
        );
      });
    });
};
