/**
 * What the goods are: commodity, weight, packages.
 */
import { element, many, optional } from '../contract/schema.ts';
import { use } from './use.ts';
import {
  CombinedNomenclatureCodeContentType,
  CusCodeContentType,
  DescriptionOfGoodsContentType,
  GrossMassContentType,
  HarmonizedSystemSubHeadingCodeContentType,
  NetMassContentType,
  NumberOfPackagesContentType,
  ShippingMarksContentType,
  TypeOfPackagesContentType,
  UNNumberContentType,
} from './values.ts';

export const CommodityCodeType = element(
  {
    harmonizedSystemSubHeadingCode: use(HarmonizedSystemSubHeadingCodeContentType, { list: 'CL152' }),
    combinedNomenclatureCode: optional(CombinedNomenclatureCodeContentType),
  },
  { typeName: 'CommodityCodeType' },
);

export const DangerousGoodsType02 = element(
  {
    UNNumber: use(UNNumberContentType, { list: 'CL101' }),
  },
  { typeName: 'DangerousGoodsType02' },
);

export const CommodityType07 = element(
  {
    descriptionOfGoods: DescriptionOfGoodsContentType,
    cusCode: optional(use(CusCodeContentType, { list: 'CL719', rules: ['R3020'] })),
    commodityCode: optional(use(CommodityCodeType, { rules: ['C3025'] })),
    dangerousGoods: optional(many(DangerousGoodsType02, 1, 99)),
  },
  { typeName: 'CommodityType07' },
);

export const WeightType = element(
  {
    grossMass: GrossMassContentType,
  },
  { typeName: 'WeightType' },
);

export const PackagingType08 = element(
  {
    shippingMarks: optional(use(ShippingMarksContentType, { rules: ['C3036'] })),
    numberOfPackages: optional(use(NumberOfPackagesContentType, { rules: ['C3036'] })),
    typeOfPackages: use(TypeOfPackagesContentType, { list: 'CL017' }),
  },
  { typeName: 'PackagingType08' },
);

export const CommodityType06 = element(
  {
    descriptionOfGoods: DescriptionOfGoodsContentType,
    cusCode: optional(use(CusCodeContentType, { list: 'CL719', rules: ['R3020'] })),
    commodityCode: optional(use(CommodityCodeType, { rules: ['C3048'] })),
    dangerousGoods: optional(many(DangerousGoodsType02, 1, 99)),
  },
  { typeName: 'CommodityType06' },
);

export const PackagingType07 = element(
  {
    shippingMarks: optional(use(ShippingMarksContentType, { rules: ['C3035'] })),
    numberOfPackages: optional(use(NumberOfPackagesContentType, { rules: ['C3035'] })),
    typeOfPackages: use(TypeOfPackagesContentType, { list: 'CL017' }),
  },
  { typeName: 'PackagingType07' },
);

export const CommodityType = element(
  {
    descriptionOfGoods: DescriptionOfGoodsContentType,
    commodityCode: optional(CommodityCodeType),
  },
  { typeName: 'CommodityType' },
);

export const PackagingType = element(
  {
    numberOfPackages: NumberOfPackagesContentType,
  },
  { typeName: 'PackagingType' },
);

export const CommodityType02 = element(
  {
    descriptionOfGoods: DescriptionOfGoodsContentType,
    cusCode: optional(use(CusCodeContentType, { list: 'CL719', rules: ['R3020'] })),
    commodityCode: optional(use(CommodityCodeType, { rules: ['C3025'] })),
  },
  { typeName: 'CommodityType02' },
);

export const WeightType02 = element(
  {
    netMass: NetMassContentType,
  },
  { typeName: 'WeightType02' },
);

export const PackagingType02 = element(
  {
    shippingMarks: ShippingMarksContentType,
    typeOfPackages: use(TypeOfPackagesContentType, { list: 'CL017' }),
  },
  { typeName: 'PackagingType02' },
);

export const DangerousGoodsType = element(
  {
    UNNumber: optional(use(UNNumberContentType, { list: 'CL101' })),
  },
  { typeName: 'DangerousGoodsType' },
);

export const CommodityType08 = element(
  {
    descriptionOfGoods: optional(DescriptionOfGoodsContentType),
    cusCode: optional(use(CusCodeContentType, { list: 'CL719', rules: ['R3020'] })),
    commodityCode: optional(CommodityCodeType),
    dangerousGoods: optional(many(DangerousGoodsType, 1, 99)),
  },
  { typeName: 'CommodityType08' },
);

export const WeightType04 = element(
  {
    grossMass: optional(GrossMassContentType),
  },
  { typeName: 'WeightType04' },
);

export const PackagingType04 = element(
  {
    shippingMarks: optional(ShippingMarksContentType),
    numberOfPackages: optional(NumberOfPackagesContentType),
    typeOfPackages: optional(use(TypeOfPackagesContentType, { list: 'CL017' })),
  },
  { typeName: 'PackagingType04' },
);

export const WeightType03 = element(
  {
    grossMass: optional(GrossMassContentType),
    netMass: optional(NetMassContentType),
  },
  { typeName: 'WeightType03' },
);

export const CommodityCodeType02 = element(
  {
    harmonizedSystemSubHeadingCode: optional(use(HarmonizedSystemSubHeadingCodeContentType, { list: 'CL152' })),
    combinedNomenclatureCode: optional(CombinedNomenclatureCodeContentType),
  },
  { typeName: 'CommodityCodeType02' },
);

export const CommodityType05 = element(
  {
    descriptionOfGoods: optional(DescriptionOfGoodsContentType),
    commodityCode: optional(CommodityCodeType02),
  },
  { typeName: 'CommodityType05' },
);

export const PackagingType03 = element(
  {
    numberOfPackages: optional(NumberOfPackagesContentType),
  },
  { typeName: 'PackagingType03' },
);
