/**
 * Any filing, seen alike: the elements have the same path in each kind, some kinds have fewer of them. The types are those of
 * the consultation answer, where everything is optional.
 */
import type { Static } from '../../../../reference-architecture/contract/schema.ts';
import type { RelatedENS } from '../messages/consultation.ts';
import type { Filing } from '../messages/filings.ts';

type Related = Static<typeof RelatedENS>;

export type Master = NonNullable<Related['consignmentMasterLevel']>;
export type House = NonNullable<Master['consignmentHouseLevel']>[number];
export type HouseItem = NonNullable<House['goodsItem']>[number];
export type MasterItem = NonNullable<Master['goodsItem']>[number];
export type MeansOfTransport = NonNullable<Related['activeBorderTransportMeans']>;

export interface FilingView
  extends Pick<
    Related,
    'splitConsignment' | 'representative' | 'activeBorderTransportMeans' | 'declarant' | 'customsOfficeOfFirstEntry'
  > {
  readonly LRN: string;
  readonly SpecificCircumstanceIndicator: string;
  readonly documentIssueDate: { readonly DateTime: string };
  readonly addressedMemberState?: { readonly country: string };
  readonly consignmentMasterLevel: Master;
}

/** Nothing is changed: the compiler proves that every kind of filing fits. */
export const viewOf = (filing: Filing): FilingView => filing;
