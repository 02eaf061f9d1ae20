/**
 * Encrypts the content of a Body for one partner (XML Encryption 1.1): AES-256-GCM by a key of its own for each message,
 * which RSA-OAEP carries, as the suite of the CCN2 policy has it. Signed first, encrypted then, as the security policy of CCN2 has it.
 */
import { createCipheriv, publicEncrypt, randomBytes, type X509Certificate } from 'node:crypto';
import { newId } from '../../../kit/call.ts';
import { oaepOf, rsaOaepMgf1p, sha1Digest } from './key-transport.ts';
import { bodyContentOf, insertInto } from './layout.ts';
import { base64Encoding, ds, subjectKeyIdentifier, wsse, xenc, xenc11 } from './names.ts';
import { keyIdentifierOf } from './tokens.ts';

export const aes256Gcm = `${xenc11}aes256-gcm`;
const contentType = `${xenc}Content`;

/** Initialisation vector, ciphertext, authentication tag (section 5.2.4). */
const encrypted = (key: Buffer, content: string): Buffer => {
  const vector = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, vector);
  return Buffer.concat([vector, cipher.update(content, 'utf8'), cipher.final(), cipher.getAuthTag()]);
};

const base64 = (bytes: Buffer) => bytes.toString('base64');

const encryptedKeyOf = (key: Buffer, recipient: X509Certificate, dataId: string): string =>
  `<xenc:EncryptedKey xmlns:xenc="${xenc}"><xenc:EncryptionMethod Algorithm="${rsaOaepMgf1p}">` +
  `<ds:DigestMethod xmlns:ds="${ds}" Algorithm="${sha1Digest}"/></xenc:EncryptionMethod><ds:KeyInfo xmlns:ds="${ds}"><wsse:SecurityTokenReference xmlns:wsse="${wsse}">` +
  `<wsse:KeyIdentifier EncodingType="${base64Encoding}" ValueType="${subjectKeyIdentifier}">${keyIdentifierOf(recipient)}</wsse:KeyIdentifier>` +
  '</wsse:SecurityTokenReference></ds:KeyInfo>' +
  `<xenc:CipherData><xenc:CipherValue>${base64(publicEncrypt(oaepOf(recipient.publicKey, 'sha1'), key))}</xenc:CipherValue></xenc:CipherData>` +
  `<xenc:ReferenceList><xenc:DataReference URI="#${dataId}"/></xenc:ReferenceList></xenc:EncryptedKey>`;

const encryptedDataOf = (key: Buffer, content: string, dataId: string): string =>
  `<xenc:EncryptedData xmlns:xenc="${xenc}" Id="${dataId}" Type="${contentType}">` +
  `<xenc:EncryptionMethod Algorithm="${aes256Gcm}"/>` +
  `<xenc:CipherData><xenc:CipherValue>${base64(encrypted(key, content))}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData>`;

/** @param text signed by `signEnvelope` @throws {Error} the recipient's key is not RSA */
export const encryptBody = (text: string, recipient: X509Certificate): string => {
  if (recipient.publicKey.asymmetricKeyType !== 'rsa') throw new Error('content is encrypted for RSA keys only');
  const [key, dataId] = [randomBytes(32), `encrypted-${newId()}`];
  const [start, end] = bodyContentOf(text);
  const data = encryptedDataOf(key, text.slice(start, end), dataId);
  const opening = /<wsse:Security [^>]*>/.exec(text)!;
  const at = opening.index + opening[0].length;
  return insertInto(text.slice(0, start) + data + text.slice(end), [
    { at, xml: encryptedKeyOf(key, recipient, dataId) },
  ]);
};
