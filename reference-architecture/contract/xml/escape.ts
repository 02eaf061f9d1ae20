/** Character data as XML 1.0 can carry it. */

// Not even a character reference may stand for these (XML 1.0, production 2).
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const needsCare = /[\u0000-\u001f&<>"\ud800-\udfff\ufffe\uffff]/;

/** Whether XML 1.0 has a way to say all of the text's characters. */
export const isCarriedByXml = (text: string): boolean =>
  !needsCare.test(text) || (!forbidden.test(text) && text.isWellFormed());

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

const refuseForbidden = (text: string, where: string): void => {
  if (!isCarriedByXml(text)) throw new TypeError(`${where}: a character that XML cannot carry`);
};

/** @throws {TypeError} a character that XML 1.0 cannot carry */
export const escapeText = (text: string, where: string): string => {
  if (!needsCare.test(text)) return text;
  refuseForbidden(text, where);
  // A parser makes a line feed of a carriage return, unless it comes as a reference.
  return text.replace(/[&<>\r]/g, (character) => references[character]!);
};

/** @throws {TypeError} a character that XML 1.0 cannot carry */
export const escapeAttribute = (text: string, where: string): string => {
  if (!needsCare.test(text)) return text;
  refuseForbidden(text, where);
  return text.replace(/[&<>"\t\n\r]/g, (character) => references[character]!);
};
