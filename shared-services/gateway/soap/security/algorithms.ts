/** The signature algorithms that are taken, and no other: SHA-1, keyed hashes (HMAC) and short keys are none of them. */
import { type KeyObject, sign, verify } from 'node:crypto';
import { refuseSecurity } from './refusals.ts';

interface Algorithm {
  readonly keyType: 'rsa' | 'ec';
  readonly hash: 'sha256' | 'sha384';
  readonly isStrong: (details: KeyObject['asymmetricKeyDetails']) => boolean;
}

const minRsaBits = 2048;

const more = 'http://www.w3.org/2001/04/xmldsig-more';
export const rsaSha256 = `${more}#rsa-sha256`;
export const ecdsaSha256 = `${more}#ecdsa-sha256`;
/** Of P-384 alone, as ES384 is: seals may have such a key (RFC 6931, 2.3.6). */
export const ecdsaSha384 = `${more}#ecdsa-sha384`;

const algorithms: ReadonlyMap<string, Algorithm> = new Map([
  [rsaSha256, { keyType: 'rsa', hash: 'sha256', isStrong: (details) => (details?.modulusLength ?? 0) >= minRsaBits }],
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
      'the key is not one for this algorithm: RSA of 2048 bits, P-256, P-384',
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
