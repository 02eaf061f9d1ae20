/** What a gateway refuses by itself, before or instead of an application: every code with its kind and its sentence. */
import { commonRefusals } from '../../reference-architecture/contract/common-refusals.ts';
import type { RefusalContract } from '../../reference-architecture/contract/language.ts';
import { type Fault, Refusal, type RefusalFacts } from '../kit/refusal.ts';
import { securityRefusalCodes } from './soap/security/refusals.ts';

export const gatewayRefusalCodes = {
  ...commonRefusals,
  REQUEST_MALFORMED: { status: 'invalid', title: 'This is not an HTTP request that can be understood.' },
  HEADERS_TOO_LARGE: { status: 'tooLarge', title: 'There are more header lines than the gateway takes.' },
  HEADER_REPEATED: { status: 'invalid', title: 'A header that may stand once stands several times.' },
  URL_TOO_LONG: { status: 'tooLarge', title: 'The address is longer than the gateway takes.' },
  PATH_NOT_CANONICAL: { status: 'invalid', title: 'The path is not in its plain form.' },
  PARAMETER_INVALID: { status: 'invalid', title: 'The parameters of the address cannot be taken.' },
  MESSAGE_TOO_SLOW: { status: 'timeout', title: 'The message did not arrive in time.' },
  LOCKED_OUT: {
    status: 'throttled',
    title: 'Too often somebody failed from this address to prove who it is; try again later.',
  },
  PARTNER_BLOCKED: {
    status: 'forbidden',
    title: 'The partner is blocked at present. The operators of the platform can say more.',
  },
  MESSAGE_ID_INVALID: { status: 'invalid', title: 'The identifier of the message cannot be taken.' },
  SOAP_VERSION_MISMATCH: { status: 'invalid', title: 'The service does not speak this version of SOAP.' },
  SOAP_MUST_UNDERSTAND: { status: 'invalid', title: 'A header that must be understood is not.' },
  SOAP_ACTION_MISMATCH: { status: 'invalid', title: 'The action is not that of the message.' },
  ADDRESSING_INVALID: { status: 'invalid', title: 'The WS-Addressing headers cannot be taken.' },
  ...securityRefusalCodes,
} as const satisfies Record<string, RefusalContract>;

export type GatewayRefusalCode = keyof typeof gatewayRefusalCodes;

/** @param more the caller may know `title`; `detail` is for the log */
export const refuse = (code: GatewayRefusalCode, more: Partial<RefusalFacts> = {}): Refusal =>
  new Refusal({ code, ...gatewayRefusalCodes[code], ...more });

/** Refuses with one fault, which says what exactly. */
export const refuseOne = (code: GatewayRefusalCode, message: string, path: Fault['path'] = []): Refusal =>
  refuse(code, { faults: [{ code, path, message }] });

/** Why a message cannot even be read: the code of its one fault. */
export type Malformation = 'NOT_UTF8' | 'CUT_SHORT' | 'BODY_UNEXPECTED' | 'SOAP_ENVELOPE';

export const malformed = (code: Malformation, message: string): Refusal =>
  refuse('MESSAGE_MALFORMED', { faults: [{ code, path: [], message }] });

/** A method that the path does not take, and those that it takes. */
export class MethodRefusal extends Refusal {
  readonly allow: readonly string[];

  constructor(allow: readonly string[]) {
    super({ code: 'METHOD_NOT_ALLOWED', ...gatewayRefusalCodes.METHOD_NOT_ALLOWED });
    this.allow = allow;
  }
}
