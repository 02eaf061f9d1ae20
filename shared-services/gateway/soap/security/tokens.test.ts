/** Which certificate signed, as KeyInfo says it. Whether anybody trusts it is asked elsewhere. */
import assert from 'node:assert/strict';
import { generateKeyPairSync, webcrypto, X509Certificate } from 'node:crypto';
import { parseXml } from '../../../../reference-architecture/contract/xml/parse.ts';
import { derSequenceOf } from '../../../kit/identity/der.ts';
import { X509CertificateGenerator } from '../../../kit/identity/x509.ts';
import { base64Encoding, ds, subjectKeyIdentifier, wsse, wsu, x509Path, x509v3 } from './names.ts';
import { signingKeyOf } from './signing-key.ts';
import { refused } from './test-support/refused.ts';
import { keyIdentifierOf, signerOf } from './tokens.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const certificateOf = async (serialNumber: string): Promise<X509Certificate> => {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const made = await X509CertificateGenerator.createSelfSigned({
    ...{ name: 'CN=Invented', serialNumber, signingAlgorithm: algorithm, keys },
  });
  return new X509Certificate(made.toString('pem'));
};

describe('who signed', () => {
  let one: X509Certificate;
  let other: X509Certificate;

  before(async () => {
    [one, other] = await Promise.all([certificateOf('0a'), certificateOf('0b')]);
  });

  const token = (bytes: Uint8Array | string, type = x509v3, attributes = `EncodingType="${base64Encoding}"`) =>
    `<wsse:BinarySecurityToken ${attributes} ValueType="${type}" wsu:Id="x">` +
    `${typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('base64')}</wsse:BinarySecurityToken>`;
  const byReference = '<wsse:Reference URI="#x"/>';
  const inReference = (inner: string) => `<wsse:SecurityTokenReference>${inner}</wsse:SecurityTokenReference>`;
  const signer = (tokens: string, keyInfo = inReference(byReference), peer?: X509Certificate) =>
    signerOf(
      parseXml(`<wsse:Security xmlns:wsse="${wsse}" xmlns:wsu="${wsu}">${tokens}</wsse:Security>`),
      parseXml(`<KeyInfo xmlns="${ds}" xmlns:wsse="${wsse}">${keyInfo}</KeyInfo>`),
      peer,
    );
  const path = (...certificates: readonly Uint8Array[]) => derSequenceOf(certificates.map((der) => Buffer.from(der)));

  it('is the certificate of the token, or the last one of a path', () => {
    assert.equal(signer(token(one.raw)).certificate.fingerprint256, one.fingerprint256);
    assert.equal(signer(token(one.raw, x509v3, '')).certificate.fingerprint256, one.fingerprint256);
    const { certificate, chain } = signer(token(path(other.raw, one.raw), x509Path));
    assert.equal(certificate.fingerprint256, one.fingerprint256);
    assert.deepEqual(
      chain.map((der) => Buffer.from(der)),
      [other.raw],
    );
  });

  it('is nobody where the token is no certificate, no path, of another type or encoding', () => {
    const invalid = (tokens: string, reason: RegExp) => refused(() => signer(tokens), 'SECURITY_TOKEN_INVALID', reason);
    invalid(token('TWFu'), /no X.509 certificate/);
    invalid(token(path(other.raw, Buffer.from('Man')), x509Path), /no X509PKIPathv1|no X.509 certificate/);
    invalid(token('TWFu', x509Path), /no X509PKIPathv1/);
    invalid(token(one.raw, x509Path), /no X509PKIPathv1|no X.509 certificate/);
    invalid(token(one.raw, 'urn:other'), /ValueType: X509v3 or X509PKIPathv1/);
    invalid(token(one.raw, x509v3, 'EncodingType="urn:hex"'), /EncodingType/);
    invalid(token(path(), x509Path), /path of 1 to 6/);
    invalid(token(path(...Array.from({ length: 7 }, () => one.raw)), x509Path), /path of 1 to 6/);
    assert.equal(signer(token(path(...Array.from({ length: 6 }, () => one.raw)), x509Path)).chain.length, 5);
  });

  it('is nobody where KeyInfo names no token of the header, or two', () => {
    const invalid = (tokens: string, keyInfo?: string) =>
      refused(() => signer(tokens, keyInfo), 'SECURITY_TOKEN_INVALID', /names is not in the header/);
    invalid('');
    invalid(token(one.raw) + token(other.raw));
    invalid(token(one.raw).replaceAll('BinarySecurityToken', 'Other'));
    for (const uri of ['#y', 'x', '', '#undefined'])
      invalid(token(one.raw), inReference(`<wsse:Reference URI="${uri}"/>`));
  });

  it('is said by one reference, and nothing beside it', () => {
    const form = /one SecurityTokenReference, and that one reference/;
    for (const keyInfo of [
      inReference(''),
      inReference(byReference + byReference),
      `${inReference(byReference)}<KeyName>x</KeyName>`,
    ])
      refused(() => signer(token(one.raw), keyInfo), 'SECURITY_HEADER_INVALID', form);
    refused(
      () => signer(token(one.raw), '<KeyValue/>'),
      'SECURITY_HEADER_INVALID',
      /SecurityTokenReference is missing/,
    );
    const two = inReference(byReference) + inReference(byReference);
    refused(() => signer(token(one.raw), two), 'SECURITY_HEADER_INVALID', /stands twice/);
    for (const keyInfo of [inReference('<wsse:Embedded/>'), inReference('<KeyName>x</KeyName>')])
      refused(() => signer(token(one.raw), keyInfo, one), 'SECURITY_TOKEN_INVALID', /KeyInfo: Reference to a Binary/);
  });

  it('is the certificate of the connection where the reference means that one, by identifier or serial number', () => {
    const bySerial = (serial: string) =>
      inReference(
        '<X509Data><X509IssuerSerial><X509IssuerName>any</X509IssuerName>' +
          `<X509SerialNumber>${serial}</X509SerialNumber></X509IssuerSerial></X509Data>`,
      );
    const byIdentifier = (value: string, type = subjectKeyIdentifier) =>
      inReference(`<wsse:KeyIdentifier ValueType="${type}">${value}</wsse:KeyIdentifier>`);
    assert.equal(signer('', bySerial('10'), one).certificate, one);
    for (const [keyInfo, peer] of [
      [bySerial('11'), one],
      [bySerial('0x0a'), one],
      [bySerial(''), one],
      [bySerial('10'), other],
      [bySerial('10'), undefined],
      [byIdentifier('TWFu'), one],
      [byIdentifier(Buffer.from('Man').toString('base64'), 'urn:other'), one],
    ] as const)
      refused(
        () => signer('', keyInfo, peer),
        'SECURITY_TOKEN_INVALID',
        /another certificate than that of the connection/,
      );
    assert.equal(keyIdentifierOf(one), '', 'it has none, so nothing names it');
    refused(() => signer('', byIdentifier(''), one), 'SECURITY_HEADER_INVALID', /not base64/);
  });

  it('signs with the key of its own certificate alone', () => {
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' });
    assert.throws(() => signingKeyOf({ key: String(key), cert: one.toString() }), /not that of the key/);
    assert.throws(() => signingKeyOf({ key: String(key), cert: '' }), /not that of the key/);
  });
});
