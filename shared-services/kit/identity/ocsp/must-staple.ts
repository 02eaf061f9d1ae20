/** Certificates whose server always shows the authority's answer about them (RFC 7633): a thief who holds it back is known. */
import { Refusal } from '../../refusal.ts';
import type { CertificateBytes } from '../certificate.ts';
import { derElements } from '../der.ts';
import { X509Certificate } from '../x509.ts';

const tlsFeature = '1.3.6.1.5.5.7.1.24';
/** RFC 6066, 8 and RFC 6961. */
const statusRequests = [5, 17];

const mustStaple = (raw: ArrayBuffer | Uint8Array): boolean => {
  const extension = new X509Certificate(new Uint8Array(raw)).getExtension(tlsFeature);
  if (extension === null) return false;
  const [features] = derElements(Buffer.from(extension.value));
  return derElements(features?.content ?? Buffer.alloc(0)).some(({ content }) =>
    statusRequests.includes(content.at(-1) ?? 0),
  );
};

/** @throws {Refusal} CERTIFICATE_NOT_TRUSTED: the certificate demands an answer, and none was shown */
export const assertNeedsNone = ({ raw }: CertificateBytes): void => {
  if (raw === undefined || !mustStaple(raw)) return;
  throw new Refusal({
    code: 'CERTIFICATE_NOT_TRUSTED',
    status: 'unauthenticated',
    title:
      'The certificate says that its server always shows the answer of the authority about it, and none was shown.',
  });
};
