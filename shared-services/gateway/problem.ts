/** A refusal in the words of HTTP: problem details of RFC 9457. */
import { httpStatusOf } from '../../reference-architecture/contract/render/http.ts';
import { ChallengeRefusal, challengeHeaders } from '../kit/identity/challenge.ts';
import type { Logger } from '../kit/logging.ts';
import { type Fault, jsonPointer, Refusal } from '../kit/refusal.ts';
import type { Answer } from './answer.ts';
import { MethodRefusal, refuse } from './refusals.ts';

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly conversationId: string;
  /** Seconds. */
  readonly retryAfter?: number;
  readonly faults?: readonly { readonly code: string; readonly pointer: string; readonly message: string }[];
}

/** 504 is an application that was too slow; a caller that was too slow is told 408. Some limits have statuses of their own. */
const ownStatus: Readonly<Record<string, number>> = {
  MESSAGE_TOO_SLOW: 408,
  URL_TOO_LONG: 414,
  HEADERS_TOO_LARGE: 431,
};

export const statusOf = ({ code, status }: Refusal): number => ownStatus[code] ?? httpStatusOf[status];

const secondsOf = (ms: number): number => Math.max(1, Math.ceil(ms / 1000));

/** Whatever is thrown, as a refusal. What is not one is our fault: logged here, and told to nobody. */
export const refusalOf = (thrown: unknown, log: Logger, conversationId: string): Refusal => {
  if (thrown instanceof Refusal) {
    if (thrown.detail !== undefined) log.info({ conversationId, code: thrown.code, reason: thrown.detail }, 'refused');
    return thrown;
  }
  log.error({ err: thrown, conversationId }, 'request failed');
  return refuse('INTERNAL_FAULT');
};

/** @param pointerOf how a place in the message is written: JSON pointer or XPath */
export const problemOf = (
  refusal: Refusal,
  conversationId: string,
  pointerOf: (path: Fault['path']) => string = jsonPointer,
): Problem => ({
  type: `urn:portorium:refusal:${refusal.code}`,
  title: refusal.title,
  status: statusOf(refusal),
  code: refusal.code,
  conversationId,
  ...(refusal.retryAfterMs === undefined ? {} : { retryAfter: secondsOf(refusal.retryAfterMs) }),
  ...(refusal.faults.length === 0
    ? {}
    : { faults: refusal.faults.map(({ code, path, message }) => ({ code, pointer: pointerOf(path), message })) }),
});

/**
 * Headers that go with a refusal, whatever its body looks like.
 *
 * @param challenge how a caller proves itself here, as RFC 9110 wants it said with a 401 that does not say so itself
 */
export const refusalHeaders = (refusal: Refusal, challenge = 'Bearer realm="portorium"'): Record<string, string> => ({
  ...(refusal.retryAfterMs === undefined ? {} : { 'Retry-After': String(secondsOf(refusal.retryAfterMs)) }),
  ...(refusal.status === 'unauthenticated' ? { 'WWW-Authenticate': challenge } : {}),
  ...(refusal instanceof ChallengeRefusal ? challengeHeaders(refusal) : {}),
  ...(refusal instanceof MethodRefusal ? { Allow: refusal.allow.join(', ') } : {}),
});

/** @param more further members of the problem, such as an error document of the business */
export const problemAnswer = (
  refusal: Refusal,
  conversationId: string,
  more: Readonly<Record<string, unknown>> = {},
  challenge?: string,
): Answer => {
  const problem = problemOf(refusal, conversationId);
  return {
    status: problem.status,
    headers: { ...refusalHeaders(refusal, challenge), 'Content-Type': 'application/problem+json' },
    body: JSON.stringify({ ...problem, ...more }),
  };
};
