/** Why a text was not taken as XML. Stable: callers and their tests may rely on them. */
export type XmlRefusal =
  | 'XML_NOT_WELL_FORMED'
  | 'XML_DOCTYPE'
  | 'XML_ENTITY'
  | 'XML_PROCESSING_INSTRUCTION'
  | 'XML_ENCODING'
  | 'XML_TOO_DEEP'
  | 'XML_TOO_MANY_ELEMENTS'
  | 'XML_TOO_MANY_ATTRIBUTES'
  | 'XML_TOO_LONG_TEXT';

const maxReasonLength = 200;

/** The text is not XML, or not XML that we are willing to read. The reason names marks and names, never a value. */
export class XmlRefused extends Error {
  readonly code: XmlRefusal;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in Unicode characters. */
  readonly column: number;

  constructor(code: XmlRefusal, reason: string, at: { readonly line: number; readonly column: number }) {
    super(`line ${at.line}, column ${at.column}: ${reason.slice(0, maxReasonLength).toWellFormed()}`);
    this.name = 'XmlRefused';
    this.code = code;
    this.line = at.line;
    this.column = at.column;
  }
}
