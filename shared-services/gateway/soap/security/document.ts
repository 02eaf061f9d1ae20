/**
 * Exclusive canonical XML, by libxml2. An element is found by its place (which child of which child), never by a name or
 * an id that something elsewhere in the message could bear too. The one file that knows libxml2.
 */
import { ParseOption, XmlC14NMode, XmlDocument, XmlElement, type XmlTreeNode } from 'libxml2-wasm';
import { headerInvalid } from './refusals.ts';

/** Positions among child elements, from the root: `[1]` is the Body of an envelope with a Header. */
export type Place = readonly number[];

export interface CanonicalDocument {
  /** @param prefixes of `InclusiveNamespaces` */
  canonical(place: Place, prefixes?: readonly string[]): string;
  /** Takes the Body away once it was looked at: libxml2 walks the whole document for each of its parts. */
  dropBody(): void;
}

/** Nothing is fetched, nothing is expanded, comments are left where they are for the canonical form to leave out. */
const option = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NOERROR;
const mode = XmlC14NMode.XML_C14N_EXCLUSIVE_1_0;

const nextElement = (from: XmlTreeNode | null): XmlElement | undefined => {
  let node: XmlTreeNode | null = from;
  while (node !== null && !(node instanceof XmlElement)) node = node.next;
  return node ?? undefined;
};

const childAt = (parent: XmlElement, position: number): XmlElement => {
  let child = nextElement(parent.firstChild);
  for (let index = 0; index < position && child !== undefined; index += 1) child = nextElement(child.next);
  if (child === undefined) throw headerInvalid('the message is read differently by two parsers');
  return child;
};

/** The library's own handler decodes each piece by itself, and breaks the characters that two pieces share. */
const collectOctets = () => {
  const pieces: Buffer[] = [];
  return {
    handler: {
      write: (piece: Uint8Array) => pieces.push(Buffer.from(piece)) && piece.byteLength,
      close: () => true,
    },
    text: () => Buffer.concat(pieces).toString('utf8'),
  };
};

const parse = (text: string): XmlDocument => {
  try {
    return XmlDocument.fromString(text, { option });
  } catch {
    throw headerInvalid('the message is read differently by two parsers');
  }
};

/**
 * @param text has been read by our own parser, which has refused document types, instructions and what is too much
 * @param work must be done with the document when it returns
 */
export const withDocument = <Result>(text: string, work: (document: CanonicalDocument) => Result): Result => {
  const document = parse(text);
  try {
    return work({
      canonical: (place, prefixes = []) => {
        const element = place.reduce(childAt, document.root);
        const { handler, text: written } = collectOctets();
        const inclusiveNamespacePrefixes = [...prefixes];
        document.canonicalize(handler, { mode, inclusiveNamespacePrefixes, nodeSet: new Set([element]) });
        return written();
      },
      dropBody: () => childAt(document.root, 1).remove(),
    });
  } finally {
    document.dispose();
  }
};
