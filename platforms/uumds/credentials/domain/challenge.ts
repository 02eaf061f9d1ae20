/** Proof of possession: what is to be signed, and whether it was. */
import { constants, type KeyObject, verify } from 'node:crypto';

export type ProofAlgorithm = 'ES256' | 'ES384' | 'RS256' | 'PS256' | 'EdDSA';

/** Names what is signed, for whom and about which certificate: the signature is worth nothing anywhere else. */
export const challengeText = (eori: string, sha256: string, nonce: string): string =>
  `portorium seal registration 1 ${eori} ${sha256} ${nonce}`;

/** The algorithms that fit a key. */
export const algorithmsFor = ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): ProofAlgorithm[] => {
  if (asymmetricKeyType === 'ed25519') return ['EdDSA'];
  if (asymmetricKeyType === 'rsa') return ['RS256', 'PS256'];
  if (asymmetricKeyType === 'rsa-pss') return ['PS256'];
  return asymmetricKeyDetails?.namedCurve === 'secp384r1' ? ['ES384'] : ['ES256'];
};

const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
const pkcs1 = { padding: constants.RSA_PKCS1_PADDING };

/** r and s side by side as in RFC 7518, 3.4; anything else is DER, as OpenSSL writes it. */
const ecEncoding = (signature: Buffer, plainLength: number) => ({
  dsaEncoding: signature.length === plainLength ? ('ieee-p1363' as const) : ('der' as const),
});

const verifiers: Readonly<Record<ProofAlgorithm, (text: Buffer, key: KeyObject, signature: Buffer) => boolean>> = {
  ES256: (text, key, signature) => verify('sha256', text, { key, ...ecEncoding(signature, 64) }, signature),
  ES384: (text, key, signature) => verify('sha384', text, { key, ...ecEncoding(signature, 96) }, signature),
  RS256: (text, key, signature) => verify('sha256', text, { key, ...pkcs1 }, signature),
  PS256: (text, key, signature) => verify('sha256', text, { key, ...pss }, signature),
  EdDSA: (text, key, signature) => verify(null, text, key, signature),
};

/** Whether the signature is that of the challenge by the key; false for an algorithm that does not fit the key. */
export const isProof = (algorithm: ProofAlgorithm, challenge: string, key: KeyObject, signature: Buffer): boolean => {
  if (!algorithmsFor(key).includes(algorithm)) return false;
  try {
    return verifiers[algorithm](Buffer.from(challenge, 'utf8'), key, signature);
  } catch {
    return false;
  }
};
