/** Whether a certificate is an active seal of the trader who sends the message. */
import type { X509Certificate } from 'node:crypto';
import { refuseSecurity } from '../../../shared-services/gateway/soap/security/refusals.ts';
import type { Caller } from '../../../shared-services/kit/call.ts';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { RegisteredSeal, SealRegister } from '../../../shared-services/kit/identity/seals.ts';

const untrusted = (reason: string) => refuseSecurity('SECURITY_TOKEN_UNTRUSTED', reason);

const notActive = ({ state }: RegisteredSeal) => {
  const refusal = untrusted(`the seal is ${state}: only an active one counts`);
  refusal.proved = { withdrawn: state === 'suspended' || state === 'revoked' };
  return refusal;
};

/** @throws {Refusal} not registered, by another trader, not active, or over */
export const assertActive = (seal: RegisteredSeal | undefined, caller: Pick<Caller, 'party'>, nowMs: number): void => {
  // Whether another trader has registered it is nobody's business.
  if (seal === undefined || seal.eori !== caller.party)
    throw untrusted('the certificate is no registered seal of yours');
  if (seal.state !== 'active') throw notActive(seal);
  if (!(Date.parse(seal.notAfter) > nowMs)) throw untrusted('the seal is over');
};

export const assertRegistered = async (
  { fingerprint256, validFromDate, validToDate }: X509Certificate,
  caller: Pick<Caller, 'party'>,
  { seals, clock }: { readonly seals?: SealRegister; readonly clock: Clock },
): Promise<void> => {
  const nowMs = clock.nowMs();
  assertActive(await seals?.find(fingerprint256), caller, nowMs);
  if (validFromDate.getTime() > nowMs || validToDate.getTime() < nowMs)
    throw untrusted('the certificate is not valid now');
};
