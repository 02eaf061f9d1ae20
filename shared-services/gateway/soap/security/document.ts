/**
 * The canonical form of parts of a message, from the one tree that everybody here reads. An element is found by its place
 * (which child of which child), never by a name or an id that something elsewhere in the message could bear too.
 */
import { canonicalXml, NoCanonicalForm } from '../../../../reference-architecture/contract/xml/canonical.ts';
import { parseXml, type XmlElement, XmlRefused } from '../../../../reference-architecture/contract/xml/parse.ts';
import { headerInvalid } from './refusals.ts';

/** Positions among child elements, from the root: `[1]` is the Body of an envelope with a Header. */
export type Place = readonly number[];

export interface CanonicalDocument {
  /**
   * @param prefixes of `InclusiveNamespaces`
   * @throws {Refusal} there is no such element, or no such form of it
   */
  canonical(place: Place, prefixes?: readonly string[]): string;
}

const formOf = (element: XmlElement, ancestors: readonly XmlElement[], prefixes: readonly string[]): string => {
  try {
    return canonicalXml(element, { ancestors, prefixes });
  } catch (thrown) {
    throw thrown instanceof NoCanonicalForm ? headerInvalid(thrown.message) : thrown;
  }
};

/** @throws {Refusal} in that form it is beyond a limit: an element declares there what is declared around it here */
export const readCanonical = (octets: string): XmlElement => {
  try {
    return parseXml(octets);
  } catch (thrown) {
    throw thrown instanceof XmlRefused ? headerInvalid(`what was hashed: ${thrown.message}`) : thrown;
  }
};

export const documentOf = (root: XmlElement): CanonicalDocument => ({
  canonical: (place, prefixes = []) => {
    const ancestors: XmlElement[] = [];
    let element = root;
    for (const position of place) {
      ancestors.push(element);
      const child = element.children[position];
      if (child === undefined) throw headerInvalid('there is no such part');
      element = child;
    }
    return formOf(element, ancestors, prefixes);
  },
});
