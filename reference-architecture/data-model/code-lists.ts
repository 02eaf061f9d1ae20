/**
 * The code lists that the messages name. The names are public, of many lists the values are not (DG TAXUD issues them to
 * partners). The values that the platform holds live in the reference data register, never here.
 */

/**
 * How the values stand with the register, and so what `use` makes of the list's name:
 * `listed`: what is not in the list is wrong. `byForm`: no more than part of the values is public; the register takes others
 * by their form until the full list is imported. `unchecked`: too little is known even for that.
 */
export type Held = 'listed' | 'byForm' | 'unchecked';

export interface CodeList {
  readonly title: string;
  /** Elements that carry its codes. */
  readonly usedBy: readonly string[];
  readonly values: Held;
}

const listed = (title: string, ...usedBy: string[]): CodeList => ({ title, usedBy, values: 'listed' });
const byForm = (title: string, ...usedBy: string[]): CodeList => ({ title, usedBy, values: 'byForm' });
const unchecked = (title: string, ...usedBy: string[]): CodeList => ({ title, usedBy, values: 'unchecked' });

/** Where the official title is not public, the title says what the list is for. */
export const codeLists: Readonly<Record<string, CodeList>> = {
  CL013: byForm('Supporting document types', 'supportingDocuments/type'),
  CL017: listed('Types of packages (UN/ECE Recommendation 21)', 'typeOfPackages'),
  CL018: listed('Modes of transport at the border', 'ModeOfTransport'),
  CL027: listed('Flag, 0 or 1', 'reEntryIndicator', 'splitConsignmentIndicator'),
  CL094: listed('Status of the representative: 2 direct, 3 indirect', 'representative/status'),
  CL101: byForm('UN numbers of dangerous goods', 'UNNumber'),
  CL116: listed('Methods of payment of transport charges', 'methodOfPayment'),
  CL141: listed('Customs offices', 'referenceNumber of an office'),
  CL152: listed(
    'Sub-headings of the Harmonized System, 6 digits (number of the list from memory)',
    'harmonizedSystemSubHeadingCode',
  ),
  CL244: unchecked(
    'UN/LOCODE, extended: the full list is not at hand, and ports that it lacks are no fault',
    'UNLOCODE',
  ),
  CL352: listed('Currencies (ISO 4217)', 'currency'),
  CL701: byForm(
    'Additional information: 10600 negotiable bill of lading, 10900 import one-stop shop',
    'additionalInformation/code',
  ),
  CL703: byForm('Types of additional information', 'additionalInformation/type'),
  CL704: byForm('Roles of additional supply chain actors', 'additionalSupplyChainActor/role'),
  CL705: byForm('Status as authorised economic operator', 'AEOStatus'),
  CL707: listed('Means of communication: TE telephone, EM e-mail', 'communication/type'),
  CL708: listed('Container indicator', 'containerIndicator'),
  CL709: byForm('Container packed status', 'containerPackedStatus'),
  CL710: byForm('Container size and type', 'containerSizeAndType'),
  CL711: byForm('Container supplier type', 'containerSupplierType'),
  CL717: listed('Member States', 'country of a Member State'),
  CL718: listed('Countries', 'country', 'nationality'),
  CL719: byForm('CUS codes of chemical substances', 'cusCode'),
  CL720: byForm('Types of event of an entry summary declaration', 'ENSEvent/type'),
  CL722: byForm('Types of entity of an event', 'ENSEntity/type'),
  CL723: byForm('Validation codes', 'error/validationCode'),
  CL724: byForm('Screening methods for high-risk cargo and mail', 'method'),
  CL726: byForm('Results of a screening', 'result'),
  CL727: byForm('Message functions', 'messageFunction'),
  CL728: byForm('What a consultation asks for: ENSS, ENSH, ENSC, ENSF, ENSP', 'ENSQueryParameters/parameter'),
  CL729: listed('Type of person: 1 natural person', 'typeOfPerson'),
  CL731: byForm('Places of control', 'placeOfControl'),
  CL735: byForm('Types of referral: RFI information, RFS screening', 'requestType'),
  CL736: byForm('Categories of risk analysis', 'riskAnalysis/category'),
  CL737: byForm('Result codes of risk analysis', 'resultCode'),
  CL739: byForm('Types of risk analysis', 'riskAnalysisType'),
  CL740: byForm('Risk areas', 'riskAreaCode'),
  CL742: listed('Specific circumstances: the filings F10 to F51', 'SpecificCircumstanceIndicator'),
  CL743: byForm('States', 'state'),
  CL745: byForm('Types of supplementary filing', 'supplementaryFilingType'),
  CL749: byForm('Types of goods', 'typeOfGoods'),
  CL750: listed('Types of identification of a means of transport: 10 IMO, 80 ENI ...', 'typeOfIdentification'),
  CL751: byForm('Types of means of transport', 'typeOfMeansOfTransport'),
  CL752: byForm('Additional information to a referral', 'additionalInformation/code'),
  CL754: listed('Types of transport document', 'transportDocument/type'),
  CL755: byForm('Additional information to a control recommendation', 'additionalInformation/code'),
  CL756: byForm('Roles of additional fiscal references', 'role'),
  CL758: byForm('Risk levels', 'riskLevel'),
};
