/** The responsible Member State, that of first entry, gives or changes the result of risk analysis (IE4S02). */

import type { Content } from '../../../reference-architecture/contract/schema.ts';
import type { Dependencies, OperationCall } from '../../../shared-services/kit/host/module.ts';
import { contract } from './contract.ts';
import type { IE4S02 } from './messages/risk-analysis.ts';
import { notInvolved, unknownDeclaration } from './refusals.ts';
import { causeOf, lockFiling } from './storage/filings.ts';
import { storeResult } from './storage/results.ts';
import { takeMemberStateMessage } from './take-member-state-message.ts';

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
      return takeMemberStateMessage(transaction, { filing, type: 'IE4S02', messageId }, call, async () => {
        await storeResult(transaction, filing.mrn, memberState, messageId, message);
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
