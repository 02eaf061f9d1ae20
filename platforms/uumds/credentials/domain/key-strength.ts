/** What a key must be to be believed; the same for systems and seals. */
import type { KeyObject } from 'node:crypto';

/** Bits of an RSA modulus. [M] SOG-IS agreed mechanisms and ETSI TS 119 312: 2048 is the least that is still in use. */
export const minimumRsaBits = 2048;
const largestRsaBits = 8192;

const curves: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384' };

/** `EC P-256`, `RSA 3072`, `Ed25519`: for people. */
export const keyAlgorithmOf = ({ asymmetricKeyType, asymmetricKeyDetails = {} }: KeyObject): string => {
  const { modulusLength, namedCurve = '' } = asymmetricKeyDetails;
  if (asymmetricKeyType === 'ec') return `EC ${curves[namedCurve] ?? namedCurve}`;
  if (asymmetricKeyType === 'ed25519') return 'Ed25519';
  return modulusLength === undefined
    ? String(asymmetricKeyType)
    : `${String(asymmetricKeyType).toUpperCase()} ${modulusLength}`;
};

/** What is wrong with the key; undefined when nothing is. */
export const weaknessOf = ({ asymmetricKeyType, asymmetricKeyDetails = {} }: KeyObject): string | undefined => {
  const { modulusLength = 0, namedCurve = '', publicExponent = 0n } = asymmetricKeyDetails;
  switch (asymmetricKeyType) {
    case 'ed25519':
      return undefined;
    case 'ec':
      return namedCurve in curves ? undefined : 'an EC key must be on P-256 or P-384';
    case 'rsa':
    case 'rsa-pss':
      if (modulusLength < minimumRsaBits || modulusLength > largestRsaBits)
        return `an RSA key must have ${minimumRsaBits} to ${largestRsaBits} bits`;
      return publicExponent >= 65_537n ? undefined : 'the exponent of an RSA key must be 65537 or larger';
    default:
      return 'the key must be RSA, EC (P-256, P-384) or Ed25519';
  }
};
