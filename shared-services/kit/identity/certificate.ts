/**
 * Who calls, by the certificate of the TLS handshake. The identity is the one URI among the certificate's alternative
 * names, `portorium://central/<platform>/<service>` or `portorium://trusted/<country>/<system>`; the common name says nothing.
 * TLS must have verified the chain already: this function reads, it does not verify.
 */
import { X509Certificate } from 'node:crypto';
import type { Caller } from '../call.ts';
import { Refusal } from '../refusal.ts';

export interface CertificateCaller extends Caller {
  readonly circle: 'trusted' | 'central';
  /** SHA-256 of the certificate, upper-case hexadecimal with colons, as TLS libraries print it. */
  readonly fingerprint256: string;
  /** What a platform does with this certificate: `calls` to other platforms, `push` to Member States. */
  readonly service?: string;
  readonly notAfter: Date;
}

/** `tls.PeerCertificate`, node's and @peculiar's `X509Certificate` all have it; `{}`, without a certificate, has not. */
export interface CertificateBytes {
  /** DER. */
  readonly raw?: ArrayBuffer | Uint8Array;
}

const centralUri = /^portorium:\/\/central\/([a-z][a-z0-9-]{0,62})(?:\/([a-z][a-z0-9-]{0,62}))?$/;
const trustedUri = /^portorium:\/\/trusted\/([A-Z]{2})\/([a-z][a-z0-9-]{0,62})$/;

const notRecognised = (detail: string): Refusal =>
  new Refusal({
    code: 'CERTIFICATE_NOT_RECOGNISED',
    status: 'unauthenticated',
    title: 'The client certificate names no known party of the platform.',
    detail,
  });

/** One name of node's list. A value that could be taken for two names, or hides something, is a JSON text in quotes. */
const printedName = /(?<type>[A-Za-z][A-Za-z ]*):(?:"(?:[^"\\]|\\.)*"|(?<plain>[^",]*))(?:, |$)/y;

/** URIs among the names. A quoted one is none of ours, but counts. */
const urisOf = (printed: string): string[] => {
  const uris: string[] = [];
  printedName.lastIndex = 0;
  for (let read = 0; read < printed.length; read = printedName.lastIndex) {
    const { type, plain = '"' } = printedName.exec(printed)?.groups ?? {};
    if (type === undefined) throw notRecognised('the names cannot be read');
    if (type === 'URI') uris.push(plain);
  }
  return uris;
};

/** The extension's identifier, 2.5.29.17, in DER. A certificate may have it once; node would read the first of several. */
const alternativeNames = Buffer.from([0x06, 0x03, 0x55, 0x1d, 0x11]);

const namesOf = ({ raw, subjectAltName = '' }: X509Certificate): string => {
  if (raw.indexOf(alternativeNames) !== raw.lastIndexOf(alternativeNames)) throw notRecognised('names are said twice');
  return subjectAltName;
};

const parse = (raw: ArrayBuffer | Uint8Array): X509Certificate => {
  try {
    return new X509Certificate(Buffer.from(raw as Uint8Array));
  } catch {
    throw notRecognised('the certificate cannot be read');
  }
};

/** Whom an identity names. @throws Refusal CERTIFICATE_NOT_RECOGNISED */
export const partyOfUri = (uri: string): Pick<CertificateCaller, 'circle' | 'party' | 'profiles' | 'service'> => {
  const [, platform, service] = centralUri.exec(uri) ?? [];
  if (platform !== undefined)
    return { circle: 'central', party: platform, profiles: [platform], ...(service && { service }) };
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
  const certificate = parse(raw);
  const uris = urisOf(namesOf(certificate));
  const [uri, another] = uris;
  if (uri === undefined || another !== undefined)
    throw notRecognised(`${uris.length} URI names, exactly one is needed`);
  const { fingerprint256, validTo } = certificate;
  return { ...partyOfUri(uri), subject: uri, fingerprint256, notAfter: new Date(validTo) };
};
