/** What is decided when a filing is taken: what it is registered as, and the answer (IE3R01). */
import type { Content } from '../../../../reference-architecture/contract/schema.ts';
import type { IE3R01 } from '../messages/receipts.ts';
import type { FilingFacts } from './filing.ts';

export interface Registration {
  readonly MRN: string;
  readonly LRN: string;
  /** `2026-11-21T08:00:00Z` */
  readonly registeredAt: string;
  /** `F32` */
  readonly specificCircumstanceIndicator: string;
  readonly facts: FilingFacts;
}

const identified = (identificationNumber: string) => ({ identificationNumber });

/** IE3R01: the same for every repetition of the same filing. */
export const registrationResponse = ({
  MRN,
  LRN,
  registeredAt,
  specificCircumstanceIndicator,
  facts,
}: Registration): Content<typeof IE3R01> => ({
  LRN,
  MRN,
  registrationDate: { DateTime: registeredAt },
  SpecificCircumstanceIndicator: specificCircumstanceIndicator,
  ...(facts.addressedMemberState === undefined
    ? {}
    : { addressedMemberState: { country: facts.addressedMemberState } }),
  ...(facts.representative === undefined ? {} : { representative: identified(facts.representative) }),
  ...(facts.carrier === undefined ? {} : { carrier: identified(facts.carrier) }),
  declarant: identified(facts.declarant),
  ...(facts.officeOfFirstEntry === undefined
    ? {}
    : { customsOfficeOfFirstEntry: { referenceNumber: facts.officeOfFirstEntry } }),
});
