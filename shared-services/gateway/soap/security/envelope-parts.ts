/** Where the parts of an envelope stand: the places that a signature is about, and no other. */
import type { XmlElement } from '../../../../reference-architecture/contract/xml/parse.ts';
import { addressingNamespace, envelopeNamespaces } from '../names.ts';
import type { Place } from './document.ts';
import { is } from './elements.ts';
import { wsse } from './names.ts';
import { headerInvalid } from './refusals.ts';

export interface Part {
  readonly element: XmlElement;
  readonly place: Place;
}

export interface EnvelopeParts {
  readonly root: XmlElement;
  readonly body: Part;
  readonly headers: readonly Part[];
  /** The one Security header. */
  readonly security: Part;
}

const soapNamespaces: readonly string[] = Object.values(envelopeNamespaces);

const partsUnder = (element: XmlElement, place: Place): Part[] =>
  element.children.map((child, position) => ({ element: child, place: [...place, position] }));

export const childrenOf = ({ element, place }: Part): Part[] => partsUnder(element, place);

const isSecurity = ({ element }: Part): boolean => is(element, wsse, 'Security');

/** Whether a message claims any security at all. What is no envelope is somebody else's to refuse. */
export const hasSecurity = ({ children: [header] }: XmlElement): boolean =>
  header?.name === 'Header' && header.children.some((element) => is(element, wsse, 'Security'));

/** @throws {Refusal} not an envelope of Header and Body, or not exactly one Security header, whomever it is for */
export const envelopeParts = (root: XmlElement): EnvelopeParts => {
  const [header, body, ...others] = root.children;
  const isPart = (element: XmlElement | undefined, name: string) => is(element, root.namespace, name);
  if (!isPart(root, 'Envelope') || !soapNamespaces.includes(root.namespace)) throw headerInvalid('no SOAP envelope');
  if (!isPart(header, 'Header') || !isPart(body, 'Body') || others.length > 0) {
    throw headerInvalid('an envelope has a Header and a Body');
  }
  const headers = partsUnder(header!, [0]);
  const [security, another] = headers.filter(isSecurity);
  if (security === undefined) throw headerInvalid('there is no Security header');
  if (another !== undefined) throw headerInvalid('there is more than one Security header');
  return { root, body: { element: body!, place: [1] }, headers, security };
};

/** `http://ccn2.ec.eu/CCN2.Service.Platform.Common.Schema`, and as the security policy of CCN2 spells it. */
const ccn2Header = /^http:\/\/ccn2\.ec\.eu\/CCN2\.Service\.Platform\.Common\.?Schema$/;

/** Headers on which somebody acts: all of WS-Addressing, and the MessageHeader of CCN2. */
export const mustBeSigned = ({ element: { name, namespace } }: Part): boolean =>
  namespace === addressingNamespace || (name === 'MessageHeader' && ccn2Header.test(namespace));
