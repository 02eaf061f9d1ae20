/** A Member State tells that its own analysis has a hit (IE4N03): noted, and passed on to the responsible Member State. */

import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { newId } from '../../../shared-services/kit/call.ts';
import { toSecond } from '../../../shared-services/kit/clock.ts';
import type { Dependencies, OperationCall } from '../../../shared-services/kit/host/module.ts';
import { auditOf } from '../../../shared-services/kit/store/records.ts';
import { contract } from './contract.ts';
import { forwarded } from './domain/member-state-messages.ts';
import type { IE4N03 } from './messages/risk-analysis.ts';
import { notInvolved, unknownDeclaration } from './refusals.ts';
import { causeOf, lockFiling } from './storage/filings.ts';
import { findScreening, noteHit } from './storage/screenings.ts';

export const notifyRiskAnalysisHit = ({ store, clock, emitterFor }: Dependencies) => {
  const emitter = emitterFor(contract);
  return (message: Content<typeof IE4N03>, call: OperationCall): Promise<undefined> =>
    store.transaction(async (transaction) => {
      const memberState = call.caller.party;
      const { riskAnalysisRequestReference } = message.riskAnalysis;
      const screening = await findScreening(transaction, riskAnalysisRequestReference);
      if (screening === undefined) throw unknownDeclaration(riskAnalysisRequestReference);
      if (screening.member_state !== memberState) throw notInvolved(memberState);
      const filing = await lockFiling(transaction, screening.mrn);
      if (filing === undefined) throw unknownDeclaration(screening.mrn);
      // A second hit of the same Member State tells nothing new.
      if (screening.hit_notified_at !== null) return undefined;
      await noteHit(transaction, riskAnalysisRequestReference);
      const recipient = filing.responsible_member_state;
      if (recipient !== memberState) {
        const messageId = newId();
        const copy = forwarded(message, recipient, messageId, toSecond(clock.nowMs()));
        transaction.send(
          emitter.notify('IE4N03', copy, { orderingKey: filing.mrn, cause: causeOf(filing), recipient, messageId }),
        );
      }
      transaction.audit(
        auditOf({ ...call, conversationId: filing.conversation_id }, call.operation.operation.audit.event, 'accepted', {
          reference: filing.mrn,
        }),
      );
      return undefined;
    });
};
