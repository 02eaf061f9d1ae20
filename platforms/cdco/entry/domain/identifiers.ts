/** Shapes and check digits of the identifiers that filings carry. Each is true for a whole, correctly written identifier. */
import { checkDigit } from './check-digit.ts';

const weighted = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, position) => sum + weight * Number(digits[position]), 0);

/** Four letters and seven digits: what R3021 demands. */
export const isContainerFormat = (text: string): boolean => /^[A-Z]{4}\d{7}$/.test(text);

/** ISO 6346: owner, category U, J, Z or R, serial number, and the check digit. */
export const isContainerNumber = (text: string): boolean =>
  /^[A-Z]{3}[UJZR]\d{7}$/.test(text) && checkDigit(text.slice(0, -1)) === text.slice(-1);

/** `IMO` and seven digits: six weighted 7 down to 2, the last digit of the sum is the seventh (R3009). */
export const isImoNumber = (text: string): boolean => {
  const digits = /^IMO(\d{7})$/.exec(text)?.[1];
  return digits !== undefined && weighted(digits, [7, 6, 5, 4, 3, 2]) % 10 === Number(digits[6]);
};

/** European vessel identification number: eight digits, no check digit (R3010). */
export const isEni = (text: string): boolean => /^\d{8}$/.test(text);

/**
 * Air waybill: airline prefix of three digits, serial number of seven, and that number modulo 7 (algorithm from memory, to
 * be checked against IATA resolution 600a). A hyphen after the prefix is usual.
 */
export const isAirWaybillNumber = (text: string): boolean => {
  const parts = /^\d{3}-?(\d{7})(\d)$/.exec(text);
  return parts !== null && Number(parts[1]) % 7 === Number(parts[2]);
};

/** EORI: country and 1 to 15 characters. National shapes differ and are not checked. */
export const isEori = (text: string): boolean => /^[A-Z]{2}[\x21-\x7E]{1,15}$/.test(text);

/** S10 item identifier of the Universal Postal Union: service, eight digits, check digit, country. */
export const isS10 = (text: string): boolean => {
  const parts = /^[A-Z]{2}(\d{8})(\d)[A-Z]{2}$/.exec(text);
  if (parts === null) return false;
  const rest = 11 - (weighted(parts[1]!, [8, 6, 4, 2, 3, 5, 9, 7]) % 11);
  return (rest === 10 ? 0 : rest === 11 ? 5 : rest) === Number(parts[2]);
};

/** UN/LOCODE: country and three letters or digits 2 to 9; the extended list may add up to twelve more characters. */
export const isUnLocode = (text: string): boolean => /^[A-Z]{2}[A-Z2-9]{3}.{0,12}$/.test(text);

/** Customs office: country and six letters or digits. */
export const isCustomsOffice = (text: string): boolean => /^[A-Z]{2}[A-Z0-9]{6}$/.test(text);

/** CUS number of a chemical substance (R3020). */
export const isCusNumber = (text: string): boolean => /^\d{7}-\d$/.test(text);

/** International telephone number after ITU-T E.123 (R3006). */
export const isInternationalPhone = (text: string): boolean => /^\+(?:[0-9] ?){6,14}[0-9]$/.test(text);
