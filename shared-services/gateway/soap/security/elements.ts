/** Small questions to an element of the Security header. */
import type { XmlElement } from '../../../../reference-architecture/contract/xml/parse.ts';
import { headerInvalid } from './refusals.ts';

export const is = (element: XmlElement | undefined, namespace: string, name: string): boolean =>
  element !== undefined && element.name === name && element.namespace === namespace;

export const allOf = (parent: XmlElement, namespace: string, name: string): XmlElement[] =>
  parent.children.filter((child) => is(child, namespace, name));

/** @throws {Refusal} there are two */
export const atMostOne = (parent: XmlElement, namespace: string, name: string): XmlElement | undefined => {
  const [found, another] = allOf(parent, namespace, name);
  if (another !== undefined) throw headerInvalid(`${name} stands twice in ${parent.name}`);
  return found;
};

/** @throws {Refusal} there is none, or there are two */
export const exactlyOne = (parent: XmlElement, namespace: string, name: string): XmlElement => {
  const found = atMostOne(parent, namespace, name);
  if (found === undefined) throw headerInvalid(`${name} is missing in ${parent.name}`);
  return found;
};

export const attributeOf = (element: XmlElement, name: string, namespace = ''): string | undefined =>
  element.attributes.find((one) => one.name === name && one.namespace === namespace)?.value;

const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** @throws {Refusal} not base64 */
export const bytesIn = ({ name, text }: XmlElement): Buffer => {
  const plain = text.replaceAll(/\s+/g, '');
  if (!base64.test(plain)) throw headerInvalid(`${name} is not base64`);
  return Buffer.from(plain, 'base64');
};
