/** How a kind of no is said in HTTP. */
import type { RefusalStatus } from '../language.ts';

/** HTTP status of each kind of refusal (RFC 9110). */
export const httpStatusOf: Readonly<Record<RefusalStatus, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  notAllowed: 405,
  notAcceptable: 406,
  conflict: 409,
  tooLarge: 413,
  unsupportedType: 415,
  throttled: 429,
  internal: 500,
  unavailable: 503,
  timeout: 504,
};
