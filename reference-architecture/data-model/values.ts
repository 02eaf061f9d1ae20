/**
 * The simple values of the EU customs data model as ICS2 uses it. Names, lengths and formats are the official ones, so that
 * a value here and in the official XSD say the same; each constant is named after its official type.
 */
import { dateTime, decimal, integer, text, token } from '../contract/schema.ts';
import { line, mark } from './use.ts';

export const AEOStatusContentType = token({ typeName: 'AEOStatusContentType', maxLength: 1, pattern: '[0-9]{1}' });
export const CategoryContentType1 = token({ typeName: 'CategoryContentType1', maxLength: 1, pattern: '[a-zA-Z]{1}' });
export const CityContentType = line({ typeName: 'CityContentType', maxLength: 35 });
export const CodeContentType1 = mark({ typeName: 'CodeContentType1', maxLength: 17 });
export const CombinedNomenclatureCodeContentType = mark({
  typeName: 'CombinedNomenclatureCodeContentType',
  minLength: 2,
  maxLength: 2,
});
export const ConformanceCampaignContentType = token({
  typeName: 'ConformanceCampaignContentType',
  maxLength: 300,
  pattern: '[A-Z]{2}.{0,298}',
});
export const ContainerIdentificationNumberContentType = line({
  typeName: 'ContainerIdentificationNumberContentType',
  maxLength: 17,
});
/** The official pattern `[0,1]{1}` also allows a comma, by mistake; ours does not. */
export const ContainerIndicatorContentType1 = token({
  typeName: 'ContainerIndicatorContentType1',
  maxLength: 1,
  pattern: '[0-1]{1}',
});
export const ContainerIndicatorContentType2 = token({
  typeName: 'ContainerIndicatorContentType2',
  maxLength: 1,
  pattern: '[0-1]{1}',
});
export const ContainerPackedStatusContentType = mark({ typeName: 'ContainerPackedStatusContentType', maxLength: 3 });
export const ContainerSizeAndTypeContentType = mark({ typeName: 'ContainerSizeAndTypeContentType', maxLength: 10 });
export const ContainerSupplierTypeContentType = mark({ typeName: 'ContainerSupplierTypeContentType', maxLength: 3 });
export const ConveyanceReferenceNumberContentType = line({
  typeName: 'ConveyanceReferenceNumberContentType',
  maxLength: 17,
});
export const CountryContentType1 = token({
  typeName: 'CountryContentType1',
  minLength: 2,
  maxLength: 2,
  pattern: '[a-zA-Z]{2}',
});
export const CountryContentType2 = token({
  typeName: 'CountryContentType2',
  minLength: 2,
  maxLength: 2,
  pattern: '[A-Z]{2}',
});
export const CountryContentType3 = token({
  typeName: 'CountryContentType3',
  minLength: 2,
  maxLength: 2,
  pattern: '[a-zA-Z]{2}',
});
export const CurrencyContentType = text({
  typeName: 'CurrencyContentType',
  minLength: 3,
  maxLength: 3,
  pattern: '[A-Z]{3}',
});
export const CusCodeContentType = mark({ typeName: 'CusCodeContentType', maxLength: 9 });
export const DateTimeContentType = dateTime({ typeName: 'DateTimeContentType' });
export const DescriptionContentType1 = line({ typeName: 'DescriptionContentType1', maxLength: 256 });
export const DescriptionContentType2 = line({ typeName: 'DescriptionContentType2', maxLength: 512 });
export const DescriptionOfGoodsContentType = line({ typeName: 'DescriptionOfGoodsContentType', maxLength: 512 });
export const DocumentNumberContentType = line({ typeName: 'DocumentNumberContentType', maxLength: 70 });
export const FilenameContentType = line({ typeName: 'FilenameContentType', maxLength: 256 });
export const FunctionalReferenceContentType = line({ typeName: 'FunctionalReferenceContentType', maxLength: 35 });
export const GoodsItemNumberContentType = integer({
  typeName: 'GoodsItemNumberContentType',
  base: 'decimal',
  maximum: 99999,
});
export const GrossMassContentType = decimal({ typeName: 'GrossMassContentType', totalDigits: 16, fractionDigits: 6 });
export const HarmonizedSystemSubHeadingCodeContentType = mark({
  typeName: 'HarmonizedSystemSubHeadingCodeContentType',
  minLength: 6,
  maxLength: 6,
});
export const IdentificationContentType1 = line({ typeName: 'IdentificationContentType1', maxLength: 256 });
export const IdentificationContentType2 = line({ typeName: 'IdentificationContentType2', maxLength: 70 });
export const IdentificationNumberContentType1 = line({ typeName: 'IdentificationNumberContentType1', maxLength: 17 });
export const IdentificationNumberContentType2 = line({ typeName: 'IdentificationNumberContentType2', maxLength: 35 });
export const IdentifierContentType1 = line({ typeName: 'IdentifierContentType1', maxLength: 512 });
export const IdentifierContentType2 = line({ typeName: 'IdentifierContentType2', maxLength: 20 });
export const LRNContentType1 = line({ typeName: 'LRNContentType1', maxLength: 22 });
export const LocationContentType = line({ typeName: 'LocationContentType', maxLength: 35 });
export const MIMEContentType = mark({ typeName: 'MIMEContentType', maxLength: 70 });
export const MRNContentType1 = line({ typeName: 'MRNContentType1', minLength: 18, maxLength: 18 });
export const MessageElementPathContentType = line({ typeName: 'MessageElementPathContentType', maxLength: 512 });
export const MessageFunctionContentType = token({
  typeName: 'MessageFunctionContentType',
  maxLength: 2,
  pattern: '[0-9]{1,2}',
});
export const MessageIdContentType = mark({ typeName: 'MessageIdContentType', maxLength: 291 });
export const MessageTimestampContentType = dateTime({
  typeName: 'MessageTimestampContentType',
  pattern: String.raw`(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+\-]\d\d:\d\d)|(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)`,
});
export const MethodContentType = mark({ typeName: 'MethodContentType', maxLength: 3 });
export const MethodOfPaymentContentType = token({
  typeName: 'MethodOfPaymentContentType',
  maxLength: 1,
  pattern: '[a-zA-Z]{1}',
});
export const ModeOfTransportContentType = token({
  typeName: 'ModeOfTransportContentType',
  maxLength: 1,
  pattern: '[0-9]{1}',
});
export const NameContentType = line({ typeName: 'NameContentType', maxLength: 70 });
export const NationalityContentType = token({
  typeName: 'NationalityContentType',
  minLength: 2,
  maxLength: 2,
  pattern: '[a-zA-Z]{2}',
});
export const NetMassContentType = decimal({ typeName: 'NetMassContentType', totalDigits: 16, fractionDigits: 6 });
export const NumberContentType = line({ typeName: 'NumberContentType', maxLength: 35 });
export const NumberOfPackagesContentType = integer({
  typeName: 'NumberOfPackagesContentType',
  base: 'decimal',
  maximum: 99999999,
});
export const NumberOfSealsContentType = integer({
  typeName: 'NumberOfSealsContentType',
  base: 'decimal',
  maximum: 9999,
});
export const ParameterContentType = mark({ typeName: 'ParameterContentType', minLength: 4, maxLength: 4 });
export const PartnerNameContentType = token({
  typeName: 'PartnerNameContentType',
  maxLength: 14,
  pattern: '[a-zA-Z0-9.-]{1,14}',
});
export const PlaceOfControlContentType = mark({ typeName: 'PlaceOfControlContentType', minLength: 3, maxLength: 3 });
export const PlaceOfExaminationContentType = line({ typeName: 'PlaceOfExaminationContentType', maxLength: 256 });
export const PoBoxContentType = line({ typeName: 'PoBoxContentType', maxLength: 70 });
export const PostCodeContentType = line({ typeName: 'PostCodeContentType', maxLength: 17 });
export const PreviousMRNContentType = line({ typeName: 'PreviousMRNContentType', minLength: 18, maxLength: 18 });
export const ReEntryIndicatorContentType = token({
  typeName: 'ReEntryIndicatorContentType',
  maxLength: 1,
  pattern: '[0-1]{1}',
});
export const ReceptacleIdentificationNumberContentType = line({
  typeName: 'ReceptacleIdentificationNumberContentType',
  maxLength: 35,
});
export const ReferenceNumberContentType1 = line({ typeName: 'ReferenceNumberContentType1', maxLength: 70 });
export const ReferenceNumberContentType2 = line({
  typeName: 'ReferenceNumberContentType2',
  minLength: 8,
  maxLength: 8,
});
export const ReferenceNumberContentType3 = line({ typeName: 'ReferenceNumberContentType3', maxLength: 17 });
export const ReferenceNumberUCRContentType = line({ typeName: 'ReferenceNumberUCRContentType', maxLength: 35 });
export const ReferralRequestReferenceContentType1 = line({
  typeName: 'ReferralRequestReferenceContentType1',
  maxLength: 17,
});
export const RequestReferenceContentType = line({ typeName: 'RequestReferenceContentType', maxLength: 17 });
export const RequestTypeContentType = mark({ typeName: 'RequestTypeContentType', maxLength: 3 });
export const ResultCodeContentType = token({ typeName: 'ResultCodeContentType', maxLength: 1, pattern: '[0-9]{1}' });
export const ResultContentType = mark({ typeName: 'ResultContentType', maxLength: 3 });
export const ResultTextContentType = line({ typeName: 'ResultTextContentType', maxLength: 512 });
export const RiskAnalysisRequestReferenceContentType = line({
  typeName: 'RiskAnalysisRequestReferenceContentType',
  maxLength: 35,
});
export const RiskAnalysisTypeContentType = token({
  typeName: 'RiskAnalysisTypeContentType',
  maxLength: 1,
  pattern: '[a-zA-Z]{1}',
});
export const RiskAreaCodeContentType = mark({ typeName: 'RiskAreaCodeContentType', maxLength: 17 });
export const RiskCriteriaIdentifierContentType = line({ typeName: 'RiskCriteriaIdentifierContentType', maxLength: 17 });
export const RiskLevelContentType = mark({ typeName: 'RiskLevelContentType', maxLength: 3 });
export const RoleContentType1 = mark({ typeName: 'RoleContentType1', maxLength: 3 });
export const SequenceNumberContentType1 = integer({
  typeName: 'SequenceNumberContentType1',
  base: 'decimal',
  maximum: 99999,
});
export const SequenceNumberContentType2 = integer({
  typeName: 'SequenceNumberContentType2',
  base: 'decimal',
  maximum: 99,
});
export const ShippingMarksContentType = line({ typeName: 'ShippingMarksContentType', maxLength: 512 });
export const SpecificCircumstanceIndicatorContentType = mark({
  typeName: 'SpecificCircumstanceIndicatorContentType',
  minLength: 3,
  maxLength: 3,
});
export const SplitConsignmentIndicatorContentType = token({
  typeName: 'SplitConsignmentIndicatorContentType',
  maxLength: 1,
  pattern: '[0-1]{1}',
});
export const StateContentType = token({
  typeName: 'StateContentType',
  minLength: 2,
  maxLength: 2,
  pattern: '[0-9]{2}',
});
export const StatusContentType = token({ typeName: 'StatusContentType', maxLength: 1, pattern: '[0-9]{1}' });
export const StreetAdditionalLineContentType = line({ typeName: 'StreetAdditionalLineContentType', maxLength: 70 });
export const StreetContentType = line({ typeName: 'StreetContentType', maxLength: 70 });
export const SubDivisionContentType = line({ typeName: 'SubDivisionContentType', maxLength: 35 });
export const SupplementaryFilingTypeContentType = mark({
  typeName: 'SupplementaryFilingTypeContentType',
  maxLength: 3,
});
export const TechnicalErrorMessageContentType = line({ typeName: 'TechnicalErrorMessageContentType', maxLength: 1024 });
export const TextContentType = line({ typeName: 'TextContentType', maxLength: 512 });
export const TotalGrossMassContentType = decimal({
  typeName: 'TotalGrossMassContentType',
  totalDigits: 16,
  fractionDigits: 6,
});
export const TypeContentType1 = mark({ typeName: 'TypeContentType1', maxLength: 3 });
export const TypeContentType2 = mark({ typeName: 'TypeContentType2', maxLength: 4 });
export const TypeContentType3 = mark({ typeName: 'TypeContentType3', minLength: 4, maxLength: 4 });
export const TypeContentType5 = mark({ typeName: 'TypeContentType5', maxLength: 17 });
export const TypeContentType6 = token({
  typeName: 'TypeContentType6',
  minLength: 3,
  maxLength: 3,
  pattern: '[a-zA-Z]{3}',
});
export const TypeOfGoodsContentType = mark({ typeName: 'TypeOfGoodsContentType', maxLength: 3 });
export const TypeOfIdentificationContentType = token({
  typeName: 'TypeOfIdentificationContentType',
  minLength: 2,
  maxLength: 2,
  pattern: '[0-9]{2}',
});
export const TypeOfMeansOfTransportContentType = mark({ typeName: 'TypeOfMeansOfTransportContentType', maxLength: 4 });
export const TypeOfPackagesContentType = mark({ typeName: 'TypeOfPackagesContentType', maxLength: 2 });
export const TypeOfPersonContentType = token({
  typeName: 'TypeOfPersonContentType',
  maxLength: 1,
  pattern: '[0-9]{1}',
});
export const UNLOCODEContentType = line({ typeName: 'UNLOCODEContentType', maxLength: 17 });
export const UNNumberContentType = mark({ typeName: 'UNNumberContentType', minLength: 4, maxLength: 4 });
export const VATIdentificationNumberContentType = line({
  typeName: 'VATIdentificationNumberContentType',
  maxLength: 17,
});
export const ValidationCodeContentType = mark({ typeName: 'ValidationCodeContentType', maxLength: 8 });
export const ValueContentType = decimal({ typeName: 'ValueContentType', totalDigits: 16, fractionDigits: 2 });
