/** Which certificate signed: the token in the message, or a reference to the certificate of the connection. */
import { X509Certificate } from 'node:crypto';
import type { XmlElement } from '../../../../reference-architecture/contract/xml/parse.ts';
import { derSequence } from '../../../kit/identity/der.ts';
import { X509Certificate as ReadCertificate } from '../../../kit/identity/x509.ts';
import { remembering } from '../../../kit/remembered.ts';
import { allOf, attributeOf, bytesIn, exactlyOne, is } from './elements.ts';
import { idOf } from './ids.ts';
import { base64Encoding, ds, subjectKeyIdentifier, wsse, x509Path, x509v3 } from './names.ts';
import { headerInvalid, refuseSecurity } from './refusals.ts';

export interface Signer {
  readonly certificate: X509Certificate;
  /** DER, authorities that came with it. */
  readonly chain: readonly Uint8Array[];
}

const maxPath = 6;

const tokenInvalid = (reason: string) => refuseSecurity('SECURITY_TOKEN_INVALID', reason);

const certificateOf = (der: Buffer): X509Certificate => {
  try {
    return new X509Certificate(der);
  } catch {
    throw tokenInvalid('the token is no X.509 certificate in DER');
  }
};

const pathIn = (bytes: Buffer): Buffer[] => {
  try {
    return derSequence(bytes).map(({ whole }) => whole);
  } catch {
    throw tokenInvalid('the token is no X509PKIPathv1: a sequence of certificates in DER');
  }
};

/** X509PKIPathv1: the signing certificate is the last one (X.509 Certificate Token Profile 1.1.1, section 3.1). */
const signerOfBytes = (bytes: Buffer, type: string | undefined): Signer => {
  if (type === x509v3) return { certificate: certificateOf(bytes), chain: [] };
  if (type !== x509Path) throw tokenInvalid('ValueType: X509v3 or X509PKIPathv1');
  const path = pathIn(bytes);
  if (path.length === 0 || path.length > maxPath) throw tokenInvalid(`a path of 1 to ${maxPath} certificates`);
  return { certificate: certificateOf(path.at(-1)!), chain: path.slice(0, -1) };
};

/** Partners are some dozens, and each sends the same token with every message. */
const rememberSigner = remembering<Signer>(200);
const maxRememberedLength = 16_384;

/** Whether anybody trusts it, and whether it is in force, is no part of what is remembered: it is asked each time. */
const signerIn = (token: XmlElement): Signer => {
  if ((attributeOf(token, 'EncodingType') ?? base64Encoding) !== base64Encoding) throw tokenInvalid('EncodingType');
  const type = attributeOf(token, 'ValueType');
  const read = () => signerOfBytes(bytesIn(token), type);
  return token.text.length > maxRememberedLength ? read() : rememberSigner(`${type} ${token.text}`, read);
};

const byReference = (security: XmlElement, reference: XmlElement): Signer => {
  const uri = attributeOf(reference, 'URI') ?? '';
  const isNamed = (id: string | undefined) => id !== undefined && `#${id}` === uri;
  const tokens = allOf(security, wsse, 'BinarySecurityToken').filter((token) => isNamed(idOf(token)));
  const [token, another] = tokens;
  if (token === undefined || another !== undefined)
    throw tokenInvalid('the token that KeyInfo names is not in the header');
  return signerIn(token);
};

/** Base64; empty where the certificate has none. */
export const keyIdentifierOf = ({ raw }: X509Certificate): string => {
  const extension = new ReadCertificate(new Uint8Array(raw)).getExtension('2.5.29.14');
  // The value is an octet string of its own: two octets before the identifier.
  return extension === null ? '' : Buffer.from(extension.value).subarray(2).toString('base64');
};

/** There is one candidate, and the signature has to be by its key: the reference only has to mean it. */
const means = (peer: X509Certificate, reference: XmlElement): boolean => {
  if (is(reference, wsse, 'KeyIdentifier')) {
    const isIdentifier = attributeOf(reference, 'ValueType') === subjectKeyIdentifier;
    return isIdentifier && bytesIn(reference).toString('base64') === keyIdentifierOf(peer);
  }
  const serial = exactlyOne(exactlyOne(reference, ds, 'X509IssuerSerial'), ds, 'X509SerialNumber').text.trim();
  return /^\d{1,60}$/.test(serial) && BigInt(serial) === BigInt(`0x${peer.serialNumber}`);
};

/**
 * @param peer the certificate of the connection, where there is one
 * @throws {Refusal} a key by value, by name, by address, or of nobody here
 */
export const signerOf = (security: XmlElement, keyInfo: XmlElement, peer: X509Certificate | undefined): Signer => {
  const reference = exactlyOne(keyInfo, wsse, 'SecurityTokenReference');
  const [named, another] = reference.children;
  if (keyInfo.children.length > 1 || named === undefined || another !== undefined) {
    throw headerInvalid('KeyInfo holds one SecurityTokenReference, and that one reference');
  }
  if (is(named, wsse, 'Reference')) return byReference(security, named);
  const isMeant = is(named, wsse, 'KeyIdentifier') || is(named, ds, 'X509Data');
  if (!isMeant) throw tokenInvalid('KeyInfo: Reference to a BinarySecurityToken, key identifier, or issuer and serial');
  if (peer === undefined || !means(peer, named)) {
    throw tokenInvalid(
      'KeyInfo names another certificate than that of the connection: send it as a BinarySecurityToken',
    );
  }
  return { certificate: peer, chain: [] };
};
