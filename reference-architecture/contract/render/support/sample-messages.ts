/** Messages of the sample contract: one of each thing that the contract language can say. */
import {
  attribute,
  binary,
  code,
  dateTime,
  decimal,
  element,
  flag,
  inNamespace,
  integer,
  many,
  message,
  optional,
  personal,
  text,
  token,
} from '../../schema.ts';

export const entryNamespace = 'urn:wco:datamodel:eu:ics2:2';
export const partyNamespace = 'urn:portorium:sample:party:1';

const mrn = token({ typeName: 'MRNType', pattern: '\\d\\d[A-Z]{2}[A-Z0-9/-]{14}', description: 'Movement reference.' });

const party = element(
  { identificationNumber: optional(token({ maxLength: 17 })), name: personal(text({ maxLength: 70 })) },
  { typeName: 'PartyType', description: 'Name & address of a party.' },
);

const amount = element(
  {
    value: attribute(decimal({ totalDigits: 16, fractionDigits: 2 })),
    currency: attribute(optional(code('CL048', { pattern: '[A-Z]{3}' }))),
  },
  { description: 'Amount with its currency.' },
);

const goodsItem = element(
  {
    goodsItemNumber: integer({ minimum: 1, maximum: 99999, base: 'decimal' }),
    grossMass: decimal({ totalDigits: 16, fractionDigits: 6, rules: ['R3009'] }),
    postalValue: optional(amount),
    packaging: many(
      element({
        typeOfPackages: code('CL017', { maxLength: 2 }),
        numberOfPackages: optional(integer({ maximum: 9_007_199_254_740_991 })),
      }),
      1,
      99,
    ),
  },
  { typeName: 'GoodsItemType' },
);

/** Everything at once: nested, repeated, optional, attributes, another namespace, bytes, names in capitals. */
export const declaration = message(
  'SampleDeclaration',
  entryNamespace,
  'A declaration of the sample',
  element({
    LRN: token({ maxLength: 22 }),
    MRN: optional(mrn),
    DateTime: dateTime(),
    split_indicator: flag(),
    temperature: optional(integer({ minimum: -300, maximum: 300 })),
    declarant: party,
    Carrier: optional(element({ UNLOCODE: token({ maxLength: 17 }) })),
    authorised: optional(inNamespace(partyNamespace, party)),
    goodsItem: many(goodsItem, 1, 9999),
    binaryFile: optional(binary({ maxLength: 400 })),
  }),
);

/** A valid declaration, with zero values where a protocol may lose them. */
export const declarationExample = {
  LRN: 'LRN-0001',
  MRN: '26DE00000000000AB1',
  DateTime: '2026-11-21T08:00:00Z',
  split_indicator: false,
  temperature: 0,
  declarant: { identificationNumber: 'DE123456789', name: 'Muster & Söhne' },
  Carrier: { UNLOCODE: 'DEHAM' },
  authorised: { name: 'Exemple SA' },
  goodsItem: [
    {
      goodsItemNumber: 1,
      grossMass: '12.500',
      postalValue: { value: '12.50', currency: 'EUR' },
      packaging: [{ typeOfPackages: 'CT', numberOfPackages: 9_007_199_254_740_991 }, { typeOfPackages: 'VQ' }],
    },
  ],
  binaryFile: 'aGFsbG8=',
};

export const consultation = message(
  'IE4Q10',
  entryNamespace,
  'Consultation of the sample',
  element({ MRN: mrn, withHistory: optional(flag()) }, { typeName: 'IE4Q10Type' }),
);

export const consultationResult = message(
  'IE4R05',
  entryNamespace,
  'Result of a consultation',
  element({ MRN: mrn, declarant: party }, { typeName: 'IE4R05Type' }),
);

const orchestrated = (name: string) =>
  message(
    name,
    entryNamespace,
    `${name} of the sample`,
    element({ functionalReference: token({ maxLength: 35 }) }, { typeName: `${name}Type` }),
  );

export const assessment = orchestrated('IE4S01');
export const analysisResult = orchestrated('IE4S02');
export const hit = orchestrated('IE4N03');

/** Of an internal service: must not appear in anything rendered. */
export const sweepRequest = message('SampleSweep', 'urn:portorium:sample:upkeep:1', 'Sweep', element({}));
