/** Bands on a logarithmic scale, four to each power of ten: a band spans a factor of 1.78 wherever it stands. */
const bandsPerDecade = 4;

export const bandOf = (amount: number | undefined): string | undefined => {
  if (amount === undefined || !Number.isFinite(amount) || amount < 0) return undefined;
  return amount === 0 ? '0' : `b${Math.floor(Math.log10(amount) * bandsPerDecade)}`;
};

/** The amount itself to six significant digits, so that 12.50 and 12.5 are one. */
export const exactOf = (amount: number | undefined): string | undefined =>
  amount === undefined || !Number.isFinite(amount) ? undefined : String(Number(amount.toPrecision(6)));
