/** A certificate revocation list (RFC 5280, 5), read once and asked often. */
import type { X509Certificate } from 'node:crypto';
import { X509Certificate as ReadCertificate, X509Crl, X509CrlReason } from './x509.ts';

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
/** Extensions that may be critical and are understood: the list's number. Any other may change what the list means. */
const understood: ReadonlySet<string> = new Set([numberExtension]);

/** Upper-case hexadecimal without leading zero bytes, as OpenSSL prints it. */
export const serialOf = (hex: string): string => {
  const digits = hex.toUpperCase().replace(/^0+/, '') || '0';
  return digits.length % 2 === 0 ? digits : `0${digits}`;
};

/** The INTEGER inside the extension, in DER. */
const numberIn = (list: X509Crl): bigint => {
  const value = list.getExtension(numberExtension)?.value;
  if (value === undefined) return 0n;
  const hex = Buffer.from(value).subarray(2).toString('hex');
  return hex === '' ? 0n : BigInt(`0x${hex}`);
};

const parse = (content: Buffer): X509Crl => {
  const text = content.toString('latin1');
  return new X509Crl(text.includes('-----BEGIN') ? text : new Uint8Array(content));
};

const signedBy = async (list: X509Crl, candidate: X509Certificate): Promise<boolean> => {
  const issuer = new ReadCertificate(new Uint8Array(candidate.raw));
  const sameName = Buffer.from(list.issuerName.toArrayBuffer()).equals(Buffer.from(issuer.subjectName.toArrayBuffer()));
  return sameName && list.verify({ publicKey: issuer.publicKey });
};

const entriesOf = (list: X509Crl): ReadonlyMap<string, RevokedEntry> =>
  new Map(
    list.entries.map(({ serialNumber, revocationDate, reason }) => [
      serialOf(serialNumber),
      { sinceMs: revocationDate.getTime(), reason: X509CrlReason[reason ?? X509CrlReason.unspecified] },
    ]),
  );

/**
 * Reads a list, DER or PEM, that one of these authorities has signed.
 * @throws {Error} it cannot be read, nobody of them signed it, it never ends, or it has critical extensions that we do not know
 */
export const readRevocationList = async (
  content: Buffer,
  authorities: readonly X509Certificate[],
): Promise<RevocationList> => {
  const list = parse(content);
  const foreign = list.extensions.find(({ critical, type }) => critical && !understood.has(type));
  if (foreign !== undefined) throw new Error(`a critical extension that is not understood: ${foreign.type}`);
  if (list.nextUpdate === undefined) throw new Error('the list does not say when the next one is due');
  for (const issuer of authorities) {
    if (!(await signedBy(list, issuer))) continue;
    return {
      issuer,
      number: numberIn(list),
      thisUpdateMs: list.thisUpdate.getTime(),
      nextUpdateMs: list.nextUpdate.getTime(),
      revoked: entriesOf(list),
    };
  }
  throw new Error(`no authority that we know has signed this list of ${list.issuer}`);
};
