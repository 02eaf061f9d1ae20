/**
 * What a receipt proves, by the published keys alone: no network, no part of the platform. It shares no code with what signs
 * receipts.
 */
import { createHash } from 'node:crypto';
import { compactVerify, createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet } from 'jose';
import { receiptType } from '../../../reference-architecture/contract/receipt.ts';

export interface Claims {
  readonly iss: string;
  readonly gateway: string;
  readonly circle: string;
  readonly party: string;
  readonly sub: string;
  readonly operation: string;
  readonly contractVersion: string;
  readonly messageId: string;
  readonly conversationId: string;
  readonly sha256?: string;
  readonly acceptedAt: string;
  readonly mrn?: string;
  readonly reference?: string;
}

export interface Against {
  readonly keys: JSONWebKeySet;
  /** The exact bytes that were sent. */
  readonly message?: Uint8Array;
  /** Who is said to have acted. */
  readonly subject?: string;
}

export type Verdict =
  | { readonly proven: true; readonly claims: Claims; readonly kid: string }
  | { readonly proven: false; readonly reason: string };

const required = [
  'iss',
  'gateway',
  'circle',
  'party',
  'sub',
  'operation',
  'contractVersion',
  'messageId',
  'conversationId',
  'acceptedAt',
] as const;

const claimsIn = (payload: Uint8Array): Claims | undefined => {
  const claims = JSON.parse(Buffer.from(payload).toString('utf8')) as Record<string, unknown>;
  const isWhole = required.every((name) => typeof claims[name] === 'string');
  return isWhole && (claims.sha256 === undefined || typeof claims.sha256 === 'string')
    ? (claims as unknown as Claims)
    : undefined;
};

const reasonOf = (error: unknown): string => {
  const { code } = error as { readonly code?: string };
  if (code === 'ERR_JWKS_NO_MATCHING_KEY') return 'it is signed with a key that is not among the given ones';
  if (code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED') return 'the signature is not that of the key it names';
  if (code === 'ERR_JOSE_ALG_NOT_ALLOWED') return 'its algorithm is not EdDSA';
  return `it cannot be read: ${error instanceof Error ? error.message : String(error)}`;
};

const base64urlSha256 = (text: string) => createHash('sha256').update(text).digest('base64url');
const hexSha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What of the claims does not agree with what is known otherwise. */
const contradictionIn = (claims: Claims, { message, subject }: Against): string | undefined => {
  if (message !== undefined && claims.sha256 === undefined) return 'the message that it is about had no body';
  if (message !== undefined && claims.sha256 !== hexSha256(message)) {
    return `it is about other bytes (SHA-256 ${claims.sha256}; these have ${hexSha256(message)})`;
  }
  if (subject !== undefined && claims.sub !== base64urlSha256(`${claims.conversationId}\n${subject}`)) {
    return 'somebody else acted';
  }
  return undefined;
};

export const verify = async (jws: string, against: Against): Promise<Verdict> => {
  try {
    const { typ, kid } = decodeProtectedHeader(jws);
    if (typ !== receiptType || typeof kid !== 'string') return { proven: false, reason: 'it is not a receipt' };
    const { payload } = await compactVerify(jws, createLocalJWKSet(against.keys), { algorithms: ['EdDSA'] });
    const claims = claimsIn(payload);
    if (claims === undefined) return { proven: false, reason: 'the signature holds, but something is missing in it' };
    const contradiction = contradictionIn(claims, against);
    return contradiction === undefined ? { proven: true, claims, kid } : { proven: false, reason: contradiction };
  } catch (error) {
    return { proven: false, reason: reasonOf(error) };
  }
};
