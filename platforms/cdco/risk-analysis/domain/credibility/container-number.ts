/** The check digit of freight containers (ISO 6346). */

/** Letters count from 10 on, leaving out the multiples of 11: A 10, B 12 ... K 21, L 23 ... U 32, V 34 ... Z 38. */
const letterValues = [...Array(29).keys()].map((step) => step + 10).filter((value) => value % 11 !== 0);

const numberOf = (sign: string): number => (sign <= '9' ? Number(sign) : letterValues[sign.charCodeAt(0) - 65]!);

const checkDigitOf = (signs: string): number =>
  ([...signs].reduce((sum, sign, position) => sum + numberOf(sign) * 2 ** position, 0) % 11) % 10;

/**
 * Whether the last digit contradicts the ten signs before it. Numbers of another form are left to the rules on form: they
 * may be those of other equipment, which have no check digit.
 */
export const contradictsItself = (text: string): boolean =>
  /^[A-Z]{3}[UJZ]\d{7}$/.test(text) && checkDigitOf(text.slice(0, -1)) !== Number(text.slice(-1));
