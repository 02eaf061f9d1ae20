/** Words of FEEL (DMN 1.3, clause 10), as far as decision tables use them here. One pass, no way back. */
import { CellFault } from './table.ts';

export interface Token {
  readonly kind: 'string' | 'number' | 'word' | 'sign' | 'end';
  readonly text: string;
}

const shape =
  /\s*(?:"((?:[^"\\]|\\.)*)"|(-?\d+(?:\.\d+)?)|((?:starts with|ends with|date and time|[A-Za-z]\w*))|(\.\.|<=|>=|[<>()[\],?-]))/y;

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\', "'": "'" };

const unescaped = (text: string): string => text.replaceAll(/\\(.)/gs, (whole, sign: string) => escapes[sign] ?? whole);

const tokenOf = ([, string, number, word, sign]: RegExpExecArray): Token => {
  if (string !== undefined) return { kind: 'string', text: unescaped(string) };
  if (number !== undefined) return { kind: 'number', text: number };
  return word === undefined ? { kind: 'sign', text: sign ?? '' } : { kind: 'word', text: word };
};

/** @throws {CellFault} something that is no word of it */
export const tokensOf = (text: string): readonly Token[] => {
  const whole = text.trimEnd();
  const tokens: Token[] = [];
  shape.lastIndex = 0;
  while (shape.lastIndex < whole.length) {
    const from = shape.lastIndex;
    const found = shape.exec(whole);
    if (found === null) throw new CellFault(`${whole.slice(from, from + 20).trim()}: cannot be read from here on`);
    tokens.push(tokenOf(found));
  }
  return [...tokens, { kind: 'end', text: 'the end' }];
};
