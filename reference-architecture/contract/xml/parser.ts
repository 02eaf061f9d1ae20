import { type SaxesOptions, SaxesParser } from 'saxes';

const options = { xmlns: true, position: false, forceXMLVersion: true, defaultXMLVersion: '1.0' } as const;

export type Parser = SaxesParser<typeof options>;

/** The handlers are private to the parser's type, hence the detour: to us it is a class that takes options. */
const PlainParser = SaxesParser as unknown as new (options: SaxesOptions) => object;

/**
 * The parser keeps its handlers under computed names, added one by one once it is built: V8 then makes a dictionary of
 * it, and every character costs four times as much. Fields that are there from the start keep it fast.
 */
class FastParser extends PlainParser {
  errorHandler = undefined;
  xmldeclHandler = undefined;
  doctypeHandler = undefined;
  piHandler = undefined;
  openTagStartHandler = undefined;
  attributeHandler = undefined;
  openTagHandler = undefined;
  closeTagHandler = undefined;
  textHandler = undefined;
  cdataHandler = undefined;
}

/** A parser for one document, XML 1.0 with namespaces; it has no handlers yet. */
export const newParser = (): Parser => new FastParser(options) as unknown as Parser;
