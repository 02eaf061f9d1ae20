/** Signs a changed message anew, with good digests and a good value: what is refused then is refused for its form. */
import { createHash } from 'node:crypto';
import { canonicalXml } from '../../../../../reference-architecture/contract/xml/canonical.ts';
import { parseXml, type XmlElement } from '../../../../../reference-architecture/contract/xml/parse.ts';
import { signOctets } from '../algorithms.ts';
import { attributeOf } from '../elements.ts';
import { idOf } from '../ids.ts';
import { ds } from '../names.ts';
import type { SigningKey } from '../signing-key.ts';

interface Found {
  readonly element: XmlElement;
  readonly ancestors: readonly XmlElement[];
}

const findIn = (
  element: XmlElement,
  isMeant: (one: XmlElement) => boolean,
  ancestors: readonly XmlElement[] = [],
): Found | undefined => {
  if (isMeant(element)) return { element, ancestors };
  for (const child of element.children) {
    const found = findIn(child, isMeant, [...ancestors, element]);
    if (found !== undefined) return found;
  }
  return undefined;
};

const named = (name: string) => (element: XmlElement) => element.name === name && element.namespace === ds;

const prefixesOf = (reference: XmlElement): string[] => {
  const list = findIn(reference, ({ name }) => name === 'InclusiveNamespaces')?.element;
  return (list === undefined ? '' : (attributeOf(list, 'PrefixList') ?? '')).split(' ').filter((one) => one !== '');
};

const canonical = ({ element, ancestors }: Found, prefixes: readonly string[] = []) =>
  canonicalXml(element, { ancestors, prefixes });

/** References to what is not there, and by what is no `wsu:Id`, keep their digests. */
export const resign = (text: string, { key }: SigningKey): string => {
  const root = parseXml(text);
  const references = findIn(root, named('SignedInfo'))!.element.children.filter(named('Reference'));
  const digested = references.reduce((changed, reference) => {
    const id = attributeOf(reference, 'URI')?.slice(1);
    const part = findIn(root, (element) => id !== undefined && idOf(element) === id);
    if (part === undefined) return changed;
    const digest = createHash('sha256')
      .update(canonical(part, prefixesOf(reference)))
      .digest('base64');
    const [before] = reference.children.slice(-1).map((value) => value.text);
    return changed.replace(`>${before}</ds:DigestValue>`, `>${digest}</ds:DigestValue>`);
  }, text);
  const octets = canonical(findIn(parseXml(digested), named('SignedInfo'))!);
  return digested.replace(
    /<ds:SignatureValue>[^<]*/,
    `<ds:SignatureValue>${signOctets(key, octets).toString('base64')}`,
  );
};
