/**
 * A seal on JSON: a detached JSON Web Signature (RFC 7515, appendix F) over the exact bytes of the body, which are not
 * encoded for it (RFC 7797, `b64: false`), in the header `x-jws-signature`, as open banking interfaces call it.
 *
 * In its protected header: `alg`; `b64: false`, and `b64` among `crit`; `iat`, seconds; `x5c`, or `x5t#S256` where the register
 * keeps the certificate. `htm` and `htu`, method and path as DPoP (RFC 9449) names them, are verified where they are there.
 */
import { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type FlattenedJWSInput, flattenedVerify, type JWSHeaderParameters } from 'jose';
import { headerInvalid, refuseSecurity } from '../../../shared-services/gateway/soap/security/refusals.ts';
import { defaultFreshness } from '../../../shared-services/gateway/soap/security/timestamp.ts';
import { type Caller, sha256Hex } from '../../../shared-services/kit/call.ts';
import { remembering } from '../../../shared-services/kit/remembered.ts';
import type { SealParts } from '../steps/verify-seal.ts';
import { assertRegistered } from './registered.ts';

export const sealHeader = 'x-jws-signature';

/** Neither `none` nor keyed hashes; each with a key of its own kind, which jose holds it to. One for every key that may seal. */
const algorithms = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA', 'Ed25519'];
const maxSealLength = 8192;
/** Extensions that a seal may call critical. */
const critical = { iat: true, htm: true, htu: true };

export interface SealedRequest {
  readonly request: IncomingMessage;
  readonly caller: Caller;
  /** The body, exactly. */
  readonly text: string;
}

interface SealHeader extends JWSHeaderParameters {
  readonly iat?: unknown;
  readonly htm?: unknown;
  readonly htu?: unknown;
  readonly 'x5t#S256'?: unknown;
}

const partsOf = (seal: string): Required<Pick<FlattenedJWSInput, 'protected' | 'signature'>> => {
  const [header = '', payload, signature = '', more] = seal.split('.');
  if (seal.length > maxSealLength || payload !== '' || more !== undefined || header === '' || signature === '') {
    throw headerInvalid(`${sealHeader} is header..signature: a detached JWS in its compact form`);
  }
  return { protected: header, signature };
};

const headerOf = (encoded: string): SealHeader => {
  try {
    const header: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
    if (typeof header === 'object' && header !== null && !Array.isArray(header)) return header as SealHeader;
  } catch {}
  throw headerInvalid(`the header of ${sealHeader} is no JSON`);
};

const hexWithColons = (bytes: Buffer): string =>
  bytes
    .toString('hex')
    .toUpperCase()
    .replace(/(..)(?!$)/g, '$1:');

/** A trader seals with one certificate for years; to read it, and to make its key one for jose, costs more than to verify. */
const rememberCertificate = remembering<X509Certificate>(1000);

/** Whether it is registered, active and in force is asked each time. */
const read = (der: Buffer): X509Certificate => {
  try {
    return rememberCertificate(der.toString('latin1'), () => new X509Certificate(der));
  } catch {
    throw refuseSecurity('SECURITY_TOKEN_INVALID', 'x5c holds no certificate');
  }
};

/** The certificate that the seal names; the two names, where both are there, must mean the same one. */
const certificateOf = async (header: SealHeader, { seals }: SealParts): Promise<X509Certificate> => {
  const [first] = Array.isArray(header.x5c) ? header.x5c : [];
  const hash = header['x5t#S256'];
  const named = typeof hash === 'string' ? hexWithColons(Buffer.from(hash, 'base64url')) : undefined;
  const kept = named === undefined || first !== undefined ? undefined : (await seals?.find(named))?.certificate;
  const der = typeof first === 'string' ? Buffer.from(first, 'base64') : kept;
  if (der === undefined) throw refuseSecurity('SECURITY_TOKEN_INVALID', 'x5c must hold the registered certificate');
  const certificate = read(Buffer.from(der));
  if (named !== undefined && certificate.fingerprint256 !== named) {
    throw refuseSecurity('SECURITY_TOKEN_INVALID', 'x5c and x5t#S256 name two certificates');
  }
  return certificate;
};

/** @returns until when a repetition has to be known: milliseconds since the epoch */
const assertNow = (iat: unknown, nowMs: number): number => {
  const { toleranceMs, maxAgeMs } = defaultFreshness;
  if (typeof iat !== 'number' || !Number.isFinite(iat)) throw headerInvalid('iat says when it was sealed, in seconds');
  const sealedMs = iat * 1000;
  if (sealedMs > nowMs + toleranceMs) throw refuseSecurity('SECURITY_EXPIRED', 'iat is in the future');
  if (sealedMs + maxAgeMs + toleranceMs <= nowMs)
    throw refuseSecurity('SECURITY_EXPIRED', 'seal the message when it is sent');
  return sealedMs + maxAgeMs + toleranceMs;
};

const pathOf = (address: unknown): string | undefined => {
  const base = 'https://gateway.invalid';
  return typeof address === 'string' && URL.canParse(address, base) ? new URL(address, base).pathname : undefined;
};

const assertHere = ({ htm, htu }: SealHeader, { method, ...request }: IncomingMessage): void => {
  const { originalUrl = request.url } = request as { originalUrl?: string; url?: string };
  const isOther = (htm !== undefined && htm !== method) || (htu !== undefined && pathOf(htu) !== pathOf(originalUrl));
  if (isOther) throw refuseSecurity('SIGNATURE_INVALID', 'it was sealed for another address');
};

const assertForm = (header: SealHeader): void => {
  if (header.b64 !== false || !header.crit?.includes('b64')) throw headerInvalid('b64 is false, and among crit');
  if (!algorithms.includes(header.alg ?? '')) {
    throw refuseSecurity('SECURITY_ALGORITHM_REFUSED', `algorithms: ${algorithms.join(', ')}`);
  }
};

const assertSealed = async (jws: FlattenedJWSInput, { publicKey }: X509Certificate): Promise<void> => {
  try {
    await flattenedVerify(jws, publicKey, { algorithms, crit: critical });
  } catch {
    throw refuseSecurity('SIGNATURE_INVALID', 'the seal is not that of this body by this certificate');
  }
};

/** @throws {Refusal} a faulty seal, one of another, or one that came before */
export const verifyDetached = async (seal: string, { request, caller, text }: SealedRequest, parts: SealParts) => {
  const jws = partsOf(seal);
  const header = headerOf(jws.protected);
  assertForm(header);
  const untilMs = assertNow(header.iat, parts.clock.nowMs());
  const certificate = await certificateOf(header, parts);
  await assertSealed({ ...jws, payload: Buffer.from(text) }, certificate);
  assertHere(header, request);
  await assertRegistered(certificate, caller, parts);
  const proof = `jws ${certificate.fingerprint256} ${jws.protected} ${sha256Hex(text)}`;
  await parts.assertFirst({ proof, untilMs });
};
