/**
 * How the key of encrypted content is carried: RSA-OAEP (XML Encryption 1.1, section 5.5.2), with SHA-256 throughout or, as
 * the suite of the CCN2 policy has it (`KwRsaOaep`), with SHA-1 throughout. What breaks SHA-1 elsewhere, collisions, is no
 * matter in OAEP. PKCS #1 v1.5 is taken from nobody.
 */
import { constants, type KeyObject } from 'node:crypto';
import type { XmlElement } from '../../../../reference-architecture/contract/xml/parse.ts';
import { atMostOne, attributeOf, exactlyOne } from './elements.ts';
import { ds, sha256Digest, xenc, xenc11 } from './names.ts';
import { refuseSecurity } from './refusals.ts';

export type OaepHash = 'sha1' | 'sha256';

/** MGF1 with SHA-1, by its very name. */
export const rsaOaepMgf1p = `${xenc}rsa-oaep-mgf1p`;
const rsaOaep = `${xenc11}rsa-oaep`;
export const sha1Digest = `${ds}sha1`;
const sha1Mask = `${xenc11}mgf1sha1`;

const hashes: ReadonlyMap<string, OaepHash> = new Map([
  [`${rsaOaepMgf1p} ${sha1Digest} ${sha1Mask}`, 'sha1'],
  [`${rsaOaep} ${sha1Digest} ${sha1Mask}`, 'sha1'],
  [`${rsaOaep} ${sha256Digest} ${xenc11}mgf1sha256`, 'sha256'],
]);

const algorithmIn = (method: XmlElement, namespace: string, name: string): string | undefined => {
  const found = atMostOne(method, namespace, name);
  return found === undefined ? undefined : attributeOf(found, 'Algorithm');
};

/** What is not said is SHA-1. @throws {Refusal} another algorithm, or digest and mask of two kinds */
export const oaepHashIn = (encryptedKey: XmlElement): OaepHash => {
  const method = exactlyOne(encryptedKey, xenc, 'EncryptionMethod');
  const digest = algorithmIn(method, ds, 'DigestMethod') ?? sha1Digest;
  const mask = algorithmIn(method, xenc11, 'MGF') ?? sha1Mask;
  const hash = hashes.get([attributeOf(method, 'Algorithm'), digest, mask].join(' '));
  const known = method.children.filter(({ name }) => name === 'DigestMethod' || name === 'MGF').length;
  if (hash !== undefined && known === method.children.length) return hash;
  throw refuseSecurity('SECURITY_ALGORITHM_REFUSED', 'the key by RSA-OAEP, digest and MGF1 both SHA-256 or both SHA-1');
};

export const oaepOf = (key: KeyObject, oaepHash: OaepHash) => ({
  key,
  padding: constants.RSA_PKCS1_OAEP_PADDING,
  oaepHash,
});
