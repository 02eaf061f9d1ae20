/** The signature algorithms that are taken, and no other: SHA-1, keyed hashes (HMAC) and short keys are none of them. */
import { type KeyObject, sign, verify } from 'node:crypto';
import { refuseSecurity } from './refusals.ts';

interface Algorithm {
  readonly keyType: 'rsa' | 'ec';
  readonly hash: 'sha256' | 'sha384';
  readonly isStrong: (details: KeyObject['asymmetricKeyDetails']) => boolean;
}

/** From 2048 bits; up to where a verification still costs little. */
const rsaBits = { min: 2048, max: 8192 };

/**
 * Odd, above 2^16 and below 2^256 (FIPS 186-5, section A.1.1): with 1 everybody can sign, with 3 faulty padding has been enough,
 * and a huge one makes others work.
 */
const isSoundExponent = (exponent: bigint): boolean =>
  exponent > 2n ** 16n && exponent < 2n ** 256n && exponent % 2n === 1n;

const isStrongRsa: Algorithm['isStrong'] = (details) => {
  const { modulusLength = 0, publicExponent = 0n } = details ?? {};
  return modulusLength >= rsaBits.min && modulusLength <= rsaBits.max && isSoundExponent(publicExponent);
};

const more = 'http://www.w3.org/2001/04/xmldsig-more';
export const rsaSha256 = `${more}#rsa-sha256`;
export const ecdsaSha256 = `${more}#ecdsa-sha256`;
/** Of P-384 alone, as ES384 is: seals may have such a key (RFC 6931, 2.3.6). */
export const ecdsaSha384 = `${more}#ecdsa-sha384`;

const algorithms: ReadonlyMap<string, Algorithm> = new Map<string, Algorithm>([
  [rsaSha256, { keyType: 'rsa', hash: 'sha256', isStrong: isStrongRsa }],
  [ecdsaSha256, { keyType: 'ec', hash: 'sha256', isStrong: (details) => details?.namedCurve === 'prime256v1' }],
  [ecdsaSha384, { keyType: 'ec', hash: 'sha384', isStrong: (details) => details?.namedCurve === 'secp384r1' }],
]);

/** XML Signature writes an ECDSA value as r and s one after the other (RFC 4050, section 3.3). */
const encoded = (key: KeyObject) => ({ key, dsaEncoding: 'ieee-p1363' as const });

/** A key is what it is for ever; node asks OpenSSL each time. */
const suited = new WeakMap<KeyObject, Algorithm>();

const isFor = (algorithm: Algorithm, key: KeyObject): boolean => {
  if (suited.get(key) === algorithm) return true;
  const isSuited = key.asymmetricKeyType === algorithm.keyType && algorithm.isStrong(key.asymmetricKeyDetails);
  if (isSuited) suited.set(key, algorithm);
  return isSuited;
};

/** @throws {Refusal} an algorithm that is not taken, or a key that is not of its kind */
const algorithmFor = (uri: string, key: KeyObject): Algorithm => {
  const algorithm = algorithms.get(uri);
  if (algorithm === undefined)
    throw refuseSecurity('SECURITY_ALGORITHM_REFUSED', 'signatures: rsa-sha256, ecdsa-sha256, ecdsa-sha384');
  if (!isFor(algorithm, key)) {
    throw refuseSecurity(
      'SECURITY_ALGORITHM_REFUSED',
      'the key is not one for this algorithm: RSA of 2048 to 8192 bits (exponent 65537), P-256, P-384',
    );
  }
  return algorithm;
};

/** @throws {Refusal} the algorithm is not taken, or the signature is not that of the octets */
export const assertSignature = (uri: string, key: KeyObject, octets: string, signature: Buffer): void => {
  const { hash } = algorithmFor(uri, key);
  if (!verify(hash, Buffer.from(octets), encoded(key), signature)) {
    throw refuseSecurity('SIGNATURE_INVALID', 'the signature value is not that of SignedInfo by this key');
  }
};

/** The algorithm for a key of ours. @throws {Error} a key that nobody would take */
export const algorithmOf = (key: KeyObject): string => {
  const found = [...algorithms].find(([, algorithm]) => isFor(algorithm, key));
  if (found === undefined) throw new Error('messages are signed with RSA of at least 2048 bits, P-256 or P-384');
  return found[0];
};

export const signOctets = (key: KeyObject, octets: string): Buffer => {
  const hash = algorithms.get(algorithmOf(key))?.hash;
  return sign(hash, Buffer.from(octets), encoded(key));
};
