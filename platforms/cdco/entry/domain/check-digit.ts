/** The check digit that MRNs and freight containers (ISO 6346) share. */

/** Letters count from 10 on, leaving out the multiples of 11: A 10, B 12, ... K 21, L 23, ... U 32, V 34, ... Z 38. */
const letterValues = [...Array(29).keys()].map((step) => step + 10).filter((value) => value % 11 !== 0);

const numberOf = (character: string): number =>
  character <= '9' ? character.charCodeAt(0) - 48 : letterValues[character.charCodeAt(0) - 65]!;

/** 2^i modulo 11 repeats after ten positions, so no power grows out of exact arithmetic. */
const weights = [1, 2, 4, 8, 5, 10, 9, 7, 3, 6];

/**
 * Sum of value x 2^position (positions from 0, left to right) modulo 11: 0 to 10.
 * @param characters digits and capital letters only
 */
export const remainder = (characters: string): number =>
  [...characters].reduce((sum, character, position) => sum + numberOf(character) * weights[position % 10]!, 0) % 11;

/** One digit: the remainder, 10 written as 0 (administrative arrangement DGXXI/0879/99 Rev. 1; ISO 6346). */
export const checkDigit = (characters: string): string => String(remainder(characters) % 10);
