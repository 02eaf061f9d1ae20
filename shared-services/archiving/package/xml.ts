/** Elements of XML as text. */
import { escapeAttribute, escapeText } from '../../../reference-architecture/contract/xml/escape.ts';

/** Ready text of an element, or of several. */
export type Xml = string;

type Attributes = Readonly<Record<string, string | number | undefined>>;

const attributesOf = (name: string, attributes: Attributes): string =>
  Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeAttribute(String(value), `${name}/@${key}`)}"`)
    .join('');

/** An element with elements in it. */
export const node = (name: string, attributes: Attributes, children: readonly Xml[] = []): Xml => {
  const begin = `<${name}${attributesOf(name, attributes)}`;
  return children.length === 0 ? `${begin}/>` : `${begin}>\n${children.join('\n')}\n</${name}>`;
};

/** An element with text in it. */
export const leaf = (name: string, text: string | number, attributes: Attributes = {}): Xml =>
  `<${name}${attributesOf(name, attributes)}>${escapeText(String(text), name)}</${name}>`;

export const xmlDocument = (root: Xml): Buffer => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`);
