/**
 * Risk analysis results, errors, events.
 */
import { element, many, optional } from '../contract/schema.ts';
import { DateAndTimeOfCompletionType, DocumentIssueDateType, RegistrationDateType, TimeType } from './dates.ts';
import { DeclarantType05, RepresentativeType05 } from './declarants.ts';
import { PointerType } from './documents.ts';
import {
  AddressedMemberStateType,
  CompetentOfficeType,
  InvolvedMemberStateType,
  ResponsibleMemberStateType,
} from './places.ts';
import { use } from './use.ts';
import {
  CategoryContentType1,
  DescriptionContentType2,
  IdentificationContentType2,
  MRNContentType1,
  ParameterContentType,
  RequestReferenceContentType,
  ResultCodeContentType,
  ResultTextContentType,
  RiskAnalysisRequestReferenceContentType,
  RiskAnalysisTypeContentType,
  RiskAreaCodeContentType,
  RiskCriteriaIdentifierContentType,
  RiskLevelContentType,
  SpecificCircumstanceIndicatorContentType,
  StateContentType,
  TechnicalErrorMessageContentType,
  TypeContentType5,
  TypeContentType6,
  ValidationCodeContentType,
} from './values.ts';

export const ErrorType = element(
  {
    description: DescriptionContentType2,
    validationCode: use(ValidationCodeContentType, { list: 'CL723' }),
    pointer: PointerType,
  },
  { typeName: 'ErrorType' },
);

export const ErrorType02 = element(
  {
    technicalErrorMessage: optional(TechnicalErrorMessageContentType),
    description: optional(DescriptionContentType2),
    validationCode: use(ValidationCodeContentType, { list: 'CL723' }),
    pointer: optional(PointerType),
  },
  { typeName: 'ErrorType02' },
);

export const RiskAnalysisType = element(
  {
    riskAnalysisRequestReference: RiskAnalysisRequestReferenceContentType,
    involvedMemberState: optional(use(InvolvedMemberStateType, { rules: ['R3050'] })),
    responsibleMemberState: ResponsibleMemberStateType,
  },
  { typeName: 'RiskAnalysisType' },
);

export const RiskAnalysisResultType04 = element(
  {
    riskAnalysisType: use(RiskAnalysisTypeContentType, { list: 'CL739' }),
    riskAreaCode: optional(use(RiskAreaCodeContentType, { list: 'CL740' })),
    riskLevel: optional(use(RiskLevelContentType, { list: 'CL758' })),
    riskCriteriaIdentifier: optional(use(RiskCriteriaIdentifierContentType, { rules: ['C3009'] })),
    resultCode: optional(use(ResultCodeContentType, { list: 'CL737', rules: ['C3010'] })),
    resultText: optional(ResultTextContentType),
    dateAndTimeOfCompletion: optional(DateAndTimeOfCompletionType),
    pointer: optional(many(PointerType, 1, 9)),
  },
  { typeName: 'RiskAnalysisResultType04' },
);

export const RiskAnalysisType07 = element(
  {
    riskAnalysisRequestReference: RiskAnalysisRequestReferenceContentType,
    category: use(CategoryContentType1, { list: 'CL736' }),
    riskAnalysisResult: many(RiskAnalysisResultType04, 1, 99999),
  },
  { typeName: 'RiskAnalysisType07' },
);

export const RiskAnalysisResultType05 = element(
  {
    riskAnalysisType: use(RiskAnalysisTypeContentType, { list: 'CL739' }),
    riskAreaCode: optional(use(RiskAreaCodeContentType, { list: 'CL740' })),
    riskLevel: optional(use(RiskLevelContentType, { list: 'CL758' })),
    riskCriteriaIdentifier: optional(use(RiskCriteriaIdentifierContentType, { rules: ['C3009'] })),
    resultCode: optional(use(ResultCodeContentType, { list: 'CL737', rules: ['C3010'] })),
    resultText: optional(ResultTextContentType),
    dateAndTimeOfCompletion: optional(DateAndTimeOfCompletionType),
    pointer: optional(many(use(PointerType, { rules: ['C3047'] }), 1, 9)),
  },
  { typeName: 'RiskAnalysisResultType05' },
);

export const RiskAnalysisType08 = element(
  {
    riskAnalysisRequestReference: RiskAnalysisRequestReferenceContentType,
    category: use(CategoryContentType1, { list: 'CL736' }),
    riskAnalysisResult: many(RiskAnalysisResultType05, 1, 99999),
  },
  { typeName: 'RiskAnalysisType08' },
);

export const ENSQueryParametersType = element(
  {
    parameter: use(ParameterContentType, { list: 'CL728' }),
  },
  { typeName: 'ENSQueryParametersType' },
);

export const ENSEntityType = element(
  {
    type: optional(use(TypeContentType6, { list: 'CL720' })),
    identification: optional(IdentificationContentType2),
    state: optional(use(StateContentType, { list: 'CL743' })),
  },
  { typeName: 'ENSEntityType' },
);

export const ENSEventType = element(
  {
    type: optional(use(TypeContentType5, { list: 'CL722' })),
    time: optional(TimeType),
    competentOffice: optional(CompetentOfficeType),
    ENSEntity: optional(many(ENSEntityType, 1, 99999)),
  },
  { typeName: 'ENSEventType' },
);

export const ENSHistoryType = element(
  {
    ENSEvent: optional(many(ENSEventType, 1, 99)),
  },
  { typeName: 'ENSHistoryType' },
);

export const PartialENSFilingHeaderType = element(
  {
    SpecificCircumstanceIndicator: optional(use(SpecificCircumstanceIndicatorContentType, { list: 'CL742' })),
    registrationDate: optional(RegistrationDateType),
    documentIssueDate: optional(DocumentIssueDateType),
    MRN: optional(MRNContentType1),
    requestReference: optional(RequestReferenceContentType),
    addressedMemberState: optional(AddressedMemberStateType),
    representative: optional(RepresentativeType05),
    declarant: optional(DeclarantType05),
  },
  { typeName: 'PartialENSFilingHeaderType' },
);
