/** Reads one certificate as text: PEM, or the Base64 of its DER. */
import { createHash, X509Certificate } from 'node:crypto';
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509Certificate as Parsed,
} from '../../../shared-services/kit/identity/x509.ts';
import type { CertificateFacts } from './domain/certificate.ts';

const pemBlock = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g;

const derIn = (text: string): Buffer => {
  const blocks = [...text.matchAll(pemBlock)].map(([, base64 = '']) => base64);
  if (blocks.length > 1 || (blocks.length === 0 && text.includes('-----'))) throw new Error('not one certificate');
  return Buffer.from(blocks[0] ?? text, 'base64');
};

const usagesOf = (certificate: Parsed): string[] | undefined => {
  const extension = certificate.getExtension(KeyUsagesExtension);
  if (extension === null) return undefined;
  return Object.entries(KeyUsageFlags).flatMap(([name, flag]) =>
    typeof flag === 'number' && (extension.usages & flag) !== 0 ? [name] : [],
  );
};

const hashOf = ({ signatureAlgorithm }: Parsed): string => {
  const { hash } = signatureAlgorithm as { readonly hash?: string | { readonly name: string } };
  // EdDSA has its hash built in, and says none.
  return typeof hash === 'string' ? hash : (hash?.name ?? 'SHA-512');
};

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const factsOf = (der: Buffer): CertificateFacts => {
  const certificate = new X509Certificate(der);
  const parsed = new Parsed(new Uint8Array(certificate.raw));
  const keyUsages = usagesOf(parsed);
  return {
    der: certificate.raw,
    sha256: sha256(certificate.raw),
    keySha256: sha256(certificate.publicKey.export({ type: 'spki', format: 'der' })),
    key: certificate.publicKey,
    subject: parsed.subject,
    issuer: parsed.issuer,
    serialNumber: certificate.serialNumber.toLowerCase(),
    notBeforeMs: parsed.notBefore.getTime(),
    notAfterMs: parsed.notAfter.getTime(),
    isAuthority: parsed.getExtension(BasicConstraintsExtension)?.ca ?? false,
    ...(keyUsages === undefined ? {} : { keyUsages }),
    signatureHash: hashOf(parsed),
  };
};

/** Undefined where the text is not exactly one certificate. */
export const readCertificate = (text: string): CertificateFacts | undefined => {
  try {
    return factsOf(derIn(text));
  } catch {
    return undefined;
  }
};

/** Of a certificate that was read before. */
export const certificateOf = (der: Buffer): CertificateFacts => factsOf(der);
