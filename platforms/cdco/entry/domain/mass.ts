/** Masses are decimals with up to six fraction digits, carried as text: sums are exact. */
const fractionDigits = 6;

const inMicro = (mass: string): bigint => {
  const [whole = '0', fraction = ''] = mass.split('.');
  return BigInt(whole + fraction.padEnd(fractionDigits, '0'));
};

/** The exact sum, without zeros that say nothing: `["1.5", "2.500"]` gives `"4"`. */
export const totalOf = (masses: readonly string[]): string => {
  const digits = masses
    .reduce((sum, mass) => sum + inMicro(mass), 0n)
    .toString()
    .padStart(fractionDigits + 1, '0');
  const fraction = digits.slice(-fractionDigits).replace(/0+$/, '');
  return digits.slice(0, -fractionDigits) + (fraction === '' ? '' : `.${fraction}`);
};
