/**
 * Nonces that a server asks into DPoP proofs (RFC 9449, 8 and 9): a value of the minute, that nobody can foretell and every
 * process with the same secret knows. Nothing is stored.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../clock.ts';

export interface ProofNonces {
  /** For the next proofs. */
  current(): string;
  /** Of this minute, or the one before. */
  isFresh(nonce: string): boolean;
}

const minuteMs = 60_000;

export const createProofNonces = (secret: Uint8Array, clock: Clock): ProofNonces => {
  const ofMinute = (minute: number): string =>
    createHmac('sha256', secret).update(`DPoP nonce ${minute}`).digest('base64url');
  const minute = () => Math.floor(clock.nowMs() / minuteMs);
  const isSame = (given: string, expected: string) =>
    given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
  return {
    current: () => ofMinute(minute()),
    isFresh: (nonce) => isSame(nonce, ofMinute(minute())) || isSame(nonce, ofMinute(minute() - 1)),
  };
};
