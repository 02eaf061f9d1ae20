/**
 * What of an assessment may be told to the trader: what is to happen, and by what right. Nothing of criteria, levels, areas or
 * elements, and not even whether there was a hit: a control without a hit (at random) reads the same.
 */
import type { Recommendation } from './summary.ts';

export interface Disclosure {
  /** For programs. */
  readonly measure: Recommendation;
  /** For people. */
  readonly statement: string;
}

/** Articles of Regulation (EU) No 952/2013; their numbers within it from memory [M]. */
const statements: Readonly<Record<Recommendation, string>> = {
  none: 'No measure follows from the risk analysis. Customs may still control the goods (Articles 46 and 188 UCC).',
  control: 'Customs will control the goods or the documents (Articles 46 and 188 UCC).',
  requestForInformation:
    'Customs asks for information before the risk analysis can be completed (Articles 15 and 128 UCC).',
  requestForScreening: 'The goods are to be screened before they are loaded (Article 128 UCC).',
  doNotLoad: 'The goods must not be loaded (Article 128 UCC).',
};

export const disclosureOf = (measure: Recommendation): Disclosure => ({ measure, statement: statements[measure] });
