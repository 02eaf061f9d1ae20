/**
 * Consignments at house level: one contract of carriage between two traders. The variants differ in what a filing or message must carry.
 */
import { element, many, optional } from '../contract/schema.ts';
import {
  AdditionsAndDeductionsType,
  PostalChargesType02,
  PostalChargesType03,
  TotalAmountInvoicedType,
  TransportChargesType,
  TransportChargesType02,
} from './amounts.ts';
import { SupplementaryDeclarantType, SupplementaryDeclarantType02 } from './declarants.ts';
import {
  AdditionalFiscalReferencesType,
  AdditionalInformationType,
  ReferenceNumberUCRType,
  SupportingDocumentsType,
  SupportingDocumentsType02,
  TransportDocumentHouseLevelType,
  TransportDocumentHouseLevelType02,
  TransportDocumentHouseLevelType03,
  TransportDocumentMasterLevelType,
  TransportDocumentMasterLevelType02,
  TransportDocumentMasterLevelType03,
} from './documents.ts';
import {
  ReceptacleType,
  TransportEquipmentType,
  TransportEquipmentType02,
  TransportEquipmentType13,
} from './equipment.ts';
import {
  GoodsItemType06,
  GoodsItemType25,
  GoodsItemType34,
  GoodsItemType35,
  GoodsItemType36,
  GoodsItemType42,
  GoodsItemType43,
  GoodsItemType56,
  GoodsItemType58,
  GoodsShipmentType,
  GoodsShipmentType02,
} from './goods-items.ts';
import {
  PassiveBorderTransportMeansType,
  PassiveBorderTransportMeansType03,
  PassiveBorderTransportMeansType04,
} from './means-of-transport.ts';
import {
  AdditionalSupplyChainActorType04,
  AdditionalSupplyChainActorType05,
  AdditionalSupplyChainActorType06,
  CarrierType02,
  CarrierType06,
  CarrierType08,
  ConsigneeType,
  ConsigneeType02,
  ConsigneeType03,
  ConsignorType,
  ConsignorType02,
  ConsignorType03,
  NotifyPartyType,
  NotifyPartyType02,
  NotifyPartyType06,
  NotifyPartyType07,
} from './parties.ts';
import {
  CountriesOfRoutingOfConsignmentType,
  CountriesOfRoutingOfConsignmentType03,
  PlaceOfAcceptanceType,
  PlaceOfAcceptanceType03,
  PlaceOfDeliveryType,
  PlaceOfDeliveryType03,
} from './places.ts';
import { use } from './use.ts';
import {
  ContainerIndicatorContentType2,
  MRNContentType1,
  SequenceNumberContentType1,
  TotalGrossMassContentType,
} from './values.ts';

export const ConsignmentHouseLevelType52 = element(
  {
    containerIndicator: use(ContainerIndicatorContentType2, { list: 'CL708' }),
    totalGrossMass: TotalGrossMassContentType,
    placeOfAcceptance: PlaceOfAcceptanceType03,
    supportingDocuments: optional(many(use(SupportingDocumentsType, { rules: ['R3031'] }), 1, 99)),
    additionalInformation: optional(many(use(AdditionalInformationType, { rules: ['R3001'] }), 1, 99)),
    additionalSupplyChainActor: optional(many(use(AdditionalSupplyChainActorType06, { rules: ['R3031'] }), 1, 99)),
    consignee: optional(ConsigneeType),
    goodsItem: many(GoodsItemType42, 1, 9999),
    consignor: ConsignorType,
    transportCharges: TransportChargesType02,
    placeOfDelivery: PlaceOfDeliveryType03,
    goodsShipment: optional(use(GoodsShipmentType02, { rules: ['C3020'] })),
    notifyParty: optional(NotifyPartyType06),
    passiveBorderTransportMeans: optional(many(use(PassiveBorderTransportMeansType04, { rules: ['R3023'] }), 1, 99)),
    transportEquipment: optional(many(use(TransportEquipmentType13, { rules: ['C3013', 'R3031'] }), 1, 9999)),
    referenceNumberUCR: optional(ReferenceNumberUCRType),
  },
  { typeName: 'ConsignmentHouseLevelType52' },
);

export const ConsignmentHouseLevelType41 = element(
  {
    containerIndicator: use(ContainerIndicatorContentType2, { list: 'CL708' }),
    totalGrossMass: TotalGrossMassContentType,
    placeOfAcceptance: PlaceOfAcceptanceType03,
    supportingDocuments: optional(many(use(SupportingDocumentsType, { rules: ['R3023'] }), 1, 99)),
    additionalInformation: optional(many(use(AdditionalInformationType, { rules: ['R3023'] }), 1, 99)),
    additionalSupplyChainActor: optional(many(use(AdditionalSupplyChainActorType06, { rules: ['R3023'] }), 1, 99)),
    consignee: optional(use(ConsigneeType, { rules: ['C3022'] })),
    goodsItem: many(GoodsItemType36, 1, 9999),
    consignor: ConsignorType,
    transportCharges: TransportChargesType02,
    placeOfDelivery: PlaceOfDeliveryType03,
    goodsShipment: optional(use(GoodsShipmentType02, { rules: ['C3020'] })),
    countriesOfRoutingOfConsignment: many(use(CountriesOfRoutingOfConsignmentType03, { rules: ['R3022'] }), 2, 99),
    notifyParty: optional(use(NotifyPartyType07, { rules: ['C3024'] })),
    passiveBorderTransportMeans: optional(many(use(PassiveBorderTransportMeansType04, { rules: ['R3023'] }), 1, 99)),
    transportDocumentHouseLevel: TransportDocumentHouseLevelType02,
    transportEquipment: optional(many(use(TransportEquipmentType13, { rules: ['C3014', 'R3023'] }), 1, 9999)),
    referenceNumberUCR: optional(ReferenceNumberUCRType),
  },
  { typeName: 'ConsignmentHouseLevelType41' },
);

export const ConsignmentHouseLevelType67 = element(
  {
    totalGrossMass: TotalGrossMassContentType,
    additionalInformation: optional(many(use(AdditionalInformationType, { rules: ['R3001', 'R3023'] }), 1, 99)),
    additionalSupplyChainActor: optional(many(use(AdditionalSupplyChainActorType06, { rules: ['R3023'] }), 1, 99)),
    transportDocumentMasterLevel: TransportDocumentMasterLevelType03,
    carrier: CarrierType08,
    consignee: ConsigneeType,
    goodsItem: many(GoodsItemType43, 1, 9999),
    consignor: ConsignorType,
    transportDocumentHouseLevel: TransportDocumentHouseLevelType02,
  },
  { typeName: 'ConsignmentHouseLevelType67' },
);

export const ConsignmentHouseLevelType32 = element(
  {
    containerIndicator: use(ContainerIndicatorContentType2, { list: 'CL708' }),
    totalGrossMass: TotalGrossMassContentType,
    placeOfAcceptance: PlaceOfAcceptanceType03,
    supportingDocuments: optional(many(use(SupportingDocumentsType, { rules: ['R3023'] }), 1, 99)),
    additionalInformation: optional(many(use(AdditionalInformationType, { rules: ['R3001', 'R3023'] }), 1, 99)),
    additionalSupplyChainActor: optional(many(use(AdditionalSupplyChainActorType06, { rules: ['R3023'] }), 1, 99)),
    transportDocumentMasterLevel: TransportDocumentMasterLevelType03,
    carrier: CarrierType08,
    consignee: ConsigneeType,
    goodsItem: many(GoodsItemType35, 1, 9999),
    consignor: ConsignorType,
    transportCharges: TransportChargesType02,
    placeOfDelivery: PlaceOfDeliveryType03,
    countriesOfRoutingOfConsignment: many(use(CountriesOfRoutingOfConsignmentType03, { rules: ['R3022'] }), 2, 99),
    notifyParty: optional(NotifyPartyType02),
    supplementaryDeclarant: optional(many(SupplementaryDeclarantType02, 1, 99)),
    transportDocumentHouseLevel: TransportDocumentHouseLevelType02,
    transportEquipment: optional(many(use(TransportEquipmentType, { rules: ['C3014', 'R3023'] }), 1, 9999)),
    referenceNumberUCR: optional(ReferenceNumberUCRType),
  },
  { typeName: 'ConsignmentHouseLevelType32' },
);

export const ConsignmentHouseLevelType58 = element(
  {
    totalAmountInvoiced: optional(use(TotalAmountInvoicedType, { rules: ['C3038'] })),
    totalGrossMass: TotalGrossMassContentType,
    additionsAndDeductions: optional(use(AdditionsAndDeductionsType, { rules: ['C3037'] })),
    additionalFiscalReferences: optional(AdditionalFiscalReferencesType),
    supportingDocuments: optional(many(use(SupportingDocumentsType, { rules: ['R3023'] }), 1, 99)),
    additionalInformation: optional(many(use(AdditionalInformationType, { rules: ['R3023'] }), 1, 99)),
    additionalSupplyChainActor: optional(many(use(AdditionalSupplyChainActorType06, { rules: ['R3023'] }), 1, 9)),
    consignee: ConsigneeType,
    goodsItem: many(GoodsItemType56, 1, 99),
    consignor: ConsignorType,
    transportDocumentHouseLevel: TransportDocumentHouseLevelType02,
    referenceNumberUCR: ReferenceNumberUCRType,
  },
  { typeName: 'ConsignmentHouseLevelType58' },
);

export const ConsignmentHouseLevelType63 = element(
  {
    totalGrossMass: TotalGrossMassContentType,
    additionalFiscalReferences: optional(AdditionalFiscalReferencesType),
    supportingDocuments: optional(many(SupportingDocumentsType, 1, 99)),
    additionalInformation: optional(many(use(AdditionalInformationType, { rules: ['R3001'] }), 1, 99)),
    additionalSupplyChainActor: optional(many(use(AdditionalSupplyChainActorType06, { rules: ['R3023'] }), 1, 9)),
    consignee: ConsigneeType,
    goodsItem: many(GoodsItemType34, 1, 99),
    consignor: ConsignorType,
    postalCharges: optional(use(PostalChargesType02, { rules: ['C3038'] })),
    transportDocumentHouseLevel: use(TransportDocumentHouseLevelType02, { rules: ['R3052'] }),
    referenceNumberUCR: optional(ReferenceNumberUCRType),
  },
  { typeName: 'ConsignmentHouseLevelType63' },
);

export const ConsignmentHouseLevelType06 = element(
  {
    goodsItem: optional(many(GoodsItemType06, 1, 9999)),
    passiveBorderTransportMeans: optional(many(PassiveBorderTransportMeansType, 1, 99)),
    transportDocumentHouseLevel: optional(TransportDocumentHouseLevelType),
    transportEquipment: optional(many(TransportEquipmentType, 1, 9999)),
  },
  { typeName: 'ConsignmentHouseLevelType06' },
);

export const ConsignmentHouseLevelType16 = element(
  {
    sequenceNumber: optional(SequenceNumberContentType1),
    receptacle: optional(ReceptacleType),
    goodsItem: optional(many(GoodsItemType06, 1, 9999)),
    passiveBorderTransportMeans: optional(many(PassiveBorderTransportMeansType, 1, 99)),
    transportDocumentHouseLevel: TransportDocumentHouseLevelType,
    transportEquipment: optional(many(TransportEquipmentType, 1, 9999)),
  },
  { typeName: 'ConsignmentHouseLevelType16' },
);

export const ConsignmentHouseLevelType17 = element(
  {
    sequenceNumber: optional(SequenceNumberContentType1),
    goodsItem: optional(many(GoodsItemType06, 1, 9999)),
    passiveBorderTransportMeans: optional(many(PassiveBorderTransportMeansType, 1, 99)),
    transportDocumentHouseLevel: TransportDocumentHouseLevelType,
    transportEquipment: optional(many(TransportEquipmentType, 1, 9999)),
  },
  { typeName: 'ConsignmentHouseLevelType17' },
);

export const ConsignmentHouseLevelType60 = element(
  {
    totalAmountInvoiced: optional(TotalAmountInvoicedType),
    MRN: optional(MRNContentType1),
    sequenceNumber: optional(SequenceNumberContentType1),
    containerIndicator: optional(use(ContainerIndicatorContentType2, { list: 'CL708' })),
    totalGrossMass: optional(TotalGrossMassContentType),
    additionsAndDeductions: optional(AdditionsAndDeductionsType),
    additionalFiscalReferences: optional(AdditionalFiscalReferencesType),
    receptacle: optional(many(ReceptacleType, 1, 9)),
    placeOfAcceptance: optional(PlaceOfAcceptanceType),
    supportingDocuments: optional(many(SupportingDocumentsType02, 1, 99)),
    additionalInformation: optional(many(AdditionalInformationType, 1, 99)),
    additionalSupplyChainActor: optional(many(AdditionalSupplyChainActorType04, 1, 9)),
    transportDocumentMasterLevel: optional(TransportDocumentMasterLevelType02),
    carrier: optional(CarrierType02),
    consignee: optional(ConsigneeType03),
    goodsItem: optional(many(GoodsItemType58, 1, 9999)),
    consignor: optional(ConsignorType03),
    postalCharges: optional(PostalChargesType03),
    transportCharges: optional(TransportChargesType),
    placeOfDelivery: optional(PlaceOfDeliveryType),
    goodsShipment: optional(GoodsShipmentType),
    countriesOfRoutingOfConsignment: optional(many(CountriesOfRoutingOfConsignmentType, 1, 99)),
    notifyParty: optional(NotifyPartyType),
    passiveBorderTransportMeans: optional(many(PassiveBorderTransportMeansType03, 1, 99)),
    supplementaryDeclarant: optional(many(SupplementaryDeclarantType, 1, 99)),
    transportDocumentHouseLevel: optional(TransportDocumentHouseLevelType03),
    transportEquipment: optional(many(TransportEquipmentType02, 1, 9999)),
    referenceNumberUCR: optional(ReferenceNumberUCRType),
  },
  { typeName: 'ConsignmentHouseLevelType60' },
);

export const ConsignmentHouseLevelType62 = element(
  {
    totalGrossMass: optional(TotalGrossMassContentType),
    additionalInformation: optional(many(AdditionalInformationType, 1, 99)),
    additionalSupplyChainActor: optional(many(AdditionalSupplyChainActorType05, 1, 9)),
    transportDocumentMasterLevel: optional(TransportDocumentMasterLevelType),
    carrier: optional(CarrierType06),
    consignee: optional(ConsigneeType02),
    goodsItem: optional(many(GoodsItemType25, 1, 9999)),
    consignor: optional(ConsignorType02),
    transportDocumentHouseLevel: optional(TransportDocumentHouseLevelType),
    referenceNumberUCR: optional(ReferenceNumberUCRType),
  },
  { typeName: 'ConsignmentHouseLevelType62' },
);
