/**
 * Text to tree in one pass, with limits: whatever the text says, the work stops at the first breach. Nothing is ever
 * fetched or expanded, for there are no entities but the five of XML itself.
 */
import type { SaxesAttributeNS } from 'saxes';
import { newParser, type Parser } from './parser.ts';
import { refuseDoctype } from './prolog.ts';
import { type XmlRefusal, XmlRefused } from './refused.ts';

export { type XmlRefusal, XmlRefused } from './refused.ts';

export interface XmlAttribute {
  /** Local name; of a declaration the prefix that it declares, and `xmlns` of that of the default namespace. */
  readonly name: string;
  /** Empty for an attribute without prefix, as most are. */
  readonly namespace: string;
  /** As the text has it: it means nothing but to who writes the element again. */
  readonly prefix: string;
  readonly value: string;
}

export interface XmlElement {
  readonly namespace: string;
  readonly prefix: string;
  /** Local name. */
  readonly name: string;
  /** In the order of the text; declarations of namespaces are among them. */
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** All character data directly in the element, CDATA included, comments left out. */
  readonly text: string;
  /** How much of the parent's text stands before it, in UTF-16 units. */
  readonly textBefore: number;
  /** Where in the document the name in its start tag ends, in UTF-16 units. */
  readonly nameEnd: number;
}

export interface XmlLimits {
  readonly maxDepth: number;
  readonly maxElements: number;
  /** Declarations of namespaces count. */
  readonly maxAttributesPerElement: number;
  /** Of the text of one element, or the value of one attribute, in UTF-16 units. */
  readonly maxTextLength: number;
}

/** Room for an envelope around the largest declaration (9,999 goods items); the size in bytes is limited elsewhere. */
export const defaultXmlLimits: XmlLimits = {
  maxDepth: 64,
  maxElements: 1_000_000,
  maxAttributesPerElement: 64,
  maxTextLength: 10_000_000,
};

/** Names in contracts have at most some sixty letters. */
const maxNameLength = 256;

interface GrowingElement extends XmlElement {
  readonly attributes: XmlAttribute[];
  readonly children: GrowingElement[];
  text: string;
}

const attributeOf = ({ local, uri, prefix, value }: SaxesAttributeNS): XmlAttribute => ({
  name: local,
  namespace: uri,
  prefix,
  value,
});

type Refuse = (code: XmlRefusal, reason: string) => never;

/** Nothing but XML 1.0 in UTF-8, without instructions to anybody. */
const refuseTheUnwanted = (parser: Parser, refuse: Refuse): void => {
  parser.on('error', ({ message }) =>
    message.includes('undefined entity')
      ? refuse('XML_ENTITY', 'only the entities amp, lt, gt, quot and apos are accepted')
      : refuse('XML_NOT_WELL_FORMED', message),
  );
  parser.on('doctype', () => refuse('XML_DOCTYPE', 'a document type declaration is not accepted'));
  parser.on('processinginstruction', () =>
    refuse('XML_PROCESSING_INSTRUCTION', 'a processing instruction is not accepted'),
  );
  // The text is decoded already: another encoding named inside would be read differently by who verifies a signature.
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') refuse('XML_ENCODING', 'only UTF-8 is accepted');
  });
};

/** Grows the tree; the document itself is the element above the root. */
const growTree = (parser: Parser, limits: XmlLimits, refuse: Refuse): GrowingElement => {
  const document: GrowingElement = {
    ...{ namespace: '', prefix: '', name: '', attributes: [], children: [], text: '' },
    ...{ textBefore: 0, nameEnd: 0 },
  };
  const open = [document];
  let current = document;
  let elements = 0;
  let nameEnd = 0;
  let attributes: SaxesAttributeNS[] = [];

  parser.on('opentagstart', ({ name }) => {
    elements += 1;
    if (elements > limits.maxElements) refuse('XML_TOO_MANY_ELEMENTS', `more than ${limits.maxElements} elements`);
    if (open.length > limits.maxDepth) refuse('XML_TOO_DEEP', `more than ${limits.maxDepth} elements in each other`);
    if (name.length > maxNameLength) refuse('XML_TOO_LONG_TEXT', 'a name is too long');
    // The parser has read the character behind it.
    nameEnd = parser.position - 1;
    attributes = [];
  });
  parser.on('attribute', (attribute) => {
    const { name, prefix, value } = attribute;
    if (attributes.length >= limits.maxAttributesPerElement) {
      refuse('XML_TOO_MANY_ATTRIBUTES', `more than ${limits.maxAttributesPerElement} attributes in one element`);
    }
    if (name.length > maxNameLength) refuse('XML_TOO_LONG_TEXT', 'a name is too long');
    if (value.length > limits.maxTextLength) refuse('XML_TOO_LONG_TEXT', 'the value of an attribute is too long');
    // The parser would take white space off a namespace, which makes another one of it than everybody else reads.
    if ((prefix === 'xmlns' || name === 'xmlns') && /\s/.test(value)) {
      refuse('XML_NOT_WELL_FORMED', 'white space in a namespace');
    }
    // Its namespace is known, and filled in by the parser, when the tag is complete.
    attributes.push(attribute as SaxesAttributeNS);
  });
  parser.on('opentag', ({ local, prefix, uri }) => {
    const element: GrowingElement = {
      namespace: uri,
      prefix,
      name: local,
      attributes: attributes.map(attributeOf),
      children: [],
      text: '',
      textBefore: current.text.length,
      nameEnd,
    };
    current.children.push(element);
    open.push(element);
    current = element;
  });
  parser.on('closetag', () => {
    open.pop();
    current = open[open.length - 1]!;
  });
  const addText = (text: string): void => {
    current.text += text;
    if (current.text.length > limits.maxTextLength) {
      refuse('XML_TOO_LONG_TEXT', `more than ${limits.maxTextLength} characters in one element`);
    }
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  return document;
};

/**
 * Reads a whole document.
 *
 * @returns the root element
 * @throws {XmlRefused} not well formed, something that we never accept, or beyond a limit
 */
export const parseXml = (text: string, limits: XmlLimits = defaultXmlLimits): XmlElement => {
  const parser = newParser();
  const refuse: Refuse = (code, reason) => {
    throw new XmlRefused(code, reason, { line: parser.line, column: Math.max(parser.column, 1) });
  };
  if (!text.isWellFormed()) refuse('XML_NOT_WELL_FORMED', 'half of a surrogate pair');
  refuseDoctype(text);
  refuseTheUnwanted(parser, refuse);
  const document = growTree(parser, limits, refuse);
  parser.write(text).close();
  return document.children[0]!;
};
