/** When a message was signed, and until when it is good (WS-Security 1.1.1, section 10). */
import type { XmlElement } from '../../../../reference-architecture/contract/xml/parse.ts';
import { atMostOne, exactlyOne } from './elements.ts';
import { wsu } from './names.ts';
import { headerInvalid, refuseSecurity } from './refusals.ts';

export interface Freshness {
  /** For clocks that differ. */
  readonly toleranceMs: number;
  /** However long the sender says that it is good. */
  readonly maxAgeMs: number;
}

export const defaultFreshness: Freshness = { toleranceMs: 60_000, maxAgeMs: 300_000 };

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|\+00:00)$/;

const msOf = ({ name, text }: XmlElement): number => {
  const value = text.trim();
  const ms = Date.parse(value);
  if (!instant.test(value) || Number.isNaN(ms))
    throw headerInvalid(`${name} is not a time in UTC (2026-11-21T12:00:00Z)`);
  return ms;
};

/**
 * @returns until when a repetition has to be known: milliseconds since the epoch
 * @throws {Refusal} no time, over, from the future, or good for nobody
 */
export const assertFresh = (timestamp: XmlElement, nowMs: number, { toleranceMs, maxAgeMs }: Freshness): number => {
  const createdMs = msOf(exactlyOne(timestamp, wsu, 'Created'));
  const expires = atMostOne(timestamp, wsu, 'Expires');
  const expiresMs = Math.min(expires === undefined ? Number.POSITIVE_INFINITY : msOf(expires), createdMs + maxAgeMs);
  if (createdMs > nowMs + toleranceMs) throw refuseSecurity('SECURITY_EXPIRED', 'Created is in the future');
  if (expiresMs < createdMs) throw headerInvalid('Expires is before Created');
  if (expiresMs + toleranceMs <= nowMs) throw refuseSecurity('SECURITY_EXPIRED', 'sign the message when it is sent');
  return expiresMs + toleranceMs;
};
