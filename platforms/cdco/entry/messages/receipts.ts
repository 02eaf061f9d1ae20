/**
 * What a filer hears at once: registered (IE3R01) or wrong (IE3N99 for the message, IE3N01 for the life of the declaration).
 * IE3N99 is the official schema; the others follow the published tables of the information exchange specification.
 */
import { element, many, message, optional } from '../../../../reference-architecture/contract/schema.ts';
import { NotificationDateType, RegistrationDateType } from '../../../../reference-architecture/data-model/dates.ts';
import { DeclarantType03, RepresentativeType03 } from '../../../../reference-architecture/data-model/declarants.ts';
import { TransportDocumentType } from '../../../../reference-architecture/data-model/documents.ts';
import { CarrierType } from '../../../../reference-architecture/data-model/parties.ts';
import {
  AddressedMemberStateType,
  CustomsOfficeOfFirstEntryType,
} from '../../../../reference-architecture/data-model/places.ts';
import { ErrorType, ErrorType02 } from '../../../../reference-architecture/data-model/risk.ts';
import {
  FunctionalReferenceContentType,
  LRNContentType1,
  MRNContentType1,
  SpecificCircumstanceIndicatorContentType,
} from '../../../../reference-architecture/data-model/values.ts';
import { ics2 } from './namespaces.ts';

export const IE3R01 = message(
  'IE3R01',
  ics2,
  'Registration response: the declaration has an MRN',
  element(
    {
      LRN: LRNContentType1,
      MRN: MRNContentType1,
      registrationDate: RegistrationDateType,
      SpecificCircumstanceIndicator: SpecificCircumstanceIndicatorContentType,
      addressedMemberState: optional(AddressedMemberStateType),
      representative: optional(RepresentativeType03),
      transportDocument: optional(TransportDocumentType),
      carrier: optional(CarrierType),
      declarant: optional(DeclarantType03),
      customsOfficeOfFirstEntry: optional(CustomsOfficeOfFirstEntryType),
    },
    { typeName: 'IE3R01Type' },
  ),
);

export const IE3N99 = message(
  'IE3N99',
  ics2,
  'Error notification: everything that is wrong with a message, each with a pointer',
  element(
    {
      functionalReference: optional(FunctionalReferenceContentType),
      notificationDate: NotificationDateType,
      addressedMemberState: optional(AddressedMemberStateType),
      representative: optional(RepresentativeType03),
      transportDocument: optional(TransportDocumentType),
      declarant: optional(DeclarantType03),
      customsOfficeOfFirstEntry: optional(CustomsOfficeOfFirstEntryType),
      error: many(ErrorType02, 1, 99999),
    },
    { typeName: 'IE3N99Type' },
  ),
);

export const IE3N01 = message(
  'IE3N01',
  ics2,
  'Lifecycle validation error: the message does not fit the state of the declaration',
  element(
    {
      LRN: optional(LRNContentType1),
      MRN: optional(MRNContentType1),
      notificationDate: NotificationDateType,
      addressedMemberState: optional(AddressedMemberStateType),
      representative: optional(RepresentativeType03),
      transportDocument: optional(TransportDocumentType),
      declarant: DeclarantType03,
      customsOfficeOfFirstEntry: optional(CustomsOfficeOfFirstEntryType),
      error: many(ErrorType, 1, 99999),
    },
    { typeName: 'IE3N01Type' },
  ),
);
