/** Asks UUM&DS whether a caller may speak for another. */
import type { ReplyOf, RequestOf } from '../../reference-architecture/contract/language.ts';
import type { Conversation } from '../../shared-services/gateway/conversation.ts';
import { refuse } from '../../shared-services/gateway/refusals.ts';
import { newId } from '../../shared-services/kit/call.ts';
import type { Clock } from '../../shared-services/kit/clock.ts';
import { type Carry, createCalls, onBehalfOf } from '../../shared-services/kit/rpc/calls.ts';
import { contract as mandates } from '../uumds/mandates/contract.ts';
import { contract as speed2ng } from './contract.ts';

type CheckMandate = (typeof mandates)['services']['Entitlements']['operations']['checkMandate'];

export type Entitlement = ReplyOf<CheckMandate>;
export type AskEntitlement = (question: RequestOf<CheckMandate>, conversation: Conversation) => Promise<Entitlement>;

const { deadlineMs } = mandates.services.Entitlements.operations.checkMandate;
const retryAfterMs = 2000;

/** Whatever keeps UUM&DS from answering: the message is refused, and may be sent again. */
const unavailable = (error: unknown) =>
  refuse('SERVICE_UNAVAILABLE', {
    title: 'Mandates cannot be checked now. Nothing was stored: send the same message again later.',
    retryAfterMs,
    detail: error instanceof Error ? error.message : String(error),
  });

/** The deadline of the question is its contract's; breaker and bounds are those of calls between platforms. */
export const createAskEntitlement = (carry: Carry, clock: Clock): AskEntitlement => {
  const { checkMandate } = createCalls(carry).to(mandates);
  return async (question, conversation) => {
    const call = onBehalfOf(speed2ng, conversation, {
      messageId: newId(),
      deadlineAtMs: clock.nowMs() + deadlineMs,
    });
    try {
      return await checkMandate(question, call);
    } catch (error) {
      throw unavailable(error);
    }
  };
};
