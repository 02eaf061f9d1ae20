/** The same picture of a document from two parsers, to hold one against the other. */
import { XmlElement as LibxmlElement, XmlCData, type XmlDocument, type XmlNode, XmlText } from 'libxml2-wasm';
import type { XmlElement } from '../xml/parse.ts';

export type Tree = [namespace: string, name: string, text: string, attributes: string[], children: Tree[]];

const declarations = 'http://www.w3.org/2000/xmlns/';

export const ourTree = (element: XmlElement): Tree => [
  element.namespace,
  element.name,
  element.text,
  element.attributes
    .filter(({ namespace }) => namespace !== declarations)
    .map(({ namespace, name, value }) => `{${namespace}}${name}=${value}`),
  element.children.map(ourTree),
];

const nodesOf = (element: LibxmlElement): XmlNode[] => {
  const nodes: XmlNode[] = [];
  for (let node = element.firstChild; node !== null; node = node.next) nodes.push(node);
  return nodes;
};

export const libxmlTree = (element: XmlDocument['root']): Tree => {
  const nodes = nodesOf(element);
  return [
    element.namespaceUri,
    element.name,
    nodes
      .filter((node) => node instanceof XmlText || node instanceof XmlCData)
      .map((node) => node.content)
      .join(''),
    element.attrs.map(({ namespaceUri, name, value }) => `{${namespaceUri}}${name}=${value}`),
    nodes.filter((node) => node instanceof LibxmlElement).map(libxmlTree),
  ];
};
