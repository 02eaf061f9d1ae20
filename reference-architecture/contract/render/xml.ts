/** XML as values: rendered documents are built as trees, compared as trees, and printed the same way every time. */

export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlNode | string)[];
}

type AttributeValues = Readonly<Record<string, string | number | undefined>>;
type Children = readonly (XmlNode | string | undefined)[];

/** Attributes and children that are undefined are left out. */
export const node = (name: string, attributes: AttributeValues = {}, children: Children = []): XmlNode => ({
  name,
  attributes: Object.fromEntries(
    Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  ),
  children: children.filter((child) => child !== undefined),
});

export const escapeXml = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const startTag = (of: XmlNode): string =>
  [of.name, ...Object.entries(of.attributes).map(([key, value]) => `${key}="${escapeXml(value)}"`)].join(' ');

const lines = (of: XmlNode, indent: string): string[] => {
  if (of.children.length === 0) return [`${indent}<${startTag(of)}/>`];
  const texts = of.children.filter((child) => typeof child === 'string');
  if (texts.length > 0) return [`${indent}<${startTag(of)}>${escapeXml(texts.join(' '))}</${of.name}>`];
  const inner = of.children.flatMap((child) => (typeof child === 'string' ? [] : lines(child, `${indent}  `)));
  return [`${indent}<${startTag(of)}>`, ...inner, `${indent}</${of.name}>`];
};

/** The whole document, two spaces a level, with declaration and a newline at the end. An element holds text or elements, not both. */
export const printXml = (root: XmlNode): string =>
  ['<?xml version="1.0" encoding="UTF-8"?>', ...lines(root, ''), ''].join('\n');

/** The tree without the elements of that name: what is left when documentation does not count. */
export const without = (name: string, of: XmlNode): XmlNode => ({
  ...of,
  children: of.children.flatMap((child): readonly (XmlNode | string)[] => {
    if (typeof child === 'string') return [child];
    return child.name === name ? [] : [without(name, child)];
  }),
});
