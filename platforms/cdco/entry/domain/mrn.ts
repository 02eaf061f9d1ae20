/**
 * Movement reference numbers of entry summary declarations (R3004): year n2, country that is addressed a2, unique number
 * an11, trader interface a1, procedure a1, check digit n1.
 */
import { checkDigit } from './check-digit.ts';

export interface MrnParts {
  /** Year of registration, four digits. */
  readonly year: number;
  /** Member State that the filing is addressed to, ISO 3166 alpha-2. */
  readonly memberState: string;
  /** Unique per year and country, 0 to 99,999,999,999. */
  readonly serial: number | bigint;
  /** Which trader interface took the filing: one capital letter; the shared one unless said otherwise. */
  readonly traderInterface?: string;
  /** Procedure: one capital letter; entry summary declaration unless said otherwise. */
  readonly procedure?: string;
}

/** Our letter for the shared trader interface: the official assignment is not public. */
export const sharedTraderInterface = 'S';

/** Entry summary declaration only, in the list of procedure identifiers; from memory, to be checked against the official text. */
export const entrySummaryProcedure = 'T';

const serialDigits = 11;
const mrnShape = /^\d{2}[A-Z]{2}[A-Z0-9]{11}[A-Z]{2}\d$/;

const demand = (holds: boolean, what: string): void => {
  if (!holds) throw new RangeError(`no MRN can be issued: ${what}`);
};

/**
 * The same parts give the same MRN; another serial gives another.
 * @throws {RangeError} a part that does not fit its place
 */
export const issueMrn = (parts: MrnParts): string => {
  const {
    year,
    memberState,
    serial,
    traderInterface = sharedTraderInterface,
    procedure = entrySummaryProcedure,
  } = parts;
  const number = String(serial);
  demand(Number.isInteger(year) && year >= 1000 && year <= 9999, 'the year is not of four digits');
  demand(/^[A-Z]{2}$/.test(memberState), 'the Member State is not a country code');
  demand(/^\d{1,11}$/.test(number), 'the serial number is not of 1 to 11 digits');
  demand(/^[A-Z]$/.test(traderInterface), 'the trader interface is not a capital letter');
  demand(/^[A-Z]$/.test(procedure), 'the procedure is not a capital letter');
  const start = `${String(year).slice(2)}${memberState}${number.padStart(serialDigits, '0')}${traderInterface}${procedure}`;
  return start + checkDigit(start);
};

/** Whether the structure of R3004 and the check digit hold; says nothing of its having been issued. */
export const isMrn = (text: string): boolean => mrnShape.test(text) && checkDigit(text.slice(0, -1)) === text.slice(-1);

/** Member State that the MRN was addressed to. */
export const memberStateOfMrn = (mrn: string): string => mrn.slice(2, 4);
