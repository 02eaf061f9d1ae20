/** How OCSP names a certificate (RFC 6960, 4.1.1): hashes of its issuer's name and key, and its number. */
import { createHash, type X509Certificate } from 'node:crypto';
import { CertID } from '@peculiar/asn1-ocsp';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, SubjectPublicKeyInfo } from '@peculiar/asn1-x509';
import { serialOf } from '../revocation-list.ts';
import { X509Certificate as ReadCertificate } from '../x509.ts';

const hashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
/** What every responder knows (RFC 5019, 2.1.1); it names an issuer, and protects nothing. */
const sha1 = '1.3.14.3.2.26';

const digest = (hash: string, bytes: ArrayBuffer): Buffer => createHash(hash).update(new Uint8Array(bytes)).digest();

const nameOf = (issuer: X509Certificate): ArrayBuffer =>
  new ReadCertificate(new Uint8Array(issuer.raw)).subjectName.toArrayBuffer();

const keyOf = ({ publicKey }: X509Certificate): ArrayBuffer =>
  AsnConvert.parse(publicKey.export({ type: 'spki', format: 'der' }), SubjectPublicKeyInfo).subjectPublicKey;

export const keyHashOf = (certificate: X509Certificate): Buffer => digest('sha1', keyOf(certificate));

/** INTEGER: a number whose first bit is set would be read as a negative one. */
const integerOf = (serialNumber: string): ArrayBuffer => {
  const bytes = Buffer.from(serialNumber.length % 2 === 0 ? serialNumber : `0${serialNumber}`, 'hex');
  return Uint8Array.from((bytes[0] ?? 0) < 0x80 ? bytes : [0, ...bytes]).buffer;
};

export const idOf = ({ serialNumber }: X509Certificate, issuer: X509Certificate): CertID =>
  new CertID({
    hashAlgorithm: new AlgorithmIdentifier({ algorithm: sha1, parameters: null }),
    issuerNameHash: new OctetString(digest('sha1', nameOf(issuer))),
    issuerKeyHash: new OctetString(digest('sha1', keyOf(issuer))),
    serialNumber: integerOf(serialNumber),
  });

/** As `X509Certificate.serialNumber` prints it. */
export const serialIn = ({ serialNumber }: CertID): string => serialOf(Buffer.from(serialNumber).toString('hex'));

/** Whether this authority is the one that the name speaks of; not where the hash is unknown to us. */
export const isIssuedBy = (id: CertID, issuer: X509Certificate): boolean => {
  const hash = hashes[id.hashAlgorithm.algorithm];
  if (hash === undefined) return false;
  return (
    digest(hash, nameOf(issuer)).equals(Buffer.from(id.issuerNameHash.buffer)) &&
    digest(hash, keyOf(issuer)).equals(Buffer.from(id.issuerKeyHash.buffer))
  );
};
