/** Exact decimal numbers: an amount on a threshold must fall on the right side of it. */

/** Six fraction digits are the most that the data model knows (masses). */
const fractionDigits = 6;
const shape = /^(-?)(\d{1,24})(?:\.(\d{1,6}))?$/;

/** The number in millionths; undefined where the value is no decimal number. */
export const decimalOf = (value: unknown): bigint | undefined => {
  const found = shape.exec(String(value));
  if (found === null) return undefined;
  const [, sign, whole = '0', fraction = ''] = found;
  const millionths = BigInt(whole + fraction.padEnd(fractionDigits, '0'));
  return sign === '-' ? -millionths : millionths;
};

/** `12.5` for 12500000 millionths. */
export const decimalText = (millionths: bigint): string => {
  const digits = String(millionths < 0n ? -millionths : millionths).padStart(fractionDigits + 1, '0');
  const whole = digits.slice(0, -fractionDigits);
  const fraction = digits.slice(-fractionDigits).replace(/0+$/, '');
  return `${millionths < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
};

/** Whether a number in millionths lies between the bounds, both included. */
export const isWithin = (value: bigint, from: bigint | undefined, to: bigint | undefined): boolean =>
  (from === undefined || value >= from) && (to === undefined || value <= to);
