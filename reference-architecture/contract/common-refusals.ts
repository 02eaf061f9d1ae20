/**
 * Refusals that any operation may answer with: they come from the way of the message (gateway, transport, load), not from
 * what the operation does. Every operation's contract includes them, `refusals: { ...commonRefusals, ... }`.
 */
import type { RefusalContract } from './language.ts';

export const commonRefusals = {
  MESSAGE_INVALID: {
    status: 'invalid',
    title: 'The message does not fit its schema or code lists; each fault is listed.',
  },
  MESSAGE_MALFORMED: { status: 'invalid', title: 'The bytes are not a well-formed message of the stated kind.' },
  MESSAGE_TOO_LARGE: { status: 'tooLarge', title: 'The message is larger than the operation takes.' },
  MESSAGE_TYPE_UNSUPPORTED: {
    status: 'unsupportedType',
    title: 'The content type is not one that the operation takes.',
  },
  TOKEN_MISSING: { status: 'unauthenticated', title: 'The caller has not shown who it is.' },
  TOKEN_INVALID: { status: 'unauthenticated', title: 'The proof of identity is not valid.' },
  TOKEN_EXPIRED: { status: 'unauthenticated', title: 'The proof of identity has expired.' },
  CALLER_NOT_ADMITTED: { status: 'forbidden', title: 'The operation is not offered to this caller.' },
  NOT_ENTITLED: { status: 'forbidden', title: 'The message speaks for an operator whom the caller may not act for.' },
  THROTTLED: { status: 'throttled', title: 'Too many messages from this caller; try again later.' },
  OVERLOADED: { status: 'unavailable', title: 'The platform is at its limit; try again later.' },
  SERVICE_UNAVAILABLE: { status: 'unavailable', title: 'The service cannot be reached; try again later.' },
  DEADLINE_EXCEEDED: {
    status: 'timeout',
    title: 'The answer did not come in time. The outcome is unknown: send the same message again.',
  },
  INTERNAL_FAULT: { status: 'internal', title: 'Something failed on our side.' },
  OPERATION_UNKNOWN: { status: 'notFound', title: 'There is no such operation.' },
  METHOD_NOT_ALLOWED: { status: 'notAllowed', title: 'The path does not take this method.' },
  NOT_ACCEPTABLE: { status: 'notAcceptable', title: 'The answer cannot be given in any of the accepted types.' },
} as const satisfies Readonly<Record<string, RefusalContract>>;

export type CommonRefusal = keyof typeof commonRefusals;
