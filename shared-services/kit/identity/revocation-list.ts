/** A certificate revocation list (RFC 5280, 5), read once and asked often. */

import { verify, type X509Certificate } from 'node:crypto';
import { type Element, elementAt, elementsIn, expectTag, identifierOf, tags, timeOf } from './der.ts';
import { signatureDigests } from './signature-digests.ts';
import { X509Certificate as ReadCertificate } from './x509.ts';

export interface RevokedEntry {
  readonly sinceMs: number;
  /** Name of RFC 5280, 5.3.1: `keyCompromise`. */
  readonly reason: string;
}

export interface RevocationList {
  readonly issuer: X509Certificate;
  /** Grows with each list of an issuer. */
  readonly number: bigint;
  readonly thisUpdateMs: number;
  /** When the next one is due at the latest. */
  readonly nextUpdateMs: number;
  /** By serial number as `X509Certificate.serialNumber` prints it. */
  readonly revoked: ReadonlyMap<string, RevokedEntry>;
}

const numberExtension = '2.5.29.20';
const reasonExtension = '2.5.29.21';

const reasons: Readonly<Record<number, string>> = {
  0: 'unspecified',
  1: 'keyCompromise',
  2: 'cACompromise',
  3: 'affiliationChanged',
  4: 'superseded',
  5: 'cessationOfOperation',
  6: 'certificateHold',
  8: 'removeFromCRL',
  9: 'privilegeWithdrawn',
  10: 'aACompromise',
};

/** Upper-case hexadecimal without leading zero bytes, as OpenSSL prints it. */
export const serialOf = (hex: string): string => {
  const digits = hex.toUpperCase().replace(/^0+/, '') || '0';
  return digits.length % 2 === 0 ? digits : `0${digits}`;
};

/**
 * Values by identifier. A critical extension that is not understood may change what the list means (a part of the
 * certificates only, another issuer, a difference to an earlier list): such a list is not taken.
 */
const extensionsIn = (list: Element | undefined, understood: string): ReadonlyMap<string, Buffer> => {
  const found = new Map<string, Buffer>();
  if (list === undefined) return found;
  for (const { content } of elementsIn(list.content)) {
    const [identifier, second, third] = [...elementsIn(content)];
    const id = identifierOf(expectTag(identifier, tags.identifier));
    const isCritical = second?.tag === tags.boolean && second.content[0] !== 0;
    if (isCritical && id !== understood) throw new Error(`a critical extension that is not understood: ${id}`);
    found.set(id, expectTag(second?.tag === tags.boolean ? third : second, tags.octetString).content);
  }
  return found;
};

const numberIn = (extensions: ReadonlyMap<string, Buffer>): bigint => {
  const value = extensions.get(numberExtension);
  const hex = value === undefined ? '' : expectTag(elementAt(value, 0), tags.integer).content.toString('hex');
  return hex === '' ? 0n : BigInt(`0x${hex}`);
};

const entriesIn = (list: Element | undefined): ReadonlyMap<string, RevokedEntry> => {
  const revoked = new Map<string, RevokedEntry>();
  if (list === undefined) return revoked;
  for (const { content } of elementsIn(list.content)) {
    const [serial, since, more] = [...elementsIn(content)];
    const reason = extensionsIn(more, reasonExtension).get(reasonExtension);
    revoked.set(serialOf(expectTag(serial, tags.integer).content.toString('hex')), {
      sinceMs: timeOf(since!),
      reason: reasons[reason === undefined ? 0 : (elementAt(reason, 0).content[0] ?? 0)] ?? 'unspecified',
    });
  }
  return revoked;
};

const derOf = (content: Buffer): Buffer => {
  const text = /-----BEGIN (?:X509 )?CRL-----([\s\S]+?)-----END/.exec(content.toString('latin1'))?.[1];
  return text === undefined ? content : Buffer.from(text, 'base64');
};

const bitsOf = ({ content }: Element): Buffer => {
  if (content[0] !== 0) throw new Error('the signature is no whole number of bytes');
  return content.subarray(1);
};

/** CertificateList (5.1.1): what is signed, how, and the signature. */
const partsOf = (content: Buffer) => {
  const der = derOf(content);
  const list = expectTag(elementAt(der, 0), tags.sequence);
  const [signed, algorithm, signature, more] = [...elementsIn(list.content)];
  if (more !== undefined || list.whole.length !== der.length) throw new Error('there is more than the list');
  const fields = [...elementsIn(expectTag(signed, tags.sequence).content)];
  // A version is optional, and the only INTEGER.
  const [inner, issuer, thisUpdate, nextUpdate, ...rest] = fields[0]?.tag === tags.integer ? fields.slice(1) : fields;
  if (!expectTag(algorithm, tags.sequence).whole.equals(expectTag(inner, tags.sequence).whole))
    throw new Error('the algorithm of the signature is not that which was signed');
  if (nextUpdate === undefined || nextUpdate.tag === tags.sequence || nextUpdate.tag >= 0xa0)
    throw new Error('the list does not say when the next one is due');
  return {
    signed: signed!.whole,
    algorithm: identifierOf(elementAt(algorithm!.content, 0)),
    signature: bitsOf(expectTag(signature, tags.bitString)),
    issuer: expectTag(issuer, tags.sequence).whole,
    thisUpdateMs: timeOf(thisUpdate!),
    nextUpdateMs: timeOf(nextUpdate),
    entries: rest.find(({ tag }) => tag === tags.sequence),
    extensions: rest.find(({ tag }) => tag === 0xa0),
  };
};

const nameOf = ({ raw }: X509Certificate): Buffer =>
  Buffer.from(new ReadCertificate(new Uint8Array(raw)).subjectName.toArrayBuffer());

const isSigned = (
  { algorithm, signed, signature, issuer }: ReturnType<typeof partsOf>,
  by: X509Certificate,
): boolean => {
  const digest = signatureDigests[algorithm];
  if (digest === undefined) throw new Error(`a signature of a kind that is not known: ${algorithm}`);
  return nameOf(by).equals(issuer) && verify(digest, signed, by.publicKey, signature);
};

/**
 * Reads a list, DER or PEM, that one of these authorities has signed. Nothing of its entries is read before.
 * @throws {Error} it cannot be read, nobody of them signed it, it never ends, or it has critical extensions that we do not know
 */
export const readRevocationList = (content: Buffer, authorities: readonly X509Certificate[]): RevocationList => {
  const parts = partsOf(content);
  const issuer = authorities.find((one) => isSigned(parts, one));
  if (issuer === undefined) throw new Error('no authority that we know has signed this list');
  const list = parts.extensions === undefined ? undefined : elementAt(parts.extensions.content, 0);
  return {
    issuer,
    number: numberIn(extensionsIn(list, numberExtension)),
    thisUpdateMs: parts.thisUpdateMs,
    nextUpdateMs: parts.nextUpdateMs,
    revoked: entriesIn(parts.entries),
  };
};
