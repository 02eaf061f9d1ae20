/** Exclusive canonical XML as libxml2 writes it: what ours is held against. */
import { ParseOption, XmlC14NMode, XmlDocument, XmlElement, type XmlTreeNode } from 'libxml2-wasm';

const option = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NOERROR;
const mode = XmlC14NMode.XML_C14N_EXCLUSIVE_1_0;

const nextElement = (from: XmlTreeNode | null): XmlElement => {
  let node: XmlTreeNode | null = from;
  while (node !== null && !(node instanceof XmlElement)) node = node.next;
  if (node === null) throw new Error('there is no such element');
  return node;
};

const childAt = (parent: XmlElement, position: number): XmlElement => {
  let child = nextElement(parent.firstChild);
  for (let index = 0; index < position; index += 1) child = nextElement(child.next);
  return child;
};

/** The library's own handler decodes each piece by itself, and breaks the characters that two pieces share. */
const collectOctets = () => {
  const pieces: Buffer[] = [];
  const write = (piece: Uint8Array) => pieces.push(Buffer.from(piece)) && piece.byteLength;
  return { handler: { write, close: () => true }, text: () => Buffer.concat(pieces).toString('utf8') };
};

/**
 * @param place positions among child elements, from the root
 * @throws {Error} not well formed, or without canonical form
 */
export const libxmlCanonical = (text: string, place: readonly number[], prefixes: readonly string[] = []): string => {
  const document = XmlDocument.fromString(text, { option });
  try {
    const nodeSet = new Set([place.reduce(childAt, document.root)]);
    const { handler, text: written } = collectOctets();
    document.canonicalize(handler, { mode, inclusiveNamespacePrefixes: [...prefixes], nodeSet });
    return written();
  } finally {
    document.dispose();
  }
};
