/** Gives a part of an envelope the id by which the signature names it, in the text and in what is hashed. */
import { canonicalXml } from '../../../../reference-architecture/contract/xml/canonical.ts';
import { xmlnsNamespace } from '../../../../reference-architecture/contract/xml/names.ts';
import type { XmlElement } from '../../../../reference-architecture/contract/xml/parse.ts';
import { idOf } from './ids.ts';
import type { Insertion } from './layout.ts';
import { wsu } from './names.ts';

export interface Marked {
  readonly id: string;
  readonly insertion: Insertion;
  /** Its canonical form, with the id. */
  readonly octets: string;
}

/** One that the text declares nowhere: an element could need that declaration. */
export const freePrefix = (text: string): string => {
  let prefix = 'wsu';
  for (let number = 1; text.includes(`xmlns:${prefix}`); number += 1) prefix = `wsu${number}`;
  return prefix;
};

/** @throws {Error} it has an id: it was signed before */
export const markPart = (element: XmlElement, prefix: string, id: string): Marked => {
  if (idOf(element) !== undefined) throw new Error(`${element.name} has an id: it was signed before`);
  const attributes = [
    ...element.attributes,
    { name: prefix, namespace: xmlnsNamespace, prefix: 'xmlns', value: wsu },
    { name: 'Id', namespace: wsu, prefix, value: id },
  ];
  const xml = ` xmlns:${prefix}="${wsu}" ${prefix}:Id="${id}"`;
  return { id, insertion: { at: element.nameEnd, xml }, octets: canonicalXml({ ...element, attributes }) };
};
