/** W3C trace context (https://www.w3.org/TR/trace-context/): carried through every call and message. */
import { drawRandom } from './randomness.ts';

const form = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

export const newTraceparent = (): string => `00-${drawRandom(16).toString('hex')}-${drawRandom(8).toString('hex')}-01`;

/** The caller's trace, with a span of our own; a new trace where the header is missing or malformed. */
export const continueTrace = (header: string | undefined): string =>
  header !== undefined && form.test(header)
    ? `${header.slice(0, 36)}${drawRandom(8).toString('hex')}${header.slice(52)}`
    : newTraceparent();
