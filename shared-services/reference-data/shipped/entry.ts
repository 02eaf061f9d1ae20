/** What is particular to entry summary declarations and to their risk analysis. */
import { always, codesOf, fromMemory, type ShippedList } from './shipped-list.ts';

const filings = `
  F10 Sea and inland waterways: complete, straight bill of lading with the consignee's information
  F11 Sea and inland waterways: complete, master and house bills of lading with the consignee's information
  F12 Sea and inland waterways: master bill of lading only
  F13 Sea and inland waterways: straight bill of lading only
  F14 Sea and inland waterways: house bill of lading only
  F15 Sea and inland waterways: house bill of lading with the consignee's information
  F16 Sea and inland waterways: consignee's information at the lowest house bill of lading
  F17 Sea and inland waterways: consignee's information for a straight bill of lading
  F20 Air: complete, before loading
  F21 Air: master air waybill, before arrival
  F22 Air: house air waybill, before arrival
  F23 Air: minimum data before loading, without reference to the master air waybill
  F24 Air: minimum data before loading, with reference to the master air waybill
  F25 Air: number of the master air waybill, before loading
  F26 Air: minimum data before loading, with further information of the house air waybill
  F27 Air: complete, before arrival
  F28 Air: complete, before loading, direct air waybill
  F29 Air: complete, before arrival, direct air waybill
  F30 Express: complete, before arrival
  F31 Express on general cargo, by the express operator
  F32 Express: minimum data, before loading
  F33 Express on general cargo: house air waybill, before arrival
  F34 Express by road: complete
  F40 Post by road: master consignment
  F41 Post by rail: master consignment
  F42 Post by air: master air waybill
  F43 Post: minimum data, before loading
  F44 Post: number of the receptacle, before loading
  F45 Post by sea and inland waterways: master consignment
  F50 Road
  F51 Rail
`;

const screenings = `
  AOM Any other means
  CMD Metal detection
  EDD Explosive detection dogs
  EDS Explosive detection system
  ETD Explosive trace detection
  PHS Search by hand
  VCK Visual check
  XRY X-ray
`;

const controlResults = `
  A1 Satisfactory
  A2 Taken as satisfactory
  A3 Simplified procedure
  A4 Small differences
  A5 Differences
  B1 Not satisfactory
`;

const goods = `
  1203 Motor spirit
  1263 Paint
  1266 Perfumery products
  1845 Carbon dioxide, solid
  1950 Aerosols
  1993 Flammable liquid, not otherwise specified
  3077 Environmentally hazardous substance, solid
  3082 Environmentally hazardous substance, liquid
  3090 Lithium metal batteries
  3091 Lithium metal batteries in equipment
  3480 Lithium ion batteries
  3481 Lithium ion batteries in equipment
`;

const list = (name: string, title: string, source: string, lines: string, unlistedPattern?: string): ShippedList => ({
  name,
  title,
  source,
  validFrom: always,
  codes: codesOf(lines),
  ...(unlistedPattern === undefined ? {} : { unlistedPattern }),
});

const byForm = 'others are taken by their form';

export const entryLists = (): ShippedList[] => [
  list('CL742', 'Specific circumstances of an entry summary declaration', 'The public list of ICS2 messages', filings),
  list(
    'CL728',
    'What a consultation asks for',
    fromMemory(`ICS2; ${byForm}`),
    'ENSC Consignment\nENSF Filing\nENSH History\nENSP Person\nENSS Status',
    '[A-Z]{4}',
  ),
  list(
    'CL735',
    'Requests of a referral',
    fromMemory(`ICS2; ${byForm}`),
    'RFI Request for information\nRFS Request for screening',
    '[A-Z]{3}',
  ),
  list(
    'CL724',
    'Screening methods for high-risk cargo',
    fromMemory(`Codes of air cargo security; ${byForm}`),
    screenings,
    '[A-Z]{3}',
  ),
  list(
    'CL714',
    'Result of a control',
    fromMemory(`Control results of transit; ${byForm}`),
    controlResults,
    '[A-Z][0-9]',
  ),
  list('CL101', 'Dangerous goods (UN numbers)', fromMemory(`Some UN numbers; ${byForm}`), goods, '[0-3][0-9]{3}'),
];
