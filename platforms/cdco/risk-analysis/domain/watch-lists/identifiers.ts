/** Numbers that name parties, vessels and containers: compared exactly once they are written in one way. */
import type { EntryKind } from './watch-list.ts';

const bare = (value: string): string =>
  value
    .slice(0, 100)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');

/** In one way of writing: capital letters and digits; an IMO number without the letters before it. */
export const normalIdentifier = (kind: EntryKind, value: string): string =>
  kind === 'vessel' ? bare(value).replace(/^IMO(?=\d{7}$)/, '') : bare(value);

/** IMO ship identification number: the last digit is that of the others weighed 7 to 2 (Resolution A.1117(30)). */
export const isImoNumber = (value: string): boolean => {
  if (!/^\d{7}$/.test(value)) return false;
  const sum = [...value.slice(0, 6)].reduce((total, digit, at) => total + Number(digit) * (7 - at), 0);
  return sum % 10 === Number(value[6]);
};

/** Values of letters leave out the multiples of 11 (ISO 6346:2022, annex A). */
const signValue = (sign: string): number => {
  if (/\d/.test(sign)) return Number(sign);
  const position = sign.charCodeAt(0) - 65;
  return 10 + position + Math.floor((position + 9) / 10);
};

/** Owner code, category U, J or Z, serial number and check digit. */
export const isContainerNumber = (value: string): boolean => {
  if (!/^[A-Z]{3}[UJZ]\d{7}$/.test(value)) return false;
  const sum = [...value.slice(0, 10)].reduce((total, sign, at) => total + signValue(sign) * 2 ** at, 0);
  return (sum % 11) % 10 === Number(value[10]);
};

/** What is wrong with an identifier of a list; nothing: it can be compared. */
export const identifierFault = (kind: EntryKind, value: string): string | undefined => {
  const normal = normalIdentifier(kind, value);
  if (kind === 'container' && !isContainerNumber(normal))
    return 'not a container number with its check digit (ISO 6346)';
  if (kind === 'vessel' && !isImoNumber(normal)) return 'not an IMO number with its check digit';
  return normal.length < 4 ? 'shorter than four letters and digits' : undefined;
};
