/**
 * What traders are told or asked once risk analysis has spoken. None of these has room for the reasons: risk criteria,
 * scores and hits stay in the trusted circle. Shapes follow the published tables of the information exchange specification;
 * the types are the official ones. IE3N11 is the official schema.
 */
import { element, many, message, optional } from '../../../../reference-architecture/contract/schema.ts';
import {
  AssessmentCompleteType02,
  ControlType,
  DoNotLoadDetailsType07,
} from '../../../../reference-architecture/data-model/controls.ts';
import {
  CompletionDateType,
  DocumentIssueDateType,
  NotificationDateType,
  ScheduledControlDateType,
} from '../../../../reference-architecture/data-model/dates.ts';
import {
  DeclarantType03,
  PersonNotifyingTheArrivalType02,
  RepresentativeType03,
  SupplementaryDeclarantType03,
} from '../../../../reference-architecture/data-model/declarants.ts';
import {
  TransportDocumentHouseType,
  TransportDocumentType,
} from '../../../../reference-architecture/data-model/documents.ts';
import { CarrierType, NotifyPartyType05 } from '../../../../reference-architecture/data-model/parties.ts';
import {
  CustomsOfficeOfControlType,
  CustomsOfficeOfFirstEntryType,
  ResponsibleMemberStateType,
} from '../../../../reference-architecture/data-model/places.ts';
import {
  ReferralRequestDetailsType06,
  ReferralRequestDetailsType09,
} from '../../../../reference-architecture/data-model/screening.ts';
import { use } from '../../../../reference-architecture/data-model/use.ts';
import { MRNContentType1 } from '../../../../reference-architecture/data-model/values.ts';
import { ics2 } from './namespaces.ts';

export const IE3N03 = message(
  'IE3N03',
  ics2,
  'Assessment complete: the goods may be loaded',
  element(
    {
      MRN: MRNContentType1,
      completionDate: CompletionDateType,
      assessmentComplete: optional(AssessmentCompleteType02),
      responsibleMemberState: ResponsibleMemberStateType,
      representative: optional(RepresentativeType03),
      transportDocument: optional(TransportDocumentType),
      carrier: optional(CarrierType),
      declarant: optional(DeclarantType03),
    },
    { typeName: 'IE3N03Type' },
  ),
);

export const IE3Q01 = message(
  'IE3Q01',
  ics2,
  'Do not load',
  element(
    {
      documentIssueDate: DocumentIssueDateType,
      MRN: MRNContentType1,
      responsibleMemberState: ResponsibleMemberStateType,
      representative: optional(RepresentativeType03),
      transportDocument: optional(TransportDocumentType),
      transportDocumentHouse: optional(TransportDocumentHouseType),
      carrier: optional(CarrierType),
      declarant: optional(DeclarantType03),
      doNotLoadDetails: use(DoNotLoadDetailsType07, { rules: ['R3025'] }),
    },
    { typeName: 'IE3Q01Type' },
  ),
);

export const IE3Q02 = message(
  'IE3Q02',
  ics2,
  'Request for additional information (RFI)',
  element(
    {
      documentIssueDate: DocumentIssueDateType,
      MRN: MRNContentType1,
      responsibleMemberState: ResponsibleMemberStateType,
      representative: optional(RepresentativeType03),
      declarant: DeclarantType03,
      referralRequestDetails: many(ReferralRequestDetailsType09, 1, 999),
    },
    { typeName: 'IE3Q02Type' },
  ),
);

export const IE3Q03 = message(
  'IE3Q03',
  ics2,
  'Request to screen as high-risk cargo or mail (RFS)',
  element(
    {
      documentIssueDate: DocumentIssueDateType,
      MRN: MRNContentType1,
      responsibleMemberState: ResponsibleMemberStateType,
      representative: optional(RepresentativeType03),
      transportDocument: optional(TransportDocumentType),
      declarant: DeclarantType03,
      referralRequestDetails: many(ReferralRequestDetailsType06, 1, 999),
    },
    { typeName: 'IE3Q03Type' },
  ),
);

export const IE3N08 = message(
  'IE3N08',
  ics2,
  'Control notification: which goods will be controlled, where and when',
  element(
    {
      MRN: MRNContentType1,
      notificationDate: NotificationDateType,
      scheduledControlDate: optional(ScheduledControlDateType),
      customsOfficeOfControl: CustomsOfficeOfControlType,
      representative: optional(RepresentativeType03),
      transportDocument: optional(TransportDocumentType),
      control: many(ControlType, 1, 99999),
      declarant: optional(DeclarantType03),
      personNotifyingTheArrival: optional(use(PersonNotifyingTheArrivalType02, { rules: ['C3049'] })),
      notifyParty: optional(NotifyPartyType05),
    },
    { typeName: 'IE3N08Type' },
  ),
);

export const IE3N11 = message(
  'IE3N11',
  ics2,
  'Declaration pending: the supplementary declarant is obliged to file',
  element(
    {
      notificationDate: NotificationDateType,
      transportDocument: TransportDocumentType,
      customsOfficeOfFirstEntry: CustomsOfficeOfFirstEntryType,
      supplementaryDeclarant: SupplementaryDeclarantType03,
    },
    { typeName: 'IE3N11Type' },
  ),
);
