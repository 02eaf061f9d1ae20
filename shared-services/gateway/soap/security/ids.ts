/** Ids: what a signature refers to must be one thing, whoever looks for it. */
import type { XmlElement } from '../../../../reference-architecture/contract/xml/parse.ts';
import { attributeOf } from './elements.ts';
import { saml, wsu } from './names.ts';
import { headerInvalid } from './refusals.ts';

/** wsu:Id; of a SAML assertion its own ID. */
export const idOf = (element: XmlElement): string | undefined =>
  element.namespace === saml ? attributeOf(element, 'ID') : attributeOf(element, 'Id', wsu);

/** Whatever any reader might take for an id: wsu:Id, xml:id, Id, ID, id, AssertionID. */
const names: ReadonlySet<string> = new Set(['id', 'assertionid']);

/**
 * @param wanted ids that the signature names
 * @throws {Refusal} one of them stands more than once in the message, as any kind of id
 */
export const assertIdsUnique = (root: XmlElement, wanted: ReadonlySet<string>): void => {
  const seen = new Set<string>();
  const look = ({ attributes, children }: XmlElement): void => {
    for (const { name, value } of attributes) {
      if (!wanted.has(value) || !names.has(name.toLowerCase())) continue;
      if (seen.has(value)) throw headerInvalid('an id that the signature names stands more than once');
      seen.add(value);
    }
    for (const child of children) look(child);
  };
  look(root);
};
