/** Keys and certificates that exist only in a test. */
import { createPublicKey, generateKeyPairSync, type KeyObject, webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509CertificateGenerator,
} from '../../../../shared-services/kit/identity/x509.ts';

export interface Wanted {
  readonly kind?: 'P-256' | 'P-384' | 'RSA' | 'RSA-1024' | 'Ed25519';
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly usages?: number;
  readonly authority?: boolean;
  readonly hash?: 'SHA-256' | 'SHA-1';
  /** A key of an earlier certificate. */
  readonly key?: KeyObject;
}

export interface Certified {
  readonly key: KeyObject;
  readonly pem: string;
  readonly keyPem: string;
}

const generate = (kind: Wanted['kind']): KeyObject => {
  if (kind === 'RSA') return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  if (kind === 'RSA-1024') return generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  if (kind === 'Ed25519') return generateKeyPairSync('ed25519').privateKey;
  return generateKeyPairSync('ec', { namedCurve: kind ?? 'P-256' }).privateKey;
};

const algorithmOf = ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject, hash: string) => {
  if (asymmetricKeyType === 'rsa') return { name: 'RSASSA-PKCS1-v1_5', hash };
  if (asymmetricKeyType === 'ed25519') return { name: 'Ed25519' };
  const p384 = asymmetricKeyDetails?.namedCurve === 'secp384r1';
  return { name: 'ECDSA', namedCurve: p384 ? 'P-384' : 'P-256', hash };
};

const keysFor = async (key: KeyObject, algorithm: ReturnType<typeof algorithmOf>) => {
  const der = { format: 'der' } as const;
  const { subtle } = webcrypto;
  const [pkcs8, spki] = [key.export({ type: 'pkcs8', ...der }), createPublicKey(key).export({ type: 'spki', ...der })];
  return {
    privateKey: await subtle.importKey('pkcs8', pkcs8, algorithm, true, ['sign']),
    publicKey: await subtle.importKey('spki', spki, algorithm, true, ['verify']),
  };
};

let serial = 0;

export const certify = async (wanted: Wanted = {}): Promise<Certified> => {
  const key = wanted.key ?? generate(wanted.kind);
  const algorithm = algorithmOf(key, wanted.hash ?? 'SHA-256');
  serial += 1;
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Invented systems, O=Invented Parcels, C=BE',
    serialNumber: serial.toString(16).padStart(4, '0'),
    keys: await keysFor(key, algorithm),
    signingAlgorithm: algorithm,
    notBefore: wanted.notBefore ?? new Date('2026-01-01T00:00:00Z'),
    notAfter: wanted.notAfter ?? new Date('2028-01-01T00:00:00Z'),
    extensions: [
      new BasicConstraintsExtension(wanted.authority ?? false, undefined, true),
      new KeyUsagesExtension(wanted.usages ?? KeyUsageFlags.digitalSignature, true),
    ],
  });
  return { key, pem: certificate.toString('pem'), keyPem: key.export({ type: 'pkcs8', format: 'pem' }) as string };
};
