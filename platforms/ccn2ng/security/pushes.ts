/** Pushes to one Member State in the form that was agreed with it. */
import { protectEnvelope } from '../../../shared-services/gateway/soap/security/protect.ts';
import type { MemberStateSecurity } from './member-state-security.ts';

export const pushSecurity = (country: string, security: MemberStateSecurity): ((envelope: string) => string) => {
  const { protectionOf, recipientOf, pushKey, clock } = security;
  const recipient = recipientOf(country);
  const agreed = { protection: protectionOf(country), ...(recipient === undefined ? {} : { recipient }) };
  return (envelope) => protectEnvelope(envelope, { ...agreed, key: pushKey(), nowMs: clock.nowMs() });
};
