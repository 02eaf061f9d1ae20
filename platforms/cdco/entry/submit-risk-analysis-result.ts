/** The responsible Member State, that of first entry, gives or changes the result of risk analysis (IE4S02). */

import type { Content } from '../../../reference-architecture/contract/schema.ts';
import type { Dependencies, OperationCall } from '../../../shared-services/kit/host/module.ts';
import { auditOf } from '../../../shared-services/kit/store/records.ts';
import { contract } from './contract.ts';
import { isOpen } from './domain/lifecycle.ts';
import type { IE4S02 } from './messages/risk-analysis.ts';
import { alreadyDecided, notInvolved, unknownDeclaration } from './refusals.ts';
import { causeOf, lockFiling } from './storage/filings.ts';
import { readResult, storeResult } from './storage/results.ts';

export const submitRiskAnalysisResult = ({ store, emitterFor }: Dependencies) => {
  const emitter = emitterFor(contract);
  return (message: Content<typeof IE4S02>, call: OperationCall): Promise<undefined> =>
    store.transaction(async (transaction) => {
      const memberState = call.caller.party;
      const filing = await lockFiling(transaction, message.functionalReference);
      if (filing === undefined) throw unknownDeclaration(message.functionalReference);
      if (filing.responsible_member_state !== memberState || message.responsibleMemberState.country !== memberState) {
        throw notInvolved(memberState);
      }
      const { messageId } = message.MessageHeader;
      const earlier = await readResult(transaction, filing.mrn);
      // The same message again: it was taken, and is acknowledged again.
      if (earlier?.message_id === messageId) return undefined;
      if (!isOpen(filing.state)) throw alreadyDecided(filing.state);
      await storeResult(transaction, filing.mrn, memberState, messageId, message);
      transaction.send(
        ...emitter.event('screeningAnswered', { MRN: filing.mrn }, { orderingKey: filing.mrn, cause: causeOf(filing) }),
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
