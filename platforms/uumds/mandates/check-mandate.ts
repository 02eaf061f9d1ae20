/** The question of gateways, for each message that speaks for another: one read by index, decided by today's day. */
import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { toDay } from '../../../shared-services/kit/clock.ts';
import type { Dependencies } from '../../../shared-services/kit/host/module.ts';
import { decide, pairsOf } from './domain/entitlement.ts';
import type { Procedures } from './domain/procedures.ts';
import type { Entitlement, EntitlementQuestion } from './messages.ts';
import { readBetween } from './storage/mandates.ts';

export const checkMandate =
  ({ store, clock }: Pick<Dependencies, 'store' | 'clock'>, procedures: Procedures) =>
  async ({ operationId, ...question }: Content<typeof EntitlementQuestion>): Promise<Content<typeof Entitlement>> => {
    const procedure = procedures.get(operationId);
    if (procedure === undefined) return { entitled: false, reason: 'MANDATE_OUT_OF_SCOPE', lacking: 'caller' };
    const known = await readBetween(store, pairsOf(question));
    const answer = decide(question, known, procedure, toDay(clock.nowMs()));
    if (!answer.entitled) return answer;
    const { actingFor, mandateIds } = answer;
    return {
      entitled: true,
      ...(actingFor === undefined ? {} : { actingFor }),
      ...(mandateIds.length === 0 ? {} : { mandateId: [...mandateIds] }),
    };
  };
