/** Answers to Member States in the form that was agreed, or in that of the question. */
import type { Answer } from '../../../shared-services/gateway/answer.ts';
import { type Protection, protectEnvelope } from '../../../shared-services/gateway/soap/security/protect.ts';
import type { Authenticated, Sealed } from '../../../shared-services/gateway/steps/stages.ts';
import type { MemberStateSecurity } from './member-state-security.ts';

/**
 * Why its security was not taken must be readable also to who has no key yet, or another one than we know: such a fault says
 * nothing of any content, and is signed, not encrypted.
 */
const protectionFor = (agreed: Protection, sealed: boolean | undefined): Protection => {
  if (agreed === 'none') return sealed === true ? 'signed' : 'none';
  return sealed === undefined ? 'signed' : agreed;
};

/** Whoever has not even shown who it is gets its refusal as it stands. */
export const protectAnswers =
  ({ protectionOf, recipientOf, key, clock }: MemberStateSecurity) =>
  (answer: Answer, { caller, sealed }: Partial<Authenticated & Sealed>): Answer => {
    if (caller === undefined || answer.body === '') return answer;
    const protection = protectionFor(protectionOf(caller.party), sealed);
    const recipient = recipientOf(caller.party);
    const nowMs = clock.nowMs();
    const parts = { key: key(), nowMs, protection, ...(recipient === undefined ? {} : { recipient }) };
    return { ...answer, body: protectEnvelope(answer.body, parts) };
  };
