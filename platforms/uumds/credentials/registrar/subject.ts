/** The holder's name in a certificate, as RFC 2253 writes it: most significant part last, each value as its own bytes. */
import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate } from '@peculiar/asn1-x509';
import type { StoredKey } from '../storage/api-clients.ts';

const hexOf = (bytes: ArrayBuffer): string => Buffer.from(bytes).toString('hex');

/** Values stay bytes (RFC 2253, 2.4): whatever they hold, nothing is to be escaped, and nothing can be read otherwise. */
export const subjectInBytes = (der: Uint8Array): string =>
  [...AsnConvert.parse(der, Certificate).tbsCertificate.subject]
    .toReversed()
    .map((parts) => [...parts].map(({ type, value }) => `${type}=#${hexOf(AsnConvert.serialize(value))}`).join('+'))
    .join(',');

export const subjectOf = ({ jwk }: StoredKey): string => {
  const [certificate = ''] = (jwk['x5c'] ?? []) as readonly string[];
  return subjectInBytes(Buffer.from(certificate, 'base64'));
};
