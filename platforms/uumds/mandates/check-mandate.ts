/**
 * The question of gateways, for each message that speaks for another: one read by index, decided by today's day. A no is
 * recorded with whom it was said to: nothing else of a message that a gateway refuses reaches the audit chain.
 */
import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { toDay } from '../../../shared-services/kit/clock.ts';
import type { Dependencies, OperationCall } from '../../../shared-services/kit/host/module.ts';
import { type AuditRecord, auditOf } from '../../../shared-services/kit/store/records.ts';
import { type Answer, decide, pairsOf } from './domain/entitlement.ts';
import type { Procedures } from './domain/procedures.ts';
import type { Entitlement, EntitlementQuestion } from './messages.ts';
import { readBetween } from './storage/mandates.ts';

type Question = Content<typeof EntitlementQuestion>;

const notToBeDoneForAnother: Answer = { entitled: false, reason: 'MANDATE_OUT_OF_SCOPE', lacking: 'caller' };

const recordOf = (
  { caller, operationId, principal }: Question,
  refusalCode: string,
  call: OperationCall,
): AuditRecord => ({
  ...auditOf(call, 'mandates.entitlement.deny', 'refused', { refusalCode }),
  reference: principal === undefined ? operationId : `${operationId} for ${principal}`,
  circle: 'untrusted',
  party: caller,
});

export const checkMandate =
  ({ store, clock }: Pick<Dependencies, 'store' | 'clock'>, procedures: Procedures) =>
  async (asked: Question, call: OperationCall): Promise<Content<typeof Entitlement>> => {
    const { operationId, ...question } = asked;
    const procedure = procedures.get(operationId);
    const answer: Answer =
      procedure === undefined
        ? notToBeDoneForAnother
        : decide(question, await readBetween(store, pairsOf(question)), procedure, toDay(clock.nowMs()));
    if (!answer.entitled) {
      await store.audit(recordOf(asked, answer.reason, call));
      return answer;
    }
    const { actingFor, mandateIds } = answer;
    return {
      entitled: true,
      ...(actingFor === undefined ? {} : { actingFor }),
      ...(mandateIds.length === 0 ? {} : { mandateId: [...mandateIds] }),
    };
  };
