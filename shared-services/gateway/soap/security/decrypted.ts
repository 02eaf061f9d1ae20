/**
 * What came out of encrypted content, read. Who encrypted it need not be who sends it: somebody else's ciphertext can be put
 * into a message of one's own. So it is taken only where a signature must cover it (which nobody can make of what he does
 * not know), in the place of just what was encrypted; and what is wrong with it is told like any failure to decrypt.
 */
import { parseXml, type XmlElement } from '../../../../reference-architecture/contract/xml/parse.ts';
import { defaultLimits, type GatewayLimits } from '../../limits.ts';
import { undecryptable } from './decrypt.ts';
import type { Place } from './document.ts';
import { is } from './elements.ts';
import { encryptedPartsOf, holdsEncryptedData } from './encrypted-parts.ts';
import { type EnvelopeParts, envelopeParts, mustBeSigned } from './envelope-parts.ts';
import { ds, saml, wsse, wsu } from './names.ts';

const takenInSecurity: readonly (readonly [namespace: string, name: string])[] = [
  [saml, 'Assertion'],
  [ds, 'Signature'],
  [wsse, 'BinarySecurityToken'],
  [wsu, 'Timestamp'],
];

/** Of the Body all: it must be signed. */
const isTaken = (element: XmlElement | undefined, place: Place): boolean => {
  if (element === undefined || place[0] === 1) return element !== undefined;
  if (place.length === 2) return mustBeSigned({ element, place });
  return takenInSecurity.some(([namespace, name]) => is(element, namespace, name));
};

const at = (root: XmlElement, place: Place): XmlElement | undefined =>
  place.reduce<XmlElement | undefined>((element, position) => element?.children[position], root);

/** How many parts there are: content that ends what is around it makes others of them. */
const shapeOf = ({ root, headers, security }: EnvelopeParts): string =>
  [root.children.length, headers.length, security.place, security.element.children.length].join();

const assertTaken = (before: XmlElement, after: XmlElement): void => {
  const parts = envelopeParts(after);
  const isWhole = shapeOf(parts) === shapeOf(envelopeParts(before)) && !holdsEncryptedData(parts);
  const { parts: encrypted } = encryptedPartsOf(before);
  const areTaken = encrypted.every(({ place }) => isTaken(at(after, place[0] === 1 ? [1] : place), place));
  if (!isWhole || !areTaken) throw undecryptable();
};

/**
 * @param text with the content in its place: shorter than what came, which was within the limit
 * @param before the message as it came
 * @throws {Refusal} the same for whatever is wrong
 */
export const readDecrypted = (text: string, before: XmlElement, limits: GatewayLimits = defaultLimits): XmlElement => {
  try {
    const root = parseXml(text, limits.xml);
    assertTaken(before, root);
    return root;
  } catch {
    throw undecryptable();
  }
};
