/** Supporting and transport documents, and coded statements. */
import { always, codesOf, fromMemory, type ShippedList } from './shipped-list.ts';

const supportingDocuments = `
  C085 Common health entry document for plants (CHED-PP)
  C400 CITES permit or certificate
  C640 Common health entry document for animals (CHED-A)
  C641 Catch document for toothfish, import
  C644 Certificate of inspection of organic products
  C652 Accompanying document for wine
  C656 Catch document for toothfish, export
  C673 Catch certificate
  C678 Common health entry document for food and feed (CHED-D)
  C690 FLEGT licence for timber
  E020 Import licence
  L001 Import licence for agricultural products
  L100 Licence for controlled substances (ozone)
  N002 Certificate of conformity with marketing standards
  N003 Certificate of quality
  N018 Movement certificate A.TR.
  N235 Container list
  N271 Packing list
  N325 Pro forma invoice
  N380 Commercial invoice
  N820 Transit declaration T
  N821 External transit declaration T1
  N822 Internal transit declaration T2
  N823 Control copy T5
  N825 Proof of Union status T2L
  N830 Export declaration
  N851 Phytosanitary certificate
  N852 Sanitary certificate
  N853 Common health entry document for animal products (CHED-P)
  N861 Certificate of origin
  N862 Declaration of origin
  N864 Statement on origin on an invoice
  N865 Certificate of origin form A
  N911 Import licence
  N933 Cargo declaration on arrival
  N934 Declaration of customs value
  N935 Invoice that the customs value rests on
  N941 Embargo permit
  N951 TIF form
  N952 TIR carnet
  N954 Movement certificate EUR.1
  N955 ATA carnet
  U045 Statement on origin of an exporter that is not registered
  U100 Proof of origin of a registered exporter
  Y022 Authorised economic operator: consignor or exporter
  Y023 Authorised economic operator: consignee
  Y024 Authorised economic operator: declarant
  Y025 Authorised economic operator: representative
  Y026 Authorised economic operator: holder of the transit procedure
  Y027 Authorised economic operator: warehouse keeper
  Y028 Authorised economic operator: carrier
  Y029 Authorised economic operator: other
  Y031 Authorised economic operator of a partner country
  Y927 Goods not concerned by the rules on illegal fishing
`;

const transportDocuments = `
  N703 House waybill
  N704 Master bill of lading
  N705 Bill of lading
  N710 Sea waybill
  N714 House bill of lading
  N720 Rail consignment note CIM
  N722 Rail consignment note SMGS
  N730 Road consignment note
  N740 Air waybill
  N741 Master air waybill
  N750 Despatch note for parcels
  N760 Document of multimodal transport
  N785 Cargo manifest
  N787 Bordereau
  N952 TIR carnet
  N955 ATA carnet
`;

/** The two statements that rules C3021 to C3024, C3037 and C3038 turn on. */
const statements = `
  10600 Negotiable bill of lading, to order and endorsed in blank
  10900 Goods under the import one-stop shop
`;

const documentCodes = '[ACDEHIKLNUXY][0-9]{3}|[0-9][A-Z0-9]{3}';

export const documentLists = (): ShippedList[] => [
  ...['CL013', 'CL213'].map((name) => ({
    name,
    title: name === 'CL013' ? 'Supporting documents' : 'Supporting documents (transit)',
    source: fromMemory('Common document codes of TARIC; others are taken by their form'),
    validFrom: always,
    codes: codesOf(supportingDocuments),
    unlistedPattern: documentCodes,
  })),
  {
    name: 'CL754',
    title: 'Transport documents',
    source: fromMemory('Document codes of UN/EDIFACT 1001 as customs write them'),
    validFrom: always,
    codes: codesOf(transportDocuments),
  },
  {
    name: 'CL701',
    title: 'Coded statements',
    source: fromMemory(
      'The statements that the rules of the entry summary declaration name; others are taken by their form',
    ),
    validFrom: always,
    codes: codesOf(statements),
    unlistedPattern: '[0-9]{5}|[A-Z0-9]{1,5}',
  },
];
