/**
 * The entry summary declaration filings (IE3Fxx) that are taken.
 *
 * The XSDs of the trader messages are not public. But the public schemas of the member-state side define every complex type
 * that the filings are made of, in the order of the messages; which type belongs to which filing follows from its content,
 * and was compared with the published tables of the ICS2 information exchange specification (v2.02). So below the header
 * each filing has the official types; the header follows those tables.
 *
 * One departure, towards more: a pre-loading filing may also state the route (activeBorderTransportMeans) and the office of
 * first entry, which the official minimum data set leaves to later filings. A message without them is the official one.
 */
import {
  type Content,
  element,
  many,
  message,
  optional,
  type TObject,
  token,
} from '../../../../reference-architecture/contract/schema.ts';
import { DocumentIssueDateType } from '../../../../reference-architecture/data-model/dates.ts';
import { DeclarantType, RepresentativeType } from '../../../../reference-architecture/data-model/declarants.ts';
import { SplitConsignmentType03 } from '../../../../reference-architecture/data-model/documents.ts';
import {
  ConsignmentMasterLevelType44,
  ConsignmentMasterLevelType48,
  ConsignmentMasterLevelType53,
  ConsignmentMasterLevelType55,
  ConsignmentMasterLevelType57,
  ConsignmentMasterLevelType76,
} from '../../../../reference-architecture/data-model/master-consignments.ts';
import {
  ActiveBorderTransportMeansType19,
  ActiveBorderTransportMeansType22,
} from '../../../../reference-architecture/data-model/means-of-transport.ts';
import {
  AddressedMemberStateType,
  CustomsOfficeOfFirstEntryType,
} from '../../../../reference-architecture/data-model/places.ts';
import { HrcmScreeningResultsType } from '../../../../reference-architecture/data-model/screening.ts';
import { use } from '../../../../reference-architecture/data-model/use.ts';
import { LRNContentType1, ReEntryIndicatorContentType } from '../../../../reference-architecture/data-model/values.ts';
import { ics2 } from './namespaces.ts';

/** What every filing begins with. The specific circumstance indicator is the filing's own code (CL742), so it can be no other. */
const header = (kind: string) => ({
  LRN: use(LRNContentType1, { rules: ['R3003'] }),
  documentIssueDate: DocumentIssueDateType,
  SpecificCircumstanceIndicator: token({ description: 'CL742: the kind of filing', maxLength: 3, pattern: kind }),
});

/** Complete data set lodged before loading in the foreign port (sea, inland waterways). */
const sea = <Master extends TObject>(kind: string, title: string, consignmentMasterLevel: Master) =>
  message(
    `IE3${kind}`,
    ics2,
    title,
    element(
      {
        ...header(kind),
        reEntryIndicator: use(ReEntryIndicatorContentType, { list: 'CL027' }),
        splitConsignment: SplitConsignmentType03,
        representative: optional(RepresentativeType),
        activeBorderTransportMeans: ActiveBorderTransportMeansType22,
        consignmentMasterLevel,
        declarant: DeclarantType,
        customsOfficeOfFirstEntry: CustomsOfficeOfFirstEntryType,
      },
      { typeName: `IE3${kind}Type` },
    ),
  );

/** Minimum data set lodged before loading onto the aircraft (Article 106(1), second subparagraph, DA (EU) 2015/2446). */
const preLoading = <Master extends TObject>(kind: string, title: string, consignmentMasterLevel: Master) =>
  message(
    `IE3${kind}`,
    ics2,
    title,
    element(
      {
        ...header(kind),
        addressedMemberState: optional(use(AddressedMemberStateType, { rules: ['R3034'] })),
        representative: optional(RepresentativeType),
        activeBorderTransportMeans: optional(ActiveBorderTransportMeansType19),
        consignmentMasterLevel,
        declarant: DeclarantType,
        customsOfficeOfFirstEntry: optional(use(CustomsOfficeOfFirstEntryType, { rules: ['R3034'] })),
        hrcmScreeningResults: optional(many(HrcmScreeningResultsType, 1, 99)),
      },
      { typeName: `IE3${kind}Type` },
    ),
  );

export const IE3F10 = sea('F10', 'Complete data set: straight bill of lading', ConsignmentMasterLevelType44);
export const IE3F11 = sea(
  'F11',
  'Complete data set: master bill of lading with its house bills',
  ConsignmentMasterLevelType76,
);
export const IE3F24 = preLoading(
  'F24',
  'Minimum data set, pre-loading, with the master air waybill number',
  ConsignmentMasterLevelType53,
);
export const IE3F26 = preLoading(
  'F26',
  'Minimum data set, pre-loading, with additional house air waybill information',
  ConsignmentMasterLevelType48,
);
export const IE3F32 = preLoading(
  'F32',
  'Express consignments: minimum data set, pre-loading',
  ConsignmentMasterLevelType55,
);
export const IE3F43 = preLoading(
  'F43',
  'Postal consignments: minimum data set, pre-loading',
  ConsignmentMasterLevelType57,
);

/** All filings taken, by message name. */
export const filings = { IE3F10, IE3F11, IE3F24, IE3F26, IE3F32, IE3F43 } as const;

export type FilingName = keyof typeof filings;

/** The content of any filing. */
export type Filing = { [Name in FilingName]: Content<(typeof filings)[Name]> }[FilingName];
