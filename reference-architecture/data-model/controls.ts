/**
 * What customs decides or proposes to do with goods.
 */
import { element, many, optional } from '../contract/schema.ts';
import { AdditionalInformationType05, TransportDocumentType, TransportDocumentType02 } from './documents.ts';
import { ReceptacleType, TransportEquipmentType } from './equipment.ts';
import {
  ConsignmentMasterLevelType06,
  ConsignmentMasterLevelType17,
  ConsignmentMasterLevelType18,
} from './master-consignments.ts';
import { ExaminationPlaceType } from './places.ts';
import { use } from './use.ts';
import { PlaceOfControlContentType } from './values.ts';

export const AssessmentCompleteType02 = element(
  {
    receptacle: optional(many(ReceptacleType, 1, 999)),
    transportDocument: optional(many(TransportDocumentType, 1, 99999)),
    transportEquipment: optional(many(TransportEquipmentType, 1, 9999)),
  },
  { typeName: 'AssessmentCompleteType02' },
);

export const DoNotLoadDetailsType07 = element(
  {
    receptacle: optional(many(ReceptacleType, 1, 999)),
    transportDocument: optional(TransportDocumentType02),
    transportEquipment: optional(many(TransportEquipmentType, 1, 9999)),
  },
  { typeName: 'DoNotLoadDetailsType07' },
);

export const DoNotLoadDetailsType06 = element(
  {
    receptacle: optional(many(ReceptacleType, 1, 999)),
    transportDocument: optional(many(TransportDocumentType02, 1, 99999)),
    transportEquipment: optional(many(TransportEquipmentType, 1, 9999)),
  },
  { typeName: 'DoNotLoadDetailsType06' },
);

export const ControlSubjectType = element(
  {
    consignmentMasterLevel: use(ConsignmentMasterLevelType06, { rules: ['R3030'] }),
  },
  { typeName: 'ControlSubjectType' },
);

export const ControlType = element(
  {
    examinationPlace: use(ExaminationPlaceType, { rules: ['R3029'] }),
    controlSubject: ControlSubjectType,
  },
  { typeName: 'ControlType' },
);

export const ControlSubjectType07 = element(
  {
    consignmentMasterLevel: use(ConsignmentMasterLevelType17, { rules: ['R3030'] }),
  },
  { typeName: 'ControlSubjectType07' },
);

export const ControlRecommendationsType05 = element(
  {
    placeOfControl: use(PlaceOfControlContentType, { list: 'CL731' }),
    controlSubject: ControlSubjectType07,
    additionalInformation: optional(many(AdditionalInformationType05, 1, 99)),
  },
  { typeName: 'ControlRecommendationsType05' },
);

export const ControlSubjectType08 = element(
  {
    consignmentMasterLevel: use(ConsignmentMasterLevelType18, { rules: ['R3030'] }),
  },
  { typeName: 'ControlSubjectType08' },
);

export const ControlRecommendationsType06 = element(
  {
    placeOfControl: use(PlaceOfControlContentType, { list: 'CL731' }),
    controlSubject: ControlSubjectType08,
    additionalInformation: optional(many(AdditionalInformationType05, 1, 99)),
  },
  { typeName: 'ControlRecommendationsType06' },
);
