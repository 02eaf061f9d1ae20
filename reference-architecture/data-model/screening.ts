/**
 * Referrals: questions to the trader, and screening as high-risk cargo or mail.
 */
import { element, many, optional } from '../contract/schema.ts';
import { AuthorizedPersonType } from './declarants.ts';
import {
  AdditionalInformationType03,
  AdditionalInformationType04,
  BinaryFileType,
  PointerType,
  SupportingDocumentsType,
  TransportDocumentHouseLevelType,
  TransportDocumentHouseType,
  TransportDocumentMasterType,
} from './documents.ts';
import { FacilityPlaceType } from './places.ts';
import { use } from './use.ts';
import {
  MethodContentType,
  ReferralRequestReferenceContentType1,
  RequestTypeContentType,
  ResultContentType,
} from './values.ts';

export const ScreeningMethodType = element(
  {
    method: use(MethodContentType, { list: 'CL724' }),
  },
  { typeName: 'ScreeningMethodType' },
);

export const HrcmScreeningResultsType = element(
  {
    result: use(ResultContentType, { list: 'CL726' }),
    screeningMethod: many(ScreeningMethodType, 2, 9),
    additionalInformation: optional(many(AdditionalInformationType03, 1, 99)),
    authorizedPerson: optional(AuthorizedPersonType),
    binaryFile: optional(many(BinaryFileType, 1, 9)),
    facilityPlace: optional(FacilityPlaceType),
    transportDocumentHouseLevel: optional(TransportDocumentHouseLevelType),
  },
  { typeName: 'HrcmScreeningResultsType' },
);

export const ReferralRequestDetailsType09 = element(
  {
    referralRequestReference: ReferralRequestReferenceContentType1,
    requestType: use(RequestTypeContentType, { list: 'CL735' }),
    transportDocumentHouse: optional(TransportDocumentHouseType),
    transportDocumentMaster: optional(TransportDocumentMasterType),
    supportingDocuments: optional(many(SupportingDocumentsType, 1, 99)),
    additionalInformation: optional(many(AdditionalInformationType04, 1, 99)),
    pointer: optional(PointerType),
  },
  { typeName: 'ReferralRequestDetailsType09' },
);

export const RecommendedHRCMScreeningMethodType = element(
  {
    method: use(MethodContentType, { list: 'CL724' }),
  },
  { typeName: 'RecommendedHRCMScreeningMethodType' },
);

export const ReferralRequestDetailsType06 = element(
  {
    referralRequestReference: ReferralRequestReferenceContentType1,
    requestType: use(RequestTypeContentType, { list: 'CL735' }),
    recommendedHRCMScreeningMethod: optional(many(RecommendedHRCMScreeningMethodType, 1, 9)),
    transportDocumentHouse: TransportDocumentHouseType,
  },
  { typeName: 'ReferralRequestDetailsType06' },
);

export const ReferralRequestDetailsType07 = element(
  {
    referralRequestReference: ReferralRequestReferenceContentType1,
    requestType: use(RequestTypeContentType, { list: 'CL735' }),
    recommendedHRCMScreeningMethod: optional(many(RecommendedHRCMScreeningMethodType, 1, 9)),
    transportDocumentHouseLevel: optional(TransportDocumentHouseLevelType),
    transportDocumentMaster: optional(TransportDocumentMasterType),
    supportingDocuments: optional(many(SupportingDocumentsType, 1, 99)),
    additionalInformation: optional(many(AdditionalInformationType04, 1, 99)),
    pointer: optional(PointerType),
  },
  { typeName: 'ReferralRequestDetailsType07' },
);
