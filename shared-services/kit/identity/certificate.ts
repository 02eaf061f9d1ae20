/**
 * Who calls, by the certificate of the TLS handshake. The identity is the one URI among the certificate's alternative
 * names, `portorium://central/<platform>` or `portorium://trusted/<country>/<profile>`; the common name says nothing.
 * TLS must have verified the chain already: this function reads, it does not verify.
 */
import { X509Certificate as NodeCertificate } from 'node:crypto';
import type { Caller } from '../call.ts';
import { Refusal } from '../refusal.ts';
import { SubjectAlternativeNameExtension, X509Certificate } from './x509.ts';

export interface CertificateCaller extends Caller {
  readonly circle: 'trusted' | 'central';
  /** SHA-256 of the certificate, upper-case hexadecimal with colons, as TLS libraries print it. */
  readonly fingerprint256: string;
  readonly notAfter: Date;
}

/** `tls.PeerCertificate`, node's and @peculiar's `X509Certificate` all have it; `{}`, without a certificate, has not. */
export interface CertificateBytes {
  /** DER. */
  readonly raw?: ArrayBuffer | Uint8Array;
}

const subjectAlternativeName = '2.5.29.17';
const centralUri = /^portorium:\/\/central\/([a-z][a-z0-9-]{0,62})$/;
const trustedUri = /^portorium:\/\/trusted\/([A-Z]{2})\/([a-z][a-z0-9-]{0,62})$/;

const notRecognised = (detail: string): Refusal =>
  new Refusal({
    code: 'CERTIFICATE_NOT_RECOGNISED',
    status: 'unauthenticated',
    title: 'The client certificate names no known party of the platform.',
    detail,
  });

/** Typed names are read from the DER: in a printed list of names one name can pretend to be two. */
const uriNames = (certificate: X509Certificate): string[] =>
  certificate.extensions
    .filter((extension) => extension.type === subjectAlternativeName)
    .flatMap((extension) => new SubjectAlternativeNameExtension(extension.rawData).names.items)
    .filter((name) => name.type === 'url')
    .map((name) => name.value);

const parse = (raw: ArrayBuffer | Uint8Array): { uris: string[]; node: NodeCertificate } => {
  try {
    const node = new NodeCertificate(Buffer.from(raw as Uint8Array));
    return { node, uris: uriNames(new X509Certificate(new Uint8Array(node.raw))) };
  } catch {
    throw notRecognised('the certificate cannot be read');
  }
};

const partyOf = (uri: string): Pick<CertificateCaller, 'circle' | 'party' | 'profiles'> => {
  const [, platform] = centralUri.exec(uri) ?? [];
  if (platform !== undefined) return { circle: 'central', party: platform, profiles: [platform] };
  const [, country, profile] = trustedUri.exec(uri) ?? [];
  if (country !== undefined && profile !== undefined) return { circle: 'trusted', party: country, profiles: [profile] };
  throw notRecognised('the URI is not that of a party');
};

/**
 * The caller that a verified certificate stands for: `party` is the platform or the country, `profiles` holds the
 * platform's name or the country's system, `subject` is the URI.
 * @throws Refusal CERTIFICATE_NOT_RECOGNISED (unauthenticated): no certificate, no URI, several URIs, or another's URI.
 */
export const callerOfCertificate = ({ raw }: CertificateBytes): CertificateCaller => {
  if (raw === undefined) throw notRecognised('no certificate');
  const { uris, node } = parse(raw);
  const [uri, another] = uris;
  if (uri === undefined || another !== undefined)
    throw notRecognised(`${uris.length} URI names, exactly one is needed`);
  return { ...partyOf(uri), subject: uri, fingerprint256: node.fingerprint256, notAfter: new Date(node.validTo) };
};
