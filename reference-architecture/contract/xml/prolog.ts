import { XmlRefused } from './refused.ts';

const isSpace = (character: number): boolean =>
  character === 0x20 || character === 0x0a || character === 0x0d || character === 0x09;

const placeOf = (text: string, offset: number) => {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: lines[lines.length - 1]!.length + 1 };
};

/** Where a comment or instruction that starts at `offset` ends; undefined when none starts there. */
const endOfAside = (text: string, offset: number): number | undefined => {
  const [start, end] = text.startsWith('<?', offset) ? (['<?', '?>'] as const) : (['<!--', '-->'] as const);
  if (!text.startsWith(start, offset)) return undefined;
  const found = text.indexOf(end, offset + start.length);
  return found === -1 ? text.length : found + end.length;
};

/**
 * Refuses a document type declaration before any of it is read: the parser would first collect the whole of it.
 * It can stand only between the XML declaration and the root element.
 *
 * @throws {XmlRefused} XML_DOCTYPE
 */
export const refuseDoctype = (text: string): void => {
  let offset = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (;;) {
    while (isSpace(text.charCodeAt(offset))) offset += 1;
    const end = endOfAside(text, offset);
    if (end === undefined) break;
    offset = end;
  }
  if (text.startsWith('<!DOCTYPE', offset)) {
    throw new XmlRefused('XML_DOCTYPE', 'a document type declaration is not accepted', placeOf(text, offset));
  }
};
