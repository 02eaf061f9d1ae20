/** The form of an EORI number (UCC DA Art. 18, Annex 12-01): country and up to 15 signs. */

/** Without anchors, as XSD writes it; rule R0850 of the transit messages knows the same form. */
export const eoriPattern = '[A-Z]{2}[!-~]{1,15}';

const form = new RegExp(`^${eoriPattern}$`);

export const isEori = (text: string): boolean => form.test(text);

/**
 * What comes after the country code, where a Member State has a form of its own. From secondary sources and of low
 * authority: a number of another form is remarked upon, never refused.
 */
const nationalForms: Readonly<Record<string, RegExp>> = {
  AT: /^EOS1\d{9,10}$/,
  BE: /^\d{10}$/,
  BG: /^\d{9,10}$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{1,15}$/,
  DK: /^\d{8}$/,
  EE: /^\d{8}$/,
  HR: /^\d{11}$/,
};

/** A remark where the number does not look like one of its country. */
export const remarkOn = (EORI: string): string | undefined => {
  const country = EORI.slice(0, 2);
  const usual = nationalForms[country];
  if (usual === undefined || usual.test(EORI.slice(2))) return undefined;
  return `EORI numbers of ${country} usually have another form.`;
};
