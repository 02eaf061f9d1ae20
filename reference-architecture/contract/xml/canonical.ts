/**
 * Exclusive canonical XML 1.0 without comments (W3C, 18 July 2002; RFC 3741) of an element that `parseXml` has read. There are no
 * document types and no instructions in what it reads, and comments it leaves out, so nothing of these is left to write. Two
 * trees have one form only where they are one tree but for comments, CDATA marks and declarations that nothing shows.
 */
import { byCodePoints, canonicalText, canonicalValue } from './canonical-text.ts';
import { xmlnsNamespace } from './names.ts';
import type { XmlAttribute, XmlElement } from './parse.ts';

/** Prefix to namespace; the empty prefix is that of the default namespace, the empty namespace is none. */
type Namespaces = ReadonlyMap<string, string>;

interface Above {
  /** What was written on the elements around. */
  readonly rendered: Namespaces;
  /** Of the prefixes that are listed: what they mean here. */
  readonly listed: Namespaces;
}

/** A namespace that is no absolute URI has no canonical form (Canonical XML 1.0, section 1.3). */
export class NoCanonicalForm extends Error {}

/** RFC 3986, section 3; a host in brackets is not taken. */
const absolute = /^[a-z][a-z0-9+.-]*:[\w.~:/?@!$&'()*+,;=%-]*(?:#[\w.~:/?@!$&'()*+,;=%-]*)?$/i;
const halfEscape = /%(?![0-9a-f]{2})/i;

const isDeclaration = ({ namespace }: XmlAttribute): boolean => namespace === xmlnsNamespace;

/** Empty for the default namespace. */
const declaredBy = ({ prefix, name }: XmlAttribute): string => (prefix === '' ? '' : name);

const assertAbsolute = (namespace: string): void => {
  if (namespace === '' || (absolute.test(namespace) && !halfEscape.test(namespace))) return;
  throw new NoCanonicalForm('a namespace is no absolute URI');
};

/** Listed prefixes as the element declares them anew. */
const listedIn = (listed: Namespaces, declarations: readonly XmlAttribute[]): Namespaces => {
  const declared = declarations.filter((one) => listed.has(declaredBy(one)));
  return declared.length === 0
    ? listed
    : new Map([...listed, ...declared.map((one) => [declaredBy(one), one.value] as const)]);
};

/** What the element shows: its own prefix, those of its attributes, and listed ones (section 3, steps 3.1 and 3.2). */
const shownBy = (element: XmlElement, own: readonly XmlAttribute[], listed: Namespaces): Map<string, string> => {
  // A prefix that is listed and means nothing here is not shown.
  const shown = new Map([...listed].filter(([prefix, namespace]) => prefix === '' || namespace !== ''));
  shown.set(element.prefix, element.namespace);
  for (const { prefix, namespace } of own) if (prefix !== '') shown.set(prefix, namespace);
  shown.delete('xml');
  return shown;
};

const writeDeclaration = ([prefix, namespace]: readonly [string, string]): string => {
  assertAbsolute(namespace);
  return ` xmlns${prefix === '' ? '' : ':'}${prefix}="${canonicalValue(namespace)}"`;
};

const writeAttribute = ({ prefix, name, value }: XmlAttribute): string =>
  ` ${prefix === '' ? '' : `${prefix}:`}${name}="${canonicalValue(value)}"`;

const inOrder = (one: XmlAttribute, other: XmlAttribute): number =>
  byCodePoints(one.namespace, other.namespace) || byCodePoints(one.name, other.name);

/** All that stands behind the name in the start tag, and what holds below it. */
const writeAttributes = (element: XmlElement, above: Above): { readonly written: string; readonly below: Above } => {
  const declarations = element.attributes.filter(isDeclaration);
  for (const { value } of declarations) assertAbsolute(value);
  const own = element.attributes.filter((attribute) => !isDeclaration(attribute)).sort(inOrder);
  const listed = listedIn(above.listed, declarations);
  const shown = shownBy(element, own, listed);
  const fresh = [...shown].filter(([prefix, namespace]) => (above.rendered.get(prefix) ?? '') !== namespace);
  fresh.sort(([one], [other]) => byCodePoints(one, other));
  const rendered = fresh.length === 0 ? above.rendered : new Map([...above.rendered, ...fresh]);
  const written = fresh.map(writeDeclaration).join('') + own.map(writeAttribute).join('');
  return { written, below: { rendered, listed } };
};

/** Most elements have no attributes, and the prefix of what is around them. */
const isPlain = ({ attributes, prefix, namespace }: XmlElement, { rendered, listed }: Above): boolean =>
  attributes.length === 0 && listed.size === 0 && (rendered.get(prefix) ?? '') === namespace && prefix !== 'xml';

const writeContent = ({ children, text }: XmlElement, above: Above): string => {
  let [written, from] = ['', 0];
  for (const child of children) {
    if (child.textBefore > from) written += canonicalText(text.slice(from, child.textBefore));
    from = child.textBefore;
    written += writeElement(child, above);
  }
  return written + canonicalText(from === 0 ? text : text.slice(from));
};

const writeElement = (element: XmlElement, above: Above): string => {
  const name = element.prefix === '' ? element.name : `${element.prefix}:${element.name}`;
  if (isPlain(element, above)) return `<${name}>${writeContent(element, above)}</${name}>`;
  const { written, below } = writeAttributes(element, above);
  return `<${name}${written}>${writeContent(element, below)}</${name}>`;
};

export interface CanonicalContext {
  /** From the root to the parent: what the listed prefixes mean there. */
  readonly ancestors?: readonly XmlElement[];
  /** `InclusiveNamespaces`; `#default` is the default namespace. */
  readonly prefixes?: readonly string[];
}

/** @throws {NoCanonicalForm} a namespace that is no absolute URI */
export const canonicalXml = (element: XmlElement, { ancestors = [], prefixes = [] }: CanonicalContext = {}): string => {
  const named = prefixes.map((prefix) => (prefix === '#default' ? '' : prefix));
  const nothing = new Map(named.map((prefix) => [prefix, '']));
  const declarations = ancestors.flatMap(({ attributes }) => attributes.filter(isDeclaration));
  for (const { value } of declarations) assertAbsolute(value);
  return writeElement(element, { rendered: new Map(), listed: listedIn(nothing, declarations) });
};
