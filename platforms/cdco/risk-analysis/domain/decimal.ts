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

const powers = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

/** Digits before the point, with the six behind it, that a double holds exactly. */
const exactDigits = 15 - fractionDigits;

/**
 * The number in millionths as a double: the fast way of `decimalOf`, for numbers below 1,000,000,000. NaN where the value is no
 * decimal number, an infinity where it is too large to be exact in a double.
 */
export const exactMillionths = (value: unknown): number => {
  const text = typeof value === 'string' ? value : String(value);
  const sign = text.charCodeAt(0) === 45 ? 1 : 0;
  let digits = 0;
  let point = -1;
  for (let at = sign; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) digits = digits * 10 + (code - 48);
    else if (code === 46 && point === -1) point = at;
    else return Number.NaN;
  }
  const whole = (point === -1 ? text.length : point) - sign;
  const fraction = point === -1 ? 0 : text.length - point - 1;
  if (whole < 1 || whole > 24 || fraction > fractionDigits || (point !== -1 && fraction === 0)) return Number.NaN;
  const size = whole > exactDigits ? Number.POSITIVE_INFINITY : digits * powers[fractionDigits - fraction]!;
  // Never a negative zero.
  return sign === 1 ? 0 - size : size;
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
