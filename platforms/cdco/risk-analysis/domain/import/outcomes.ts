/** Outcomes of a row of a decision table: what a profile says beside its condition. */
import { CellFault } from './table.ts';

type Read = (value: unknown) => unknown;

const text: Read = (value) => {
  if (typeof value !== 'string') throw new CellFault('a text is expected');
  return value;
};

const oneOf =
  (...words: readonly string[]): Read =>
  (value) => {
    if (!words.includes(String(value))) throw new CellFault(`one of ${words.join(', ')} is expected`);
    return value;
  };

const code: Read = (value) => {
  if (typeof value !== 'string' || !/^\S{1,35}$/.test(value))
    throw new CellFault('a word of at most 35 signs is expected');
  return value;
};

/** Of CSV a text with semicolons; of DMN a list. */
const list: Read = (value) => {
  const all = Array.isArray(value) ? value : text(value) === '' ? [] : String(value).split(';');
  return all.map((one) => String(text(one)).trim());
};

const yesOrNo: Read = (value) => {
  if (value === true || value === 'true' || value === 'yes') return true;
  if (value === false || value === 'false' || value === 'no') return false;
  throw new CellFault('yes or no is expected');
};

/** Of the profile itself; the others are of its definition. */
export const idOutcome = 'profileId';

const profileId: Read = (value) => {
  if (!/^[A-Z0-9-]{1,17}$/.test(String(value)))
    throw new CellFault('capital letters, digits and hyphens, 17 at most, are expected');
  return value;
};

/** What is wrong with title, area, level or kind is found when the profile is checked. */
const readers: Readonly<Record<string, Read>> = {
  [idOutcome]: profileId,
  title: text,
  riskAreaCode: text,
  riskLevel: text,
  reason: text,
  kind: text,
  memberState: text,
  campaignId: text,
  recommendedControl: code,
  placeOfControl: code,
  referralType: oneOf('RFI', 'RFS'),
  blocks: yesOrNo,
  specificCircumstances: list,
};

export const outcomeNames: readonly string[] = Object.keys(readers);
export const neededOutcomes: readonly string[] = [idOutcome, 'title', 'riskAreaCode', 'riskLevel', 'reason'];

export const isOutcome = (name: string): boolean => Object.hasOwn(readers, name);

/** @throws {CellFault} it cannot be read */
export const readOutcome = (name: string, value: unknown): unknown => readers[name]!(value);
