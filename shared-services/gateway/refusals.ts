/** What a gateway refuses by itself, before or instead of an application: every code with its kind and its sentence. */
import type { RefusalContract } from '../../reference-architecture/contract/language.ts';
import { type Fault, Refusal, type RefusalFacts } from '../kit/refusal.ts';

export const gatewayRefusalCodes = {
  HEADERS_TOO_LARGE: { status: 'tooLarge', title: 'There are more header lines than the gateway takes.' },
  HEADER_REPEATED: { status: 'invalid', title: 'A header that may stand once stands several times.' },
  URL_TOO_LONG: { status: 'tooLarge', title: 'The address is longer than the gateway takes.' },
  PATH_NOT_CANONICAL: { status: 'invalid', title: 'The path is not in its plain form.' },
  PATH_UNKNOWN: { status: 'notFound', title: 'There is nothing at this path.' },
  METHOD_NOT_ALLOWED: { status: 'notAllowed', title: 'The path does not take this method.' },
  PARAMETER_INVALID: { status: 'invalid', title: 'The parameters of the address cannot be taken.' },
  CONTENT_TYPE_UNSUPPORTED: { status: 'unsupportedType', title: 'The content type is not one that is taken here.' },
  CONTENT_ENCODING_UNSUPPORTED: {
    status: 'unsupportedType',
    title: 'Content is taken as it is: no content encoding but identity.',
  },
  BODY_TOO_LARGE: { status: 'tooLarge', title: 'The message is larger than the gateway takes.' },
  BODY_TOO_SLOW: { status: 'timeout', title: 'The message did not arrive in time.' },
  BODY_NOT_UTF8: { status: 'invalid', title: 'The message is not UTF-8.' },
  BODY_INCOMPLETE: { status: 'invalid', title: 'The message ended before its end.' },
  BODY_UNEXPECTED: { status: 'invalid', title: 'This request has no body.' },
  MESSAGE_NOT_WELL_FORMED: { status: 'invalid', title: 'The message cannot be read.' },
  MESSAGE_INVALID: { status: 'invalid', title: 'The message does not have the form that the contract asks for.' },
  REQUEST_MALFORMED: { status: 'invalid', title: 'This is not an HTTP request that can be understood.' },
  SOAP_ENVELOPE_INVALID: { status: 'invalid', title: 'This is not a SOAP envelope with one element in its body.' },
  SOAP_VERSION_MISMATCH: { status: 'invalid', title: 'The service does not speak this version of SOAP.' },
  SOAP_MUST_UNDERSTAND: { status: 'invalid', title: 'A header that must be understood is not.' },
  SOAP_OPERATION_UNKNOWN: { status: 'notFound', title: 'The service has no operation for this message.' },
  SOAP_ACTION_MISMATCH: { status: 'invalid', title: 'The action is not that of the message.' },
  ADDRESSING_INVALID: { status: 'invalid', title: 'The WS-Addressing headers cannot be taken.' },
  IDEMPOTENCY_KEY_INVALID: { status: 'invalid', title: 'The identifier of the message cannot be taken.' },
  CALLER_NOT_ADMITTED: { status: 'forbidden', title: 'The contract of the operation does not admit this caller.' },
  NOT_ENTITLED: { status: 'forbidden', title: 'The caller may not speak for the party that the message names.' },
  THROTTLED: { status: 'throttled', title: 'The caller sends more than its share. Send the same message again later.' },
  OVERLOADED: {
    status: 'unavailable',
    title: 'More work is under way than can be done in time. Send the same message again later.',
  },
  INTERNAL_FAULT: { status: 'internal', title: 'A fault of the platform. Quote the conversation id.' },
} as const satisfies Record<string, RefusalContract>;

export type GatewayRefusalCode = keyof typeof gatewayRefusalCodes;

/** @param more the caller may know `title`; `detail` is for the log */
export const refuse = (code: GatewayRefusalCode, more: Partial<RefusalFacts> = {}): Refusal =>
  new Refusal({ code, ...gatewayRefusalCodes[code], ...more });

/** Refuses a message with one fault in it. */
export const refuseOne = (code: GatewayRefusalCode, message: string, path: Fault['path'] = []): Refusal =>
  refuse(code, { faults: [{ code, path, message }] });

/** A method that the path does not take, and those that it takes. */
export class MethodRefusal extends Refusal {
  readonly allow: readonly string[];

  constructor(allow: readonly string[]) {
    super({ code: 'METHOD_NOT_ALLOWED', ...gatewayRefusalCodes.METHOD_NOT_ALLOWED });
    this.allow = allow;
  }
}
