/**
 * Takes the encryption off a message, before its signature is looked at. Whatever fails in it fails alike, so that nobody
 * learns from our answers what a message holds; everything that comes out is read and verified like any other message.
 */
import { createDecipheriv, type KeyObject, privateDecrypt, randomBytes } from 'node:crypto';
import type { XmlElement } from '../../../../reference-architecture/contract/xml/parse.ts';
import { attributeOf, bytesIn, exactlyOne } from './elements.ts';
import { aes256Gcm } from './encrypt.ts';
import { type EncryptedPart, encryptedPartsOf } from './encrypted-parts.ts';
import { type OaepHash, oaepHashIn, oaepOf } from './key-transport.ts';
import { bodyContentOf } from './layout.ts';
import { xenc } from './names.ts';
import { headerInvalid, refuseSecurity } from './refusals.ts';
import { replaceIn, spansOf } from './spans.ts';

/** The one answer to whatever cannot be decrypted, or is nothing when it is. */
export const undecryptable = () => refuseSecurity('SIGNATURE_INVALID', 'the content cannot be decrypted');

const assertGcm = ({ data }: EncryptedPart): void => {
  if (attributeOf(exactlyOne(data, xenc, 'EncryptionMethod'), 'Algorithm') === aes256Gcm) return;
  throw refuseSecurity('SECURITY_ALGORITHM_REFUSED', 'content: AES-256-GCM (CBC tells a stranger what it holds)');
};

const cipherValueIn = (element: XmlElement): Buffer =>
  bytesIn(exactlyOne(exactlyOne(element, xenc, 'CipherData'), xenc, 'CipherValue'));

/** To the last character: a mark of byte order is one of the content's, here. */
const opened = (key: Buffer, bytes: Buffer): string => {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
  decipher.setAuthTag(bytes.subarray(-16));
  const content = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
};

/** A key that is none is not told from content that was changed, by time neither: a random one is tried in its stead. */
const contentKeyOf = (wrapped: Buffer, hash: OaepHash, key: KeyObject): Buffer => {
  const another = randomBytes(32);
  try {
    const found = privateDecrypt(oaepOf(key, hash), wrapped);
    return found.length === another.length ? found : another;
  } catch {
    return another;
  }
};

const contentsOf = (encryptedKey: XmlElement, parts: readonly EncryptedPart[], key: KeyObject): string[] => {
  const wrapped = cipherValueIn(encryptedKey);
  const values = parts.map(({ data }) => cipherValueIn(data));
  const hash = oaepHashIn(encryptedKey);
  const content = contentKeyOf(wrapped, hash, key);
  try {
    return values.map((bytes) => opened(content, bytes));
  } catch {
    throw undecryptable();
  }
};

/** Of the Body all that is between its tags; of the others the element. */
const spanTaker = (text: string, parts: readonly EncryptedPart[]) => {
  const spans = spansOf(
    text,
    parts.map(({ place }) => place),
  );
  return ({ place }: EncryptedPart) => (place[0] === 1 ? bodyContentOf(text) : spans.get(String(place))!);
};

/**
 * @param root the text, as our parser reads it
 * @returns the envelope as it was signed
 * @throws {Refusal} by other algorithms, for another key, or in another form
 */
export const decryptEnvelope = (text: string, root: XmlElement, key: KeyObject | undefined): string => {
  if (key === undefined || key.asymmetricKeyType !== 'rsa') throw headerInvalid('encrypted content is not taken here');
  const { encryptedKey, parts } = encryptedPartsOf(root);
  parts.forEach(assertGcm);
  const contents = contentsOf(encryptedKey, parts, key);
  const spanOf = spanTaker(text, parts);
  return replaceIn(
    text,
    parts.map((part, index) => ({ span: spanOf(part), xml: contents[index]! })),
  );
};
