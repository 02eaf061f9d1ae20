/**
 * Places: offices, Member States, routes, places of the contract of carriage.
 */
import { element, optional } from '../contract/schema.ts';
import { AddressType, AddressType03, AddressType05 } from './addresses.ts';
import { use } from './use.ts';
import {
  CountryContentType1,
  CountryContentType3,
  LocationContentType,
  PlaceOfExaminationContentType,
  ReferenceNumberContentType2,
  ReferenceNumberContentType3,
  SequenceNumberContentType2,
  UNLOCODEContentType,
} from './values.ts';

export const PlaceOfAcceptanceType03 = element(
  {
    location: optional(use(LocationContentType, { rules: ['C3004'] })),
    UNLOCODE: optional(use(UNLOCODEContentType, { list: 'CL244' })),
    address: optional(use(AddressType05, { rules: ['C3004'] })),
  },
  { typeName: 'PlaceOfAcceptanceType03' },
);

export const PlaceOfDeliveryType03 = element(
  {
    location: optional(use(LocationContentType, { rules: ['C3006'] })),
    UNLOCODE: optional(use(UNLOCODEContentType, { list: 'CL244' })),
    address: optional(use(AddressType05, { rules: ['C3006'] })),
  },
  { typeName: 'PlaceOfDeliveryType03' },
);

export const PlaceOfLoadingType02 = element(
  {
    location: optional(use(LocationContentType, { rules: ['C3007'] })),
    UNLOCODE: optional(use(UNLOCODEContentType, { list: 'CL244' })),
    address: optional(use(AddressType05, { rules: ['C3007'] })),
  },
  { typeName: 'PlaceOfLoadingType02' },
);

export const PlaceOfUnloadingType02 = element(
  {
    location: optional(use(LocationContentType, { rules: ['C3008'] })),
    UNLOCODE: optional(use(UNLOCODEContentType, { list: 'CL244' })),
    address: optional(use(AddressType05, { rules: ['C3008'] })),
  },
  { typeName: 'PlaceOfUnloadingType02' },
);

export const PlaceOfAcceptanceType02 = element(
  {
    location: optional(use(LocationContentType, { rules: ['C3003'] })),
    UNLOCODE: optional(use(UNLOCODEContentType, { list: 'CL244' })),
    address: optional(use(AddressType05, { rules: ['C3003'] })),
  },
  { typeName: 'PlaceOfAcceptanceType02' },
);

export const PlaceOfDeliveryType02 = element(
  {
    location: optional(use(LocationContentType, { rules: ['C3005'] })),
    UNLOCODE: optional(use(UNLOCODEContentType, { list: 'CL244' })),
    address: optional(use(AddressType05, { rules: ['C3005'] })),
  },
  { typeName: 'PlaceOfDeliveryType02' },
);

export const CountriesOfRoutingOfConsignmentType03 = element(
  {
    sequenceNumber: SequenceNumberContentType2,
    country: use(CountryContentType3, { list: 'CL718' }),
  },
  { typeName: 'CountriesOfRoutingOfConsignmentType03' },
);

export const CountryOfOriginType = element(
  {
    country: use(CountryContentType3, { list: 'CL718' }),
  },
  { typeName: 'CountryOfOriginType' },
);

export const CountriesOfRoutingOfMeansOfTransportType03 = element(
  {
    sequenceNumber: SequenceNumberContentType2,
    country: use(CountryContentType3, { list: 'CL718' }),
  },
  { typeName: 'CountriesOfRoutingOfMeansOfTransportType03' },
);

export const FacilityPlaceType = element(
  {
    address: AddressType,
  },
  { typeName: 'FacilityPlaceType' },
);

export const AddressedMemberStateType = element(
  {
    country: use(CountryContentType1, { list: 'CL717' }),
  },
  { typeName: 'AddressedMemberStateType' },
);

export const CustomsOfficeOfFirstEntryType = element(
  {
    referenceNumber: use(ReferenceNumberContentType2, { list: 'CL141' }),
  },
  { typeName: 'CustomsOfficeOfFirstEntryType' },
);

export const ResponsibleMemberStateType = element(
  {
    country: use(CountryContentType1, { list: 'CL717' }),
  },
  { typeName: 'ResponsibleMemberStateType' },
);

export const InvolvedMemberStateType = element(
  {
    country: use(CountryContentType1, { list: 'CL717' }),
  },
  { typeName: 'InvolvedMemberStateType' },
);

export const CustomsOfficeOfControlType = element(
  {
    referenceNumber: use(ReferenceNumberContentType2, { list: 'CL141' }),
  },
  { typeName: 'CustomsOfficeOfControlType' },
);

export const ExaminationPlaceType = element(
  {
    placeOfExamination: optional(PlaceOfExaminationContentType),
    referenceNumber: optional(ReferenceNumberContentType3),
  },
  { typeName: 'ExaminationPlaceType' },
);

export const CustomsOfficeOfPresentationType = element(
  {
    referenceNumber: use(ReferenceNumberContentType2, { list: 'CL141' }),
  },
  { typeName: 'CustomsOfficeOfPresentationType' },
);

export const CompetentOfficeType = element(
  {
    customsOfficeOfFirstEntry: optional(CustomsOfficeOfFirstEntryType),
    customsOfficeOfPresentation: optional(CustomsOfficeOfPresentationType),
    customsOfficeOfControl: optional(CustomsOfficeOfControlType),
  },
  { typeName: 'CompetentOfficeType' },
);

export const CountriesOfRoutingOfMeansOfTransportType = element(
  {
    sequenceNumber: optional(SequenceNumberContentType2),
    country: optional(use(CountryContentType3, { list: 'CL718' })),
  },
  { typeName: 'CountriesOfRoutingOfMeansOfTransportType' },
);

export const PlaceOfAcceptanceType = element(
  {
    location: optional(LocationContentType),
    UNLOCODE: optional(use(UNLOCODEContentType, { list: 'CL244' })),
    address: optional(AddressType03),
  },
  { typeName: 'PlaceOfAcceptanceType' },
);

export const PlaceOfDeliveryType = element(
  {
    location: optional(LocationContentType),
    UNLOCODE: optional(use(UNLOCODEContentType, { list: 'CL244' })),
    address: optional(AddressType03),
  },
  { typeName: 'PlaceOfDeliveryType' },
);

export const CountryOfOriginType02 = element(
  {
    country: optional(use(CountryContentType3, { list: 'CL718' })),
  },
  { typeName: 'CountryOfOriginType02' },
);

export const CountriesOfRoutingOfConsignmentType = element(
  {
    sequenceNumber: optional(SequenceNumberContentType2),
    country: optional(use(CountryContentType3, { list: 'CL718' })),
  },
  { typeName: 'CountriesOfRoutingOfConsignmentType' },
);

export const PlaceOfLoadingType = element(
  {
    location: optional(LocationContentType),
    UNLOCODE: optional(use(UNLOCODEContentType, { list: 'CL244' })),
    address: optional(AddressType03),
  },
  { typeName: 'PlaceOfLoadingType' },
);

export const PlaceOfUnloadingType = element(
  {
    location: optional(LocationContentType),
    UNLOCODE: optional(use(UNLOCODEContentType, { list: 'CL244' })),
    address: optional(AddressType03),
  },
  { typeName: 'PlaceOfUnloadingType' },
);

/** CustomsOfficeOfFirstEntryType04 without its optional indicator of actual entry, which is a choice and is not held. */
export const CustomsOfficeOfFirstEntryConsulted = element(
  {
    referenceNumber: optional(use(ReferenceNumberContentType2, { list: 'CL141' })),
  },
  { typeName: 'CustomsOfficeOfFirstEntryConsulted' },
);
