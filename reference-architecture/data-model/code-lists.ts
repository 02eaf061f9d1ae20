/**
 * The code lists that the messages name. Which ones the platform holds values for decides which are checked: `use` puts a
 * list on an element only where values are held. The values live in the reference data register, never here.
 */

/**
 * `complete`: a value that is not in the list is wrong. `partial`: only part of the list is public, so that an absent value
 * is no fault (shape only). `unknown`: names of lists are public, values are not (issued to partners by DG TAXUD only).
 */
export type Held = 'complete' | 'partial' | 'unknown';

export interface CodeList {
  readonly title: string;
  /** Elements that carry its codes. */
  readonly usedBy: readonly string[];
  readonly values: Held;
}

const held = (title: string, ...usedBy: string[]): CodeList => ({ title, usedBy, values: 'complete' });
const partial = (title: string, ...usedBy: string[]): CodeList => ({ title, usedBy, values: 'partial' });
const unknown = (title: string, ...usedBy: string[]): CodeList => ({ title, usedBy, values: 'unknown' });

/** Titles of lists marked unknown are descriptions of their use: the official titles are not public either. */
export const codeLists: Readonly<Record<string, CodeList>> = {
  CL013: held('Supporting document types', 'supportingDocuments/type'),
  CL017: held('Types of packages (UN/ECE Recommendation 21)', 'typeOfPackages'),
  CL018: held('Modes of transport at the border', 'ModeOfTransport'),
  CL027: partial('Flag, 0 or 1', 'reEntryIndicator', 'splitConsignmentIndicator'),
  CL094: held('Status of the representative: 2 direct, 3 indirect', 'representative/status'),
  CL101: unknown('UN numbers of dangerous goods', 'UNNumber'),
  CL116: held('Methods of payment of transport charges', 'methodOfPayment'),
  CL141: held('Customs offices', 'referenceNumber of an office'),
  CL152: held(
    'Sub-headings of the Harmonized System, 6 digits (number of the list from memory)',
    'harmonizedSystemSubHeadingCode',
  ),
  CL244: partial('UN/LOCODE, extended', 'UNLOCODE'),
  CL352: held('Currencies (ISO 4217)', 'currency'),
  CL701: partial(
    'Additional information: 10600 negotiable bill of lading, 10900 import one-stop shop',
    'additionalInformation/code',
  ),
  CL703: unknown('Types of additional information', 'additionalInformation/type'),
  CL704: unknown('Roles of additional supply chain actors', 'additionalSupplyChainActor/role'),
  CL705: unknown('Status as authorised economic operator', 'AEOStatus'),
  CL706: unknown('Commodity codes (Harmonized System and Combined Nomenclature)', 'combinedNomenclatureCode'),
  CL707: partial('Means of communication: TE telephone, EM e-mail', 'communication/type'),
  CL708: unknown('Container indicator', 'containerIndicator'),
  CL709: unknown('Container packed status', 'containerPackedStatus'),
  CL710: unknown('Container size and type', 'containerSizeAndType'),
  CL711: unknown('Container supplier type', 'containerSupplierType'),
  CL717: held('Member States', 'country of a Member State'),
  CL718: held('Countries', 'country', 'nationality'),
  CL719: unknown('CUS codes of chemical substances', 'cusCode'),
  CL720: unknown('Types of event of an entry summary declaration', 'ENSEvent/type'),
  CL722: unknown('Types of entity of an event', 'ENSEntity/type'),
  CL723: unknown('Validation codes', 'error/validationCode'),
  CL724: unknown('Screening methods for high-risk cargo and mail', 'method'),
  CL726: unknown('Results of a screening', 'result'),
  CL727: unknown('Message functions', 'messageFunction'),
  CL728: unknown('What a consultation asks for: ENSS, ENSH, ENSC, ENSF, ENSP', 'ENSQueryParameters/parameter'),
  CL729: partial('Type of person: 1 natural person', 'typeOfPerson'),
  CL731: unknown('Places of control', 'placeOfControl'),
  CL735: partial('Types of referral: RFI information, RFS screening', 'requestType'),
  CL736: unknown('Categories of risk analysis', 'riskAnalysis/category'),
  CL737: unknown('Result codes of risk analysis', 'resultCode'),
  CL739: unknown('Types of risk analysis', 'riskAnalysisType'),
  CL740: unknown('Risk areas', 'riskAreaCode'),
  CL742: partial('Specific circumstances: the filings F10 to F51', 'SpecificCircumstanceIndicator'),
  CL743: unknown('States', 'state'),
  CL745: unknown('Types of supplementary filing', 'supplementaryFilingType'),
  CL749: unknown('Types of goods', 'typeOfGoods'),
  CL750: held('Types of identification of a means of transport: 10 IMO, 80 ENI ...', 'typeOfIdentification'),
  CL751: unknown('Types of means of transport', 'typeOfMeansOfTransport'),
  CL752: unknown('Additional information to a referral', 'additionalInformation/code'),
  CL754: held('Types of transport document', 'transportDocument/type'),
  CL755: unknown('Additional information to a control recommendation', 'additionalInformation/code'),
  CL756: unknown('Roles of additional fiscal references', 'role'),
  CL758: unknown('Risk levels', 'riskLevel'),
};
