/** Key pairs of the development authority. */
import { KeyObject, webcrypto } from 'node:crypto';

/** RSA only for peers whose SOAP stack cannot sign with elliptic curves. */
export type KeyType = 'EC-P256' | 'RSA-2048';

const generation = {
  'EC-P256': { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  'RSA-2048': {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  },
} as const;

export const generateKeys = async (type: KeyType): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(generation[type], true, ['sign', 'verify']);

/** PKCS #8, PEM. */
export const privateKeyPem = (key: webcrypto.CryptoKey): string =>
  KeyObject.from(key).export({ type: 'pkcs8', format: 'pem' }) as string;

/** How an authority with this key signs. */
export const signatureAlgorithm = ({ asymmetricKeyType }: KeyObject) =>
  asymmetricKeyType === 'rsa'
    ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
    : { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** The signing key of an authority, from its PEM. */
export const signingKey = (key: KeyObject): webcrypto.CryptoKey =>
  key.toCryptoKey(key.asymmetricKeyType === 'rsa' ? generation['RSA-2048'] : generation['EC-P256'], false, ['sign']);
