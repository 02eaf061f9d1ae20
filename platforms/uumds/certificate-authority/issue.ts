/** Issues X.509 certificates: a root, an issuing authority for one circle, a party. Profiles after RFC 5280. */

import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import {
  AuthorityInfoAccessExtension,
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  CRLDistributionPointsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '../../../shared-services/kit/identity/x509.ts';
import { type Bundle, certificatesOf, parseBundle } from './bundle.ts';
import { generateKeys, type KeyType, privateKeyPem, signingKey } from './keys.ts';

export interface Validity {
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

export interface Request {
  readonly commonName: string;
  readonly keyType: KeyType;
  readonly validity: Validity;
}

export type Use = 'server' | 'client';

export interface PartyRequest extends Request {
  /** Identity, `portorium://central/cdco`; absent for a certificate that only shows a public web address. */
  readonly uri?: string;
  /** Host names and IP addresses of the party's servers. */
  readonly hosts: readonly string[];
  readonly uses: readonly Use[];
  /** Where it is published whether the certificate is revoked. */
  readonly publication?: Publication;
  /** Its server must show the authority's answer about it in each handshake (RFC 7633); who checks refuses it without. */
  readonly mustStaple?: boolean;
}

export interface AuthorityRequest extends Request {
  readonly circle: string;
  /** Of the root's lists and answers. */
  readonly publication?: Publication;
}

export interface Publication {
  /** Address of the issuer's revocation list. */
  readonly revocationListUrl: string;
  /** Address that answers about single certificates (RFC 6960). */
  readonly ocspUrl: string;
}

const nameOf = (commonName: string): string => `O=Portorium development, CN=${commonName}`;

/** Positive, 127 random bits. */
const serialNumber = (): string => {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
};

const der = (tag: number, content: Uint8Array): Uint8Array => Uint8Array.of(tag, content.length, ...content);

/**
 * The authority may only certify URIs with this host (RFC 5280, 4.2.1.10). So TLS itself refuses a certificate of the
 * trusted circle that claims to be a central platform, whatever the authority was talked into.
 */
const onlyUrisOf = (circle: string): Extension => {
  const host = der(0x86, Buffer.from(circle, 'ascii'));
  return new Extension('2.5.29.30', true, der(0x30, der(0xa0, der(0x30, host))));
};

/** `digitalSignature`: for the answers about certificates, which are neither certificates nor lists (RFC 5280, 4.2.1.3). */
const authorityUses = KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign | KeyUsageFlags.digitalSignature;

const authorityExtensions = (pathLength: number): Extension[] => [
  new BasicConstraintsExtension(true, pathLength, true),
  new KeyUsagesExtension(authorityUses, true),
];

const usages = { server: ExtendedKeyUsage.serverAuth, client: ExtendedKeyUsage.clientAuth } as const;

const alternativeNames = ({ uri, hosts }: PartyRequest): SubjectAlternativeNameExtension =>
  new SubjectAlternativeNameExtension([
    ...(uri === undefined ? [] : [{ type: 'url' as const, value: uri }]),
    ...hosts.map((host) => ({ type: isIP(host) === 0 ? ('dns' as const) : ('ip' as const), value: host })),
  ]);

const published = ({ revocationListUrl, ocspUrl }: Publication): Extension[] => [
  new CRLDistributionPointsExtension([revocationListUrl]),
  new AuthorityInfoAccessExtension({ ocsp: ocspUrl }),
];

/** With an RSA key, content keys are wrapped too (XML Encryption); NSS wants it said of servers. */
const partyUses: Readonly<Record<KeyType, number>> = {
  'EC-P256': KeyUsageFlags.digitalSignature,
  'RSA-2048': KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment,
};

/** Of the TLS features, `status_request` (5). */
const mustStaple = new Extension('1.3.6.1.5.5.7.1.24', false, Uint8Array.of(0x30, 3, 2, 1, 5));

const partyExtensions = (request: PartyRequest): Extension[] => [
  new BasicConstraintsExtension(false, undefined, true),
  new KeyUsagesExtension(partyUses[request.keyType], true),
  new ExtendedKeyUsageExtension(request.uses.map((use) => usages[use])),
  alternativeNames(request),
  ...(request.publication === undefined ? [] : published(request.publication)),
  ...(request.mustStaple === true ? [mustStaple] : []),
];

const dates = ({ validity }: Request) => ({
  notBefore: new Date(validity.notBeforeMs),
  notAfter: new Date(validity.notAfterMs),
});

/** A self-signed root for two levels below it. */
export const issueRoot = async (request: Request): Promise<Bundle> => {
  const keys = await generateKeys(request.keyType);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: nameOf(request.commonName),
    serialNumber: serialNumber(),
    keys,
    ...dates(request),
    extensions: [...authorityExtensions(1), await SubjectKeyIdentifierExtension.create(keys.publicKey)],
  });
  return parseBundle(`${privateKeyPem(keys.privateKey)}${certificate.toString('pem')}\n`);
};

/** What a party presents beside its own certificate: the issuers, without the root, which the peer has. */
const issuersOf = (issuer: Bundle): string =>
  issuer.certificate.subject === issuer.certificate.issuer ? '' : certificatesOf(issuer);

export const read = ({ certificate }: Bundle): X509Certificate => new X509Certificate(new Uint8Array(certificate.raw));

const issue = async (issuer: Bundle, request: Request, extensions: Extension[]): Promise<Bundle> => {
  const keys = await generateKeys(request.keyType);
  const certificate = await X509CertificateGenerator.create({
    subject: nameOf(request.commonName),
    issuer: read(issuer).subjectName,
    serialNumber: serialNumber(),
    publicKey: keys.publicKey,
    signingKey: signingKey(issuer.privateKey),
    ...dates(request),
    extensions: [
      ...extensions,
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(read(issuer).publicKey),
    ],
  });
  return parseBundle(`${privateKeyPem(keys.privateKey)}${certificate.toString('pem')}\n${issuersOf(issuer)}`);
};

/** An authority that certifies the parties of one circle, and no authorities. */
export const issueAuthority = (root: Bundle, { circle, publication, ...request }: AuthorityRequest): Promise<Bundle> =>
  issue(root, request, [
    ...authorityExtensions(0),
    onlyUrisOf(circle),
    ...(publication === undefined ? [] : published(publication)),
  ]);

export const issueParty = (authority: Bundle, request: PartyRequest): Promise<Bundle> =>
  issue(authority, request, partyExtensions(request));
