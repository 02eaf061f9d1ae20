/**
 * Exclusive canonical XML 1.0 without comments (W3C, 18 July 2002; RFC 3741) of an element that `parseXml` has read. There are no
 * document types and no instructions in what it reads, and comments it leaves out, so nothing of these is left to write. Two
 * trees have one form only where they are one tree but for comments, CDATA marks and declarations that nothing shows.
 */
import { byCodePoints, canonicalText, canonicalValue } from './canonical-text.ts';
import { xmlnsNamespace } from './names.ts';
import type { XmlAttribute, XmlElement } from './parse.ts';

/** Prefix to namespace; the empty prefix is that of the default namespace, the empty namespace is none. */
type Namespaces = Map<string, string>;
type Meaning = readonly [prefix: string, namespace: string];

/**
 * What holds where the writer stands. An element undoes at its end what it has changed: it costs what it declares, however
 * much was declared around it.
 */
interface Scope {
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

/** @returns what undoes it */
const change = (namespaces: Namespaces, meanings: readonly Meaning[]): (() => void) => {
  const before = meanings.map(([prefix]) => [prefix, namespaces.get(prefix)] as const);
  for (const [prefix, namespace] of meanings) namespaces.set(prefix, namespace);
  return () => {
    for (const [prefix, namespace] of before) {
      if (namespace === undefined) namespaces.delete(prefix);
      else namespaces.set(prefix, namespace);
    }
  };
};

/** Listed prefixes that are declared here. */
const listedAmong = (listed: Namespaces, declarations: readonly XmlAttribute[]): Meaning[] =>
  declarations.filter((one) => listed.has(declaredBy(one))).map((one) => [declaredBy(one), one.value] as const);

/** What the element shows: its own prefix, those of its attributes, and listed ones (section 3, steps 3.1 and 3.2). */
const shownBy = (element: XmlElement, own: readonly XmlAttribute[], listed: Iterable<Meaning>): Namespaces => {
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

/** @param isFirst of what is written: it shows all that is listed, those below it what they declare anew */
const writeAttributes = (element: XmlElement, { rendered, listed }: Scope, isFirst: boolean) => {
  const declarations = element.attributes.filter(isDeclaration);
  for (const { value } of declarations) assertAbsolute(value);
  const own = element.attributes.filter((attribute) => !isDeclaration(attribute)).sort(inOrder);
  const anew = listedAmong(listed, declarations);
  const undoListed = change(listed, anew);
  const shown = shownBy(element, own, isFirst ? listed : anew);
  const fresh = [...shown].filter(([prefix, namespace]) => (rendered.get(prefix) ?? '') !== namespace);
  fresh.sort(([one], [other]) => byCodePoints(one, other));
  const undoRendered = change(rendered, fresh);
  const undo = () => {
    undoRendered();
    undoListed();
  };
  return { written: fresh.map(writeDeclaration).join('') + own.map(writeAttribute).join(''), undo };
};

/** Most elements have no attributes, and the prefix of what is around them. */
const isPlain = ({ attributes, prefix, namespace }: XmlElement, { rendered }: Scope): boolean =>
  attributes.length === 0 && (rendered.get(prefix) ?? '') === namespace;

const writeContent = ({ children, text }: XmlElement, scope: Scope): string => {
  let [written, from] = ['', 0];
  for (const child of children) {
    if (child.textBefore > from) written += canonicalText(text.slice(from, child.textBefore));
    from = child.textBefore;
    written += writeElement(child, scope);
  }
  return written + canonicalText(from === 0 ? text : text.slice(from));
};

const writeElement = (element: XmlElement, scope: Scope, isFirst = false): string => {
  const name = element.prefix === '' ? element.name : `${element.prefix}:${element.name}`;
  if (!isFirst && isPlain(element, scope)) return `<${name}>${writeContent(element, scope)}</${name}>`;
  const { written, undo } = writeAttributes(element, scope, isFirst);
  const whole = `<${name}${written}>${writeContent(element, scope)}</${name}>`;
  undo();
  return whole;
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
  const listed: Namespaces = new Map(named.map((prefix) => [prefix, '']));
  const declarations = ancestors.flatMap(({ attributes }) => attributes.filter(isDeclaration));
  for (const { value } of declarations) assertAbsolute(value);
  change(listed, listedAmong(listed, declarations));
  return writeElement(element, { rendered: new Map(), listed }, true);
};
