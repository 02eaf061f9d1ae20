/** A Member State tells that its own analysis has a hit (IE4N03): noted, and passed on to the responsible Member State. */

import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { newId } from '../../../shared-services/kit/call.ts';
import { toSecond } from '../../../shared-services/kit/clock.ts';
import type { Dependencies, OperationCall } from '../../../shared-services/kit/host/module.ts';
import { contract } from './contract.ts';
import { forwarded } from './domain/member-state-messages.ts';
import type { IE4N03 } from './messages/risk-analysis.ts';
import { notInvolved, unknownDeclaration } from './refusals.ts';
import { causeOf, type FilingRow, lockFiling } from './storage/filings.ts';
import { findScreening, noteHit } from './storage/screenings.ts';
import { takeMemberStateMessage } from './take-member-state-message.ts';

export const notifyRiskAnalysisHit = ({ store, clock, emitterFor }: Dependencies) => {
  const emitter = emitterFor(contract);

  const copyFor = (filing: FilingRow, sender: string, message: Content<typeof IE4N03>) => {
    const recipient = filing.responsible_member_state;
    if (recipient === sender) return [];
    const messageId = newId();
    const copy = forwarded(message, recipient, messageId, toSecond(clock.nowMs()));
    return [emitter.notify('IE4N03', copy, { orderingKey: filing.mrn, cause: causeOf(filing), recipient, messageId })];
  };

  return (message: Content<typeof IE4N03>, call: OperationCall): Promise<undefined> =>
    store.transaction(async (transaction) => {
      const memberState = call.caller.party;
      const { riskAnalysisRequestReference } = message.riskAnalysis;
      const screening = await findScreening(transaction, riskAnalysisRequestReference);
      if (screening === undefined) throw unknownDeclaration(riskAnalysisRequestReference);
      if (screening.member_state !== memberState) throw notInvolved(memberState);
      const filing = await lockFiling(transaction, screening.mrn);
      if (filing === undefined) throw unknownDeclaration(screening.mrn);
      const { messageId } = message.MessageHeader;
      return takeMemberStateMessage(transaction, { filing, type: 'IE4N03', messageId }, call, async () => {
        // A second hit of the same Member State tells nothing new.
        if (await noteHit(transaction, riskAnalysisRequestReference))
          transaction.send(...copyFor(filing, memberState, message));
      });
    });
};
