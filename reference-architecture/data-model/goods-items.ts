/**
 * Goods items. The variants differ in what a filing or message must carry.
 */
import { element, many, optional } from '../contract/schema.ts';
import { ItemAmountInvoicedType, ItemAmountInvoicedType02, PostalValueType } from './amounts.ts';
import {
  CommodityType,
  CommodityType02,
  CommodityType05,
  CommodityType06,
  CommodityType07,
  CommodityType08,
  PackagingType,
  PackagingType02,
  PackagingType03,
  PackagingType04,
  PackagingType07,
  PackagingType08,
  WeightType,
  WeightType02,
  WeightType03,
  WeightType04,
} from './commodity.ts';
import { AdditionalInformationType02, SupportingDocumentsType, SupportingDocumentsType02 } from './documents.ts';
import {
  TransportEquipmentType,
  TransportEquipmentType02,
  TransportEquipmentType12,
  TransportEquipmentType14,
} from './equipment.ts';
import { PassiveBorderTransportMeansType, PassiveBorderTransportMeansType02 } from './means-of-transport.ts';
import {
  AdditionalSupplyChainActorType04,
  AdditionalSupplyChainActorType05,
  AdditionalSupplyChainActorType06,
  BuyerType,
  BuyerType02,
  SellerType,
  SellerType02,
} from './parties.ts';
import { CountryOfOriginType, CountryOfOriginType02 } from './places.ts';
import { use } from './use.ts';
import { GoodsItemNumberContentType, MRNContentType1, TypeOfGoodsContentType } from './values.ts';

export const GoodsItemType42 = element(
  {
    goodsItemNumber: use(GoodsItemNumberContentType, { rules: ['R3017', 'R3024'] }),
    supportingDocuments: optional(many(use(SupportingDocumentsType, { rules: ['R3031'] }), 1, 99)),
    additionalInformation: optional(many(use(AdditionalInformationType02, { rules: ['R3001', 'R3031'] }), 1, 99)),
    additionalSupplyChainActor: optional(many(use(AdditionalSupplyChainActorType06, { rules: ['R3031'] }), 1, 99)),
    commodity: CommodityType07,
    weight: WeightType,
    packaging: many(PackagingType08, 1, 99),
    transportEquipment: optional(many(use(TransportEquipmentType14, { rules: ['C3014', 'R3031'] }), 1, 9999)),
  },
  { typeName: 'GoodsItemType42' },
);

export const GoodsShipmentType02 = element(
  {
    buyer: BuyerType02,
    seller: SellerType02,
  },
  { typeName: 'GoodsShipmentType02' },
);

export const GoodsItemType29 = element(
  {
    goodsItemNumber: use(GoodsItemNumberContentType, { rules: ['R3016', 'R3024'] }),
    supportingDocuments: optional(many(use(SupportingDocumentsType, { rules: ['R3023'] }), 1, 99)),
    additionalInformation: optional(many(use(AdditionalInformationType02, { rules: ['R3001', 'R3023'] }), 1, 99)),
    additionalSupplyChainActor: optional(many(use(AdditionalSupplyChainActorType06, { rules: ['R3023'] }), 1, 99)),
    commodity: CommodityType06,
    weight: WeightType,
    packaging: many(PackagingType07, 1, 99),
    transportEquipment: optional(many(use(TransportEquipmentType12, { rules: ['C3013', 'R3023'] }), 1, 9999)),
  },
  { typeName: 'GoodsItemType29' },
);

export const GoodsItemType36 = element(
  {
    goodsItemNumber: use(GoodsItemNumberContentType, { rules: ['R3017', 'R3024'] }),
    supportingDocuments: optional(many(use(SupportingDocumentsType, { rules: ['R3023'] }), 1, 99)),
    additionalInformation: optional(many(use(AdditionalInformationType02, { rules: ['R3001', 'R3023'] }), 1, 99)),
    additionalSupplyChainActor: optional(many(use(AdditionalSupplyChainActorType06, { rules: ['R3023'] }), 1, 99)),
    commodity: CommodityType07,
    weight: WeightType,
    packaging: many(PackagingType08, 1, 99),
    transportEquipment: optional(many(use(TransportEquipmentType14, { rules: ['C3014', 'R3023'] }), 1, 9999)),
  },
  { typeName: 'GoodsItemType36' },
);

export const GoodsItemType43 = element(
  {
    goodsItemNumber: use(GoodsItemNumberContentType, { rules: ['R3017'] }),
    additionalInformation: optional(many(use(AdditionalInformationType02, { rules: ['R3001', 'R3023'] }), 1, 99)),
    additionalSupplyChainActor: optional(many(use(AdditionalSupplyChainActorType06, { rules: ['R3023'] }), 1, 99)),
    commodity: CommodityType,
    weight: optional(WeightType),
    // A list of one, so that packages have the same path in every filing; the XML is the same.
    packaging: many(PackagingType, 1, 1),
  },
  { typeName: 'GoodsItemType43' },
);

export const GoodsItemType35 = element(
  {
    goodsItemNumber: use(GoodsItemNumberContentType, { rules: ['R3017', 'R3024'] }),
    supportingDocuments: optional(many(use(SupportingDocumentsType, { rules: ['R3023'] }), 1, 99)),
    additionalInformation: optional(many(use(AdditionalInformationType02, { rules: ['R3001', 'R3023'] }), 1, 99)),
    additionalSupplyChainActor: optional(many(use(AdditionalSupplyChainActorType06, { rules: ['R3023'] }), 1, 99)),
    commodity: CommodityType07,
    weight: WeightType,
    packaging: many(PackagingType08, 1, 99),
    transportEquipment: optional(many(use(TransportEquipmentType, { rules: ['C3014', 'R3023'] }), 1, 9999)),
  },
  { typeName: 'GoodsItemType35' },
);

export const GoodsItemType56 = element(
  {
    itemAmountInvoiced: optional(ItemAmountInvoicedType),
    goodsItemNumber: use(GoodsItemNumberContentType, { rules: ['R3017', 'R3024'] }),
    typeOfGoods: optional(use(TypeOfGoodsContentType, { list: 'CL749', rules: ['C3037'] })),
    supportingDocuments: optional(many(use(SupportingDocumentsType, { rules: ['R3023'] }), 1, 99)),
    additionalInformation: optional(many(use(AdditionalInformationType02, { rules: ['R3023'] }), 1, 99)),
    additionalSupplyChainActor: optional(many(use(AdditionalSupplyChainActorType06, { rules: ['R3023'] }), 1, 9)),
    commodity: CommodityType,
    weight: optional(WeightType),
    // A list of one, so that packages have the same path in every filing; the XML is the same.
    packaging: many(PackagingType, 1, 1),
  },
  { typeName: 'GoodsItemType56' },
);

export const GoodsItemType34 = element(
  {
    goodsItemNumber: use(GoodsItemNumberContentType, { rules: ['R3017', 'R3024'] }),
    postalValue: optional(use(PostalValueType, { rules: ['C3038'] })),
    typeOfGoods: optional(use(TypeOfGoodsContentType, { list: 'CL749', rules: ['C3037'] })),
    commodity: CommodityType02,
    weight: optional(WeightType02),
    countryOfOrigin: optional(CountryOfOriginType),
    // A list of one, so that packages have the same path in every filing; the XML is the same.
    packaging: many(PackagingType, 1, 1),
  },
  { typeName: 'GoodsItemType34' },
);

export const GoodsItemType05 = element(
  {
    goodsItemNumber: GoodsItemNumberContentType,
    packaging: optional(many(PackagingType02, 1, 99)),
    transportEquipment: optional(many(TransportEquipmentType, 1, 9999)),
  },
  { typeName: 'GoodsItemType05' },
);

export const GoodsItemType06 = element(
  {
    goodsItemNumber: GoodsItemNumberContentType,
    packaging: optional(many(PackagingType02, 1, 99)),
    passiveBorderTransportMeans: optional(many(PassiveBorderTransportMeansType, 1, 99)),
    transportEquipment: optional(many(TransportEquipmentType, 1, 9999)),
  },
  { typeName: 'GoodsItemType06' },
);

export const GoodsItemType26 = element(
  {
    goodsItemNumber: optional(GoodsItemNumberContentType),
    supportingDocuments: optional(many(SupportingDocumentsType02, 1, 99)),
    additionalInformation: optional(many(AdditionalInformationType02, 1, 99)),
    additionalSupplyChainActor: optional(many(AdditionalSupplyChainActorType04, 1, 99)),
    commodity: optional(CommodityType08),
    weight: optional(WeightType04),
    packaging: optional(many(PackagingType04, 1, 99)),
    transportEquipment: optional(many(TransportEquipmentType02, 1, 9999)),
  },
  { typeName: 'GoodsItemType26' },
);

export const GoodsItemType58 = element(
  {
    itemAmountInvoiced: optional(ItemAmountInvoicedType02),
    goodsItemNumber: optional(GoodsItemNumberContentType),
    postalValue: optional(PostalValueType),
    typeOfGoods: optional(use(TypeOfGoodsContentType, { list: 'CL749' })),
    supportingDocuments: optional(many(SupportingDocumentsType02, 1, 99)),
    additionalInformation: optional(many(AdditionalInformationType02, 1, 99)),
    additionalSupplyChainActor: optional(many(AdditionalSupplyChainActorType04, 1, 9)),
    commodity: optional(CommodityType08),
    weight: optional(WeightType03),
    countryOfOrigin: optional(CountryOfOriginType02),
    packaging: optional(many(PackagingType04, 1, 99)),
    passiveBorderTransportMeans: optional(many(PassiveBorderTransportMeansType02, 1, 99)),
    transportEquipment: optional(many(TransportEquipmentType02, 1, 9999)),
  },
  { typeName: 'GoodsItemType58' },
);

export const GoodsShipmentType = element(
  {
    MRN: optional(MRNContentType1),
    buyer: optional(BuyerType),
    seller: optional(SellerType),
  },
  { typeName: 'GoodsShipmentType' },
);

export const GoodsItemType25 = element(
  {
    goodsItemNumber: optional(GoodsItemNumberContentType),
    additionalInformation: optional(many(AdditionalInformationType02, 1, 99)),
    additionalSupplyChainActor: optional(many(AdditionalSupplyChainActorType05, 1, 9)),
    commodity: optional(CommodityType05),
    weight: optional(WeightType04),
    packaging: optional(many(PackagingType03, 1, 99)),
  },
  { typeName: 'GoodsItemType25' },
);
