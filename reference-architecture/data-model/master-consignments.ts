/**
 * Consignments at master level: one contract with the carrier, over the houses in it.
 */
import { element, many, optional } from '../contract/schema.ts';
import { TransportChargesType, TransportChargesType02 } from './amounts.ts';
import { PackagingType02 } from './commodity.ts';
import { SupplementaryDeclarantType } from './declarants.ts';
import {
  AdditionalInformationType,
  ReferenceNumberUCRType,
  SupportingDocumentsType,
  SupportingDocumentsType02,
  TransportDocumentMasterLevelType,
  TransportDocumentMasterLevelType02,
  TransportDocumentMasterLevelType03,
} from './documents.ts';
import {
  ReceptacleType,
  TransportEquipmentType,
  TransportEquipmentType02,
  TransportEquipmentType11,
} from './equipment.ts';
import { GoodsItemType05, GoodsItemType26, GoodsItemType29 } from './goods-items.ts';
import {
  ConsignmentHouseLevelType06,
  ConsignmentHouseLevelType16,
  ConsignmentHouseLevelType17,
  ConsignmentHouseLevelType32,
  ConsignmentHouseLevelType41,
  ConsignmentHouseLevelType52,
  ConsignmentHouseLevelType58,
  ConsignmentHouseLevelType60,
  ConsignmentHouseLevelType62,
  ConsignmentHouseLevelType63,
  ConsignmentHouseLevelType67,
} from './house-consignments.ts';
import { PassiveBorderTransportMeansType03 } from './means-of-transport.ts';
import {
  AdditionalSupplyChainActorType04,
  AdditionalSupplyChainActorType06,
  CarrierType03,
  CarrierType07,
  ConsigneeType,
  ConsigneeType03,
  ConsignorType,
  ConsignorType03,
  NotifyPartyType,
  NotifyPartyType07,
} from './parties.ts';
import {
  PlaceOfAcceptanceType,
  PlaceOfAcceptanceType02,
  PlaceOfDeliveryType,
  PlaceOfDeliveryType02,
  PlaceOfLoadingType,
  PlaceOfLoadingType02,
  PlaceOfUnloadingType,
  PlaceOfUnloadingType02,
} from './places.ts';
import { use } from './use.ts';
import { ContainerIndicatorContentType1, TotalGrossMassContentType } from './values.ts';

/** One house, written as a list of one so that houses have the same path in every filing; the XML is the same. */
export const ConsignmentMasterLevelType44 = element(
  {
    carrier: CarrierType07,
    consignmentHouseLevel: many(ConsignmentHouseLevelType52, 1, 1),
    placeOfLoading: PlaceOfLoadingType02,
    transportDocumentMasterLevel: TransportDocumentMasterLevelType03,
    placeOfUnloading: PlaceOfUnloadingType02,
  },
  { typeName: 'ConsignmentMasterLevelType44' },
);

export const ConsignmentMasterLevelType76 = element(
  {
    containerIndicator: use(ContainerIndicatorContentType1, { list: 'CL708' }),
    totalGrossMass: TotalGrossMassContentType,
    placeOfAcceptance: PlaceOfAcceptanceType02,
    supportingDocuments: optional(many(use(SupportingDocumentsType, { rules: ['R3023'] }), 1, 99)),
    additionalInformation: optional(many(use(AdditionalInformationType, { rules: ['R3001', 'R3023'] }), 1, 99)),
    additionalSupplyChainActor: optional(many(use(AdditionalSupplyChainActorType06, { rules: ['R3023'] }), 1, 99)),
    carrier: CarrierType07,
    consignee: optional(ConsigneeType),
    goodsItem: many(GoodsItemType29, 1, 9999999),
    consignor: ConsignorType,
    transportCharges: TransportChargesType02,
    placeOfDelivery: PlaceOfDeliveryType02,
    consignmentHouseLevel: many(ConsignmentHouseLevelType41, 1, 99999),
    placeOfLoading: PlaceOfLoadingType02,
    notifyParty: optional(NotifyPartyType07),
    transportDocumentMasterLevel: TransportDocumentMasterLevelType03,
    transportEquipment: optional(many(use(TransportEquipmentType11, { rules: ['C3013', 'R3023'] }), 1, 9999)),
    referenceNumberUCR: optional(ReferenceNumberUCRType),
    placeOfUnloading: PlaceOfUnloadingType02,
  },
  { typeName: 'ConsignmentMasterLevelType76' },
);

export const ConsignmentMasterLevelType53 = element(
  {
    consignmentHouseLevel: many(ConsignmentHouseLevelType67, 1, 99),
  },
  { typeName: 'ConsignmentMasterLevelType53' },
);

export const ConsignmentMasterLevelType48 = element(
  {
    consignmentHouseLevel: many(ConsignmentHouseLevelType32, 1, 99),
  },
  { typeName: 'ConsignmentMasterLevelType48' },
);

export const ConsignmentMasterLevelType55 = element(
  {
    consignmentHouseLevel: many(ConsignmentHouseLevelType58, 1, 99999),
  },
  { typeName: 'ConsignmentMasterLevelType55' },
);

export const ConsignmentMasterLevelType57 = element(
  {
    consignmentHouseLevel: many(ConsignmentHouseLevelType63, 1, 99999),
  },
  { typeName: 'ConsignmentMasterLevelType57' },
);

export const ConsignmentMasterLevelType06 = element(
  {
    receptacle: optional(many(ReceptacleType, 1, 999)),
    goodsItem: optional(many(GoodsItemType05, 1, 9999)),
    consignmentHouseLevel: optional(many(ConsignmentHouseLevelType06, 1, 99999)),
    packaging: optional(many(PackagingType02, 1, 99)),
    transportEquipment: optional(many(TransportEquipmentType, 1, 9999)),
  },
  { typeName: 'ConsignmentMasterLevelType06' },
);

export const ConsignmentMasterLevelType17 = element(
  {
    receptacle: optional(many(ReceptacleType, 1, 999)),
    goodsItem: optional(many(GoodsItemType05, 1, 9999)),
    consignmentHouseLevel: optional(many(ConsignmentHouseLevelType16, 1, 99999)),
    packaging: optional(many(PackagingType02, 1, 99)),
    transportDocumentMasterLevel: optional(TransportDocumentMasterLevelType),
    transportEquipment: optional(many(TransportEquipmentType, 1, 9999)),
  },
  { typeName: 'ConsignmentMasterLevelType17' },
);

export const ConsignmentMasterLevelType18 = element(
  {
    receptacle: optional(many(ReceptacleType, 1, 999)),
    goodsItem: optional(many(GoodsItemType05, 1, 9999)),
    consignmentHouseLevel: optional(many(ConsignmentHouseLevelType17, 1, 99999)),
    packaging: optional(many(PackagingType02, 1, 99)),
    transportDocumentMasterLevel: optional(TransportDocumentMasterLevelType),
    transportEquipment: optional(many(TransportEquipmentType, 1, 9999)),
  },
  { typeName: 'ConsignmentMasterLevelType18' },
);

export const ConsignmentMasterLevelType66 = element(
  {
    containerIndicator: optional(use(ContainerIndicatorContentType1, { list: 'CL708' })),
    totalGrossMass: optional(TotalGrossMassContentType),
    receptacle: optional(many(ReceptacleType, 1, 999)),
    placeOfAcceptance: optional(PlaceOfAcceptanceType),
    supportingDocuments: optional(many(SupportingDocumentsType02, 1, 99)),
    additionalInformation: optional(many(AdditionalInformationType, 1, 99)),
    additionalSupplyChainActor: optional(many(AdditionalSupplyChainActorType04, 1, 9)),
    carrier: optional(CarrierType03),
    consignee: optional(ConsigneeType03),
    goodsItem: optional(many(GoodsItemType26, 1, 9999999)),
    consignor: optional(ConsignorType03),
    transportCharges: optional(TransportChargesType),
    placeOfDelivery: optional(PlaceOfDeliveryType),
    consignmentHouseLevel: optional(many(ConsignmentHouseLevelType60, 1, 99999)),
    placeOfLoading: optional(PlaceOfLoadingType),
    notifyParty: optional(NotifyPartyType),
    passiveBorderTransportMeans: optional(many(PassiveBorderTransportMeansType03, 1, 99)),
    supplementaryDeclarant: optional(many(SupplementaryDeclarantType, 1, 99)),
    transportDocumentMasterLevel: optional(TransportDocumentMasterLevelType02),
    transportEquipment: optional(many(TransportEquipmentType02, 1, 9999)),
    referenceNumberUCR: optional(ReferenceNumberUCRType),
    placeOfUnloading: optional(PlaceOfUnloadingType),
  },
  { typeName: 'ConsignmentMasterLevelType66' },
);

export const ConsignmentMasterLevelType60 = element(
  {
    consignmentHouseLevel: optional(many(ConsignmentHouseLevelType62, 1, 99999)),
  },
  { typeName: 'ConsignmentMasterLevelType60' },
);
