/** A SecurityTokenReference to a SAML assertion in the same header (SAML Token Profile 1.1.1, section 3.4). */
import type { XmlElement } from '../../../../reference-architecture/contract/xml/parse.ts';
import { attributeOf, is } from './elements.ts';
import type { Part } from './envelope-parts.ts';
import { idOf } from './ids.ts';
import { saml, samlId, wsse } from './names.ts';
import { headerInvalid } from './refusals.ts';

/** The id that a reference to a token names. */
const idIn = (named: XmlElement | undefined): string | undefined => {
  if (is(named, wsse, 'Reference')) return attributeOf(named!, 'URI')?.replace(/^#/, '');
  const isId = is(named, wsse, 'KeyIdentifier') && attributeOf(named!, 'ValueType') === samlId;
  return isId ? named!.text.trim() : undefined;
};

/** All ids of assertions that references in the header mean. */
export const assertionIdsIn = (security: XmlElement): string[] =>
  security.children
    .filter((element) => is(element, wsse, 'SecurityTokenReference'))
    .flatMap(({ children: [named] }) => idIn(named) ?? []);

/** @param inHeader children of the Security header */
export const assertionMeantBy =
  (inHeader: readonly Part[]) =>
  (reference: XmlElement): Part => {
    const [named, another] = reference.children;
    const id = is(reference, wsse, 'SecurityTokenReference') && another === undefined ? idIn(named) : undefined;
    const [found, second] = inHeader.filter(
      ({ element }) => is(element, saml, 'Assertion') && id !== undefined && idOf(element) === id,
    );
    if (found === undefined || second !== undefined) {
      throw headerInvalid('a signed reference to a token means no assertion of this header');
    }
    return found;
  };
