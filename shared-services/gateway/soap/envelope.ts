/** A SOAP envelope as far as every service reads it alike: version, headers, the one element of the body. */
import type { XmlElement } from '../../../reference-architecture/contract/xml/parse.ts';
import { malformed, refuse, refuseOne } from '../refusals.ts';
import { addressingNamespace, envelopeNamespaces, type SoapVersion } from './names.ts';
import { wsse } from './security/names.ts';

export interface Envelope {
  readonly version: SoapVersion;
  readonly headers: readonly XmlElement[];
  /** The one child of the Body. */
  readonly content: XmlElement;
  /** The Body itself: what signatures are about. */
  readonly body: XmlElement;
}

/** Whether the gateway acts on a header: WS-Addressing, WS-Security, and what is its own. */
export type Understands = (header: XmlElement) => boolean;

export const understandsAddressing: Understands = ({ namespace }) => namespace === addressingNamespace;

/** Where the signature has been verified before the envelope is read. */
export const understandsSecurity: Understands = (header) => understandsAddressing(header) || header.namespace === wsse;

const invalid = (message: string) => malformed('SOAP_ENVELOPE', message);

const versionOf = ({ name, namespace }: XmlElement): SoapVersion => {
  if (name !== 'Envelope') throw invalid('the root element is not Envelope');
  if (namespace === envelopeNamespaces['1.1']) return '1.1';
  if (namespace === envelopeNamespaces['1.2']) return '1.2';
  throw refuse('SOAP_VERSION_MISMATCH');
};

const attributeOf = (element: XmlElement, namespace: string, name: string): string | undefined =>
  element.attributes.find((one) => one.name === name && one.namespace === namespace)?.value;

const toUs: Readonly<Record<SoapVersion, { readonly attribute: string; readonly roles: readonly string[] }>> = {
  '1.1': { attribute: 'actor', roles: ['', 'http://schemas.xmlsoap.org/soap/actor/next'] },
  '1.2': {
    attribute: 'role',
    roles: ['', `${envelopeNamespaces['1.2']}/role/next`, `${envelopeNamespaces['1.2']}/role/ultimateReceiver`],
  },
};

const mustUnderstand = (header: XmlElement, version: SoapVersion): boolean => {
  const namespace = envelopeNamespaces[version];
  const { attribute, roles } = toUs[version];
  const value = attributeOf(header, namespace, 'mustUnderstand');
  const role = attributeOf(header, namespace, attribute) ?? '';
  return (value === '1' || value === 'true') && roles.includes(role);
};

/** Header then Body, each at most once, nothing after them. */
const partsOf = (root: XmlElement): { readonly header?: XmlElement; readonly body: XmlElement } => {
  const [first, second, ...others] = root.children;
  const is = (element: XmlElement | undefined, name: string) =>
    element !== undefined && element.name === name && element.namespace === root.namespace;
  if (is(first, 'Body') && second === undefined) return { body: first! };
  if (is(first, 'Header') && is(second, 'Body') && others.length === 0) return { header: first!, body: second! };
  throw invalid('an envelope has a Header, which may be left out, and a Body');
};

/**
 * @throws {Refusal} not an envelope, of a version that is not spoken here, with a header that must be understood and is
 * not, or without exactly one element in the body
 */
export const readEnvelope = (
  root: XmlElement,
  { versions, understands }: { readonly versions: readonly SoapVersion[]; readonly understands: Understands },
): Envelope => {
  const version = versionOf(root);
  if (!versions.includes(version)) throw refuse('SOAP_VERSION_MISMATCH');
  const { header, body } = partsOf(root);
  const headers = header?.children ?? [];
  const strange = headers.find((one) => mustUnderstand(one, version) && !understands(one));
  if (strange !== undefined) throw refuseOne('SOAP_MUST_UNDERSTAND', `the header ${strange.name} is not understood`);
  const [content, ...others] = body.children;
  if (content === undefined || others.length > 0) throw invalid('the body holds exactly one element');
  return { version, headers, content, body };
};
