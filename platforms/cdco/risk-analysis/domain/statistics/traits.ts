import { bandOf, exactOf } from './bands.ts';
import type { Line } from './line.ts';

const unitValue = ({ value, netMassKg }: Line): number | undefined =>
  value === undefined || !netMassKg ? undefined : value / netMassKg;

/** What combinations are made of: each gives one word for a line. A missing element is a word too: absence tells. */
const traits = {
  chapter: (line: Line) => line.hs6?.slice(0, 2),
  heading: (line: Line) => line.hs6?.slice(0, 4),
  hs6: (line: Line) => line.hs6,
  origin: (line: Line) => line.origin,
  departure: (line: Line) => line.departure,
  office: (line: Line) => line.office,
  importer: (line: Line) => line.importer,
  seller: (line: Line) => line.seller,
  declarant: (line: Line) => line.declarant,
  courier: (line: Line) => line.courier,
  transport: (line: Line) => line.transport,
  processType: (line: Line) => line.processType,
  importType: (line: Line) => line.importType,
  importUse: (line: Line) => line.importUse,
  payment: (line: Line) => line.payment,
  marking: (line: Line) => line.marking,
  taxType: (line: Line) => line.taxType,
  taxRate: (line: Line) => exactOf(line.taxRate),
  massBand: (line: Line) => bandOf(line.netMassKg),
  valueBand: (line: Line) => bandOf(line.value),
  unitValueBand: (line: Line) => bandOf(unitValue(line)),
  netMass: (line: Line) => exactOf(line.netMassKg),
  value: (line: Line) => exactOf(line.value),
} as const satisfies Record<string, (line: Line) => string | undefined>;

export type Trait = keyof typeof traits;

export const traitOf = (line: Line, trait: Trait): string => traits[trait](line) ?? '';

/** The words of one line, each made once. */
export type Words = (trait: Trait) => string;

export const wordsOf = (line: Line): Words => {
  const known: Partial<Record<Trait, string>> = {};
  return (trait) => {
    const word = known[trait] ?? traitOf(line, trait);
    known[trait] = word;
    return word;
  };
};
