/**
 * Takes the encryption off a Body, before its signature is looked at. Whatever fails in it fails alike, so that nobody
 * learns from our answers what a message holds; everything that comes out is read and verified like any other message.
 */
import { createDecipheriv, type KeyObject, privateDecrypt } from 'node:crypto';
import type { XmlElement } from '../../../../reference-architecture/contract/xml/parse.ts';
import { attributeOf, bytesIn, exactlyOne, is } from './elements.ts';
import { aes256Gcm, contentType, mgf1Sha256, oaep, rsaOaep } from './encrypt.ts';
import { envelopeParts } from './envelope-parts.ts';
import { bodyContentOf } from './layout.ts';
import { ds, sha256Digest, xenc, xenc11 } from './names.ts';
import { headerInvalid, refuseSecurity } from './refusals.ts';

const failed = () => refuseSecurity('SIGNATURE_INVALID', 'the content cannot be decrypted');

const methodOf = (element: XmlElement): XmlElement => exactlyOne(element, xenc, 'EncryptionMethod');

const assertAlgorithms = (encryptedKey: XmlElement, data: XmlElement): void => {
  const method = methodOf(encryptedKey);
  const isTaken =
    attributeOf(methodOf(data), 'Algorithm') === aes256Gcm &&
    attributeOf(method, 'Algorithm') === rsaOaep &&
    attributeOf(exactlyOne(method, ds, 'DigestMethod'), 'Algorithm') === sha256Digest &&
    attributeOf(exactlyOne(method, xenc11, 'MGF'), 'Algorithm') === mgf1Sha256 &&
    method.children.length === 2;
  if (!isTaken)
    throw refuseSecurity('SECURITY_ALGORITHM_REFUSED', 'AES-256-GCM, key by RSA-OAEP with SHA-256 and MGF1 SHA-256');
};

const cipherValueIn = (element: XmlElement): Buffer =>
  bytesIn(exactlyOne(exactlyOne(element, xenc, 'CipherData'), xenc, 'CipherValue'));

const opened = (key: Buffer, bytes: Buffer): string => {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
  decipher.setAuthTag(bytes.subarray(-16));
  const content = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
  return new TextDecoder('utf-8', { fatal: true }).decode(content);
};

const contentOf = (encryptedKey: XmlElement, data: XmlElement, key: KeyObject): string => {
  const [wrapped, bytes] = [cipherValueIn(encryptedKey), cipherValueIn(data)];
  try {
    return opened(privateDecrypt(oaep(key), wrapped), bytes);
  } catch {
    throw failed();
  }
};

export const isEncrypted = (root: XmlElement): boolean => is(root.children.at(-1)?.children[0], xenc, 'EncryptedData');

/**
 * @param root the text, as our parser reads it
 * @returns the envelope as it was signed
 * @throws {Refusal} by other algorithms, for another key, or in another form
 */
export const decryptBody = (text: string, root: XmlElement, key: KeyObject | undefined): string => {
  if (key === undefined || key.asymmetricKeyType !== 'rsa') throw headerInvalid('encrypted content is not taken here');
  const { security, body } = envelopeParts(root);
  const data = exactlyOne(body.element, xenc, 'EncryptedData');
  const encryptedKey = exactlyOne(security.element, xenc, 'EncryptedKey');
  const named = exactlyOne(exactlyOne(encryptedKey, xenc, 'ReferenceList'), xenc, 'DataReference');
  const isContent = attributeOf(data, 'Type') === contentType && body.element.children.length === 1;
  if (!isContent || attributeOf(named, 'URI') !== `#${attributeOf(data, 'Id')}`) {
    throw headerInvalid('the content of the Body is encrypted as a whole, and nothing else');
  }
  assertAlgorithms(encryptedKey, data);
  const content = contentOf(encryptedKey, data, key);
  const [start, end] = bodyContentOf(text);
  return text.slice(0, start) + content + text.slice(end);
};
