/** How the project writes down the lists that it ships. */
import type { Attributes, StatedCode } from '../code-list.ts';

export interface ShippedList {
  readonly name: string;
  readonly title: string;
  /** Where the values come from and how far they go; shown with the list. */
  readonly source: string;
  /** First day of validity of the codes that do not state their own. */
  readonly validFrom: string;
  readonly codes: readonly StatedCode[];
  readonly hierarchical?: boolean;
  /** Codes of this form are accepted though not listed, until an operator imports the full list. */
  readonly unlistedPattern?: string;
}

/** Start of the single market: "always", as far as the platform's messages go. */
export const always = '1993-01-01';

/** Source of a list whose values stand here from knowledge of the subject, without the official list at hand. */
export const fromMemory = (of: string): string => `${of}; from memory, to be checked against the official list`;

/** One code a line, `CODE description`. */
export const codesOf = (lines: string): StatedCode[] =>
  lines
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .map((line) => ({ code: line.split(' ', 1)[0] ?? '', description: line.slice(line.indexOf(' ') + 1).trim() }));

/** One code a line, `CODE | description | …`; the further cells become attributes. */
export const codesWith = (
  lines: string,
  attributes: (code: string, cells: readonly string[]) => Attributes,
): StatedCode[] =>
  lines
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([code = '', description = '', ...cells]) => ({ code, description, attributes: attributes(code, cells) }));
