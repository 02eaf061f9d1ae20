/** Classes of commodity codes, found again without putting the two parts of a code together. */

/** Codes that are remembered at most: an eighth of a megabyte. */
const places = 16_384;

/** A commodity code of eight digits as a number above zero; zero where it is none. */
const digitsOf = (first: string, second: string): number => {
  if (first.length !== 6 || second.length !== 2) return 0;
  let number = 0;
  for (let at = 0; at < 8; at += 1) {
    const digit = (at < 6 ? first.charCodeAt(at) : second.charCodeAt(at - 6)) - 48;
    if (digit < 0 || digit > 9) return 0;
    number = number * 10 + digit;
  }
  return number + 1;
};

/** Remembers the classes of codes that come often, each at a place of its own: a later one takes the place of an earlier one. */
export const rememberingDigits = (of: (first: string, second: string) => number) => {
  let known: Int32Array | undefined;
  return (first: string, second: string): number => {
    const digits = digitsOf(first, second);
    if (digits === 0) return of(first, second);
    known ??= new Int32Array(places * 2);
    const at = (Math.imul(digits, 0x9e3779b1) >>> 18) * 2;
    if (known[at] === digits) return known[at + 1]!;
    const found = of(first, second);
    known[at] = digits;
    known[at + 1] = found;
    return found;
  };
};
