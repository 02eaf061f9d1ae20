/**
 * Consultation of a declaration by a national entry system (ENSConsultationDS). The question is the official schema. The
 * answer is the official one restricted to what the platform holds: what a filing said, who filed it, and what happened to
 * it. Whatever we send is valid against the official schema.
 */
import { element, many, message, optional } from '../../../../reference-architecture/contract/schema.ts';
import { DocumentIssueDateType } from '../../../../reference-architecture/data-model/dates.ts';
import { DeclarantType05, RepresentativeType05 } from '../../../../reference-architecture/data-model/declarants.ts';
import {
  SplitConsignmentType,
  TransportDocumentType,
} from '../../../../reference-architecture/data-model/documents.ts';
import {
  ConsignmentMasterLevelType60,
  ConsignmentMasterLevelType66,
} from '../../../../reference-architecture/data-model/master-consignments.ts';
import { ActiveBorderTransportMeansType } from '../../../../reference-architecture/data-model/means-of-transport.ts';
import { MessageHeaderType } from '../../../../reference-architecture/data-model/message-header.ts';
import { CustomsOfficeOfFirstEntryConsulted } from '../../../../reference-architecture/data-model/places.ts';
import {
  ENSHistoryType,
  ENSQueryParametersType,
  PartialENSFilingHeaderType,
} from '../../../../reference-architecture/data-model/risk.ts';
import { use } from '../../../../reference-architecture/data-model/use.ts';
import {
  FunctionalReferenceContentType,
  MRNContentType1,
  ReEntryIndicatorContentType,
  SpecificCircumstanceIndicatorContentType,
} from '../../../../reference-architecture/data-model/values.ts';
import { ics2 } from './namespaces.ts';

export const IE4Q10 = message(
  'IE4Q10',
  ics2,
  'Query of a declaration, by MRN or by transport document',
  element(
    {
      MessageHeader: MessageHeaderType,
      functionalReference: FunctionalReferenceContentType,
      MRN: optional(use(MRNContentType1, { rules: ['R3028'] })),
      ENSQueryParameters: many(use(ENSQueryParametersType, { rules: ['R3046'] }), 1, 9),
      transportDocument: optional(use(TransportDocumentType, { rules: ['R3028'] })),
    },
    { typeName: 'IE4Q10Type' },
  ),
);

/** RelatedPLACIType06 without analyses and screening results: the pre-loading information of a declaration. */
export const RelatedPLACI = element(
  {
    consignmentMasterLevel: optional(ConsignmentMasterLevelType60),
    partialENSFilingHeader: optional(many(PartialENSFilingHeaderType, 1, 99999)),
  },
  { typeName: 'RelatedPLACI' },
);

/** RelatedENSType06 without analyses, control results and supplementary risk information. */
export const RelatedENS = element(
  {
    DocumentIssueDate: optional(DocumentIssueDateType),
    SpecificCircumstanceIndicator: optional(SpecificCircumstanceIndicatorContentType),
    MRN: optional(MRNContentType1),
    reEntryIndicator: optional(ReEntryIndicatorContentType),
    splitConsignment: optional(SplitConsignmentType),
    representative: optional(RepresentativeType05),
    activeBorderTransportMeans: optional(ActiveBorderTransportMeansType),
    consignmentMasterLevel: optional(ConsignmentMasterLevelType66),
    declarant: optional(DeclarantType05),
    customsOfficeOfFirstEntry: optional(CustomsOfficeOfFirstEntryConsulted),
    partialENSFilingHeader: optional(many(PartialENSFilingHeaderType, 1, 99999)),
  },
  { typeName: 'RelatedENS' },
);

export const IE4R05 = message(
  'IE4R05',
  ics2,
  'Answer to a query of a declaration',
  element(
    {
      MessageHeader: MessageHeaderType,
      functionalReference: FunctionalReferenceContentType,
      relatedPLACI: optional(many(RelatedPLACI, 1, 99999)),
      ENSHistory: optional(ENSHistoryType),
      relatedENS: optional(RelatedENS),
    },
    { typeName: 'IE4R05Type' },
  ),
);
