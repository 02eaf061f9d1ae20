/** Goes along the words of a cell, one by one. */
import { type Token, tokensOf } from './feel-tokens.ts';
import { CellFault } from './table.ts';

export interface Reader {
  peek(): Token;
  next(): Token;
  /** Takes the sign or word if it comes next. */
  takes(text: string): boolean;
  needs(text: string): void;
  string(): string;
  /** @throws {CellFault} something follows */
  end(): void;
}

export const readerOf = (text: string): Reader => {
  const tokens = tokensOf(text);
  let at = 0;
  const peek = () => tokens[at]!;
  const next = () => tokens[Math.min(at++, tokens.length - 1)]!;
  const takes = (wanted: string) => {
    const { kind, text: found } = peek();
    const isIt = (kind === 'sign' || kind === 'word') && found === wanted;
    if (isIt) at += 1;
    return isIt;
  };
  const needs = (wanted: string) => {
    if (!takes(wanted)) throw new CellFault(`${wanted} is expected where ${peek().text} stands`);
  };
  return {
    peek,
    next,
    takes,
    needs,
    string: () => {
      const { kind, text: found } = next();
      if (kind !== 'string') throw new CellFault(`a text in quotation marks is expected where ${found} stands`);
      return found;
    },
    end: () => {
      if (peek().kind !== 'end') throw new CellFault(`${peek().text}: nothing more is expected here`);
    },
  };
};
