/** What of a message may be encrypted: the content of its Body, elements of the Security header, and whole headers. */
import type { XmlElement } from '../../../../reference-architecture/contract/xml/parse.ts';
import type { Place } from './document.ts';
import { allOf, attributeOf, exactlyOne, is } from './elements.ts';
import { childrenOf, type EnvelopeParts, envelopeParts } from './envelope-parts.ts';
import { wsse, wsse11, xenc } from './names.ts';
import { headerInvalid } from './refusals.ts';

export interface EncryptedPart {
  readonly data: XmlElement;
  /** What the content takes the place of. */
  readonly place: Place;
}

const contentType = `${xenc}Content`;
const elementType = `${xenc}Element`;

const isData = (element: XmlElement | undefined): boolean => is(element, xenc, 'EncryptedData');

/** Whether the Body is encrypted. */
export const isEncrypted = (root: XmlElement): boolean => isData(root.children.at(-1)?.children[0]);

/** Whether anything is: a token of the Security header too. */
export const holdsEncrypted = (root: XmlElement): boolean =>
  isEncrypted(root) ||
  (root.children[0]?.children ?? []).some(
    (header) => is(header, wsse, 'Security') && allOf(header, xenc, 'EncryptedKey').length > 0,
  );

const ofType = (type: string, { data, place }: EncryptedPart): EncryptedPart => {
  if (attributeOf(data, 'Type') === type) return { data, place };
  throw headerInvalid('the content of the Body is encrypted as a whole; a token or a header as an element');
};

const inBody = ({ body: { element, place } }: EnvelopeParts): EncryptedPart[] => {
  if (!element.children.some(isData)) return [];
  if (element.children.length > 1 || element.text.trim() !== '')
    throw headerInvalid('the content of the Body is encrypted as a whole');
  return [ofType(contentType, { data: element.children[0]!, place: [...place, 0] })];
};

const inSecurity = ({ security }: EnvelopeParts): EncryptedPart[] =>
  childrenOf(security)
    .filter(({ element }) => isData(element))
    .map(({ element, place }) => ofType(elementType, { data: element, place }));

/** WS-Security 1.1.1, section 9.4.2. */
const inHeaders = ({ headers }: EnvelopeParts): EncryptedPart[] =>
  headers
    .filter(({ element }) => is(element, wsse11, 'EncryptedHeader'))
    .map(({ element, place }) => ofType(elementType, { data: exactlyOne(element, xenc, 'EncryptedData'), place }));

/** Whether anything is encrypted where it could be. */
export const holdsEncryptedData = ({ body, security, headers }: EnvelopeParts): boolean =>
  body.element.children.some(isData) ||
  security.element.children.some(isData) ||
  headers.some(({ element }) => is(element, wsse11, 'EncryptedHeader'));

export interface EncryptedParts {
  readonly encryptedKey: XmlElement;
  readonly parts: readonly EncryptedPart[];
}

/** @throws {Refusal} several keys, or not just what the key's list of references names */
export const encryptedPartsOf = (root: XmlElement): EncryptedParts => {
  const envelope = envelopeParts(root);
  const encryptedKey = exactlyOne(envelope.security.element, xenc, 'EncryptedKey');
  const parts = [...inBody(envelope), ...inSecurity(envelope), ...inHeaders(envelope)];
  const named = exactlyOne(encryptedKey, xenc, 'ReferenceList').children.map((one) => attributeOf(one, 'URI') ?? '');
  const there = parts.map(({ data }) => `#${attributeOf(data, 'Id')}`);
  if (named.length === 0 || named.toSorted().join(' ') !== there.toSorted().join(' ')) {
    throw headerInvalid('the encrypted parts are those that the one EncryptedKey names: Body, tokens, headers');
  }
  return { encryptedKey, parts };
};
