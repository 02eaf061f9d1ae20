/** Where things stand in the text of an envelope, so that it can be changed without being written anew. */
import type { XmlElement } from '../../../../reference-architecture/contract/xml/parse.ts';
import { newParser } from '../../../../reference-architecture/contract/xml/parser.ts';

export const qualifiedName = ({ prefix, name }: XmlElement): string => (prefix === '' ? name : `${prefix}:${name}`);

/** To the end of a start tag: values may hold its mark. */
const restOfTag = /(?:[^>"']+|"[^"]*"|'[^']*')*>/y;

/** Behind the `>` of its start tag. @param text the one that the element was read from */
const startTagEnd = (text: string, { nameEnd }: XmlElement): number => {
  restOfTag.lastIndex = nameEnd;
  restOfTag.test(text);
  return restOfTag.lastIndex;
};

/** Its start tag, open. */
export const startTagOf = (text: string, element: XmlElement): string => {
  const start = element.nameEnd - qualifiedName(element).length - 1;
  return text.slice(start, startTagEnd(text, element)).replace(/\/>$/, '>');
};

export interface Insertion {
  readonly at: number;
  readonly xml: string;
  /** How many characters it stands for; none unless said. */
  readonly over?: number;
}

/** Before all that the element holds. */
export const intoElement = (text: string, element: XmlElement, xml: string): Insertion => {
  const end = startTagEnd(text, element);
  const isEmpty = text[end - 2] === '/';
  return isEmpty ? { at: end - 2, over: 2, xml: `>${xml}</${qualifiedName(element)}>` } : { at: end, xml };
};

/** Puts pieces in; those for one offset stand in the order in which they are given. */
export const insertInto = (text: string, insertions: readonly Insertion[]): string => {
  let [changed, from] = ['', 0];
  for (const { at, xml, over = 0 } of insertions.toSorted((one, other) => one.at - other.at)) {
    changed += text.slice(from, at) + xml;
    from = at + over;
  }
  return changed + text.slice(from);
};

/** What is between the tags of the last child of the envelope: its Body. @throws {Error} not well formed */
export const bodyContentOf = (text: string): readonly [start: number, end: number] => {
  const parser = newParser();
  let [depth, body] = [0, [0, 0] as [number, number]];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', () => {
    if (depth === 1) body = [parser.position, parser.position];
    depth += 1;
  });
  parser.on('closetag', ({ isSelfClosing }) => {
    depth -= 1;
    if (depth === 1 && !isSelfClosing) body[1] = text.lastIndexOf('</', parser.position - 1);
  });
  parser.write(text).close();
  return body;
};
