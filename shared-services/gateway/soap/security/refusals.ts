/** What is wrong with the security of a message: our stable codes, and the fault codes of WS-Security 1.1.1, section 12. */
import type { RefusalContract } from '../../../../reference-architecture/contract/language.ts';
import { Refusal } from '../../../kit/refusal.ts';

export const securityRefusalCodes = {
  SECURITY_HEADER_INVALID: {
    status: 'invalid',
    title: 'The security of the message is not in the form that is taken here.',
  },
  SECURITY_REQUIRED: { status: 'forbidden', title: 'The message must be signed.' },
  SIGNATURE_INVALID: { status: 'invalid', title: 'The signature is not that of this message.' },
  SIGNATURE_INCOMPLETE: { status: 'invalid', title: 'The signature leaves out a part that must be signed.' },
  SECURITY_ALGORITHM_REFUSED: { status: 'invalid', title: 'The algorithm is not one of those taken here.' },
  SECURITY_TOKEN_INVALID: { status: 'invalid', title: 'The security token cannot be used.' },
  SECURITY_TOKEN_UNTRUSTED: { status: 'forbidden', title: 'The signing certificate proves nothing here.' },
  SECURITY_EXPIRED: { status: 'invalid', title: 'The signature is too old, or not valid yet.' },
  MESSAGE_REPLAYED: {
    status: 'conflict',
    title: 'The same signed message came before. Sign it anew to send it again.',
  },
} as const satisfies Record<string, RefusalContract>;

export type SecurityRefusalCode = keyof typeof securityRefusalCodes;

/** Local names in the namespace of WS-Security. */
const wsseFaultCodes: Readonly<Record<SecurityRefusalCode, string>> = {
  SECURITY_HEADER_INVALID: 'InvalidSecurity',
  SECURITY_REQUIRED: 'InvalidSecurity',
  SIGNATURE_INVALID: 'FailedCheck',
  SIGNATURE_INCOMPLETE: 'FailedCheck',
  SECURITY_ALGORITHM_REFUSED: 'UnsupportedAlgorithm',
  SECURITY_TOKEN_INVALID: 'InvalidSecurityToken',
  SECURITY_TOKEN_UNTRUSTED: 'FailedAuthentication',
  SECURITY_EXPIRED: 'MessageExpired',
  MESSAGE_REPLAYED: 'FailedCheck',
};

export const wsseFaultCodeOf = (code: string): string | undefined =>
  Object.hasOwn(wsseFaultCodes, code) ? wsseFaultCodes[code as SecurityRefusalCode] : undefined;

/** @param reason what exactly, for the person who has to mend it; it tells nothing that the sender does not know */
export const refuseSecurity = (code: SecurityRefusalCode, reason?: string): Refusal =>
  new Refusal({
    code,
    ...securityRefusalCodes[code],
    ...(reason === undefined ? {} : { faults: [{ code, path: [], message: reason }] }),
  });

export const headerInvalid = (reason: string): Refusal => refuseSecurity('SECURITY_HEADER_INVALID', reason);
