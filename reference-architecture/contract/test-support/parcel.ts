/** A message with one of everything, for tests; no authority has ever asked for it. */
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
} from '../schema.ts';

export const parcelNamespace = 'urn:example:parcel';
export const stampNamespace = 'urn:example:stamp?a=1&b=2';

const money = element({
  value: attribute(decimal({ totalDigits: 16, fractionDigits: 2 })),
  currency: attribute(code('CL048', { maxLength: 3 })),
});

const person = element({
  name: personal(text({ maxLength: 70 })),
  country: code('CL718', { maxLength: 2, pattern: '[A-Z]{2}' }),
  birthCountry: optional(personal(code('CL718', { maxLength: 2 }))),
});

const item = element({
  number: integer({ minimum: 1, maximum: 99999 }),
  grossMass: decimal({ totalDigits: 16, fractionDigits: 6 }),
  packages: optional(integer({ maximum: 99999999, base: 'decimal' })),
  price: optional(money),
  description: text({ maxLength: 512 }),
  reference: optional(many(token({ maxLength: 35 }), 0, 9)),
});

const stamp = element({
  paid: flag(),
  seal: inNamespace(parcelNamespace, token({ maxLength: 20 })),
  picture: optional(binary()),
});

export const parcel = message(
  'Parcel',
  parcelNamespace,
  'A parcel',
  element({
    version: attribute(optional(token({ maxLength: 5 }))),
    sentAt: dateTime(),
    balance: optional(decimal({ totalDigits: 8, fractionDigits: 2, signed: true })),
    sender: person,
    item: many(item, 1, 99),
    stamp: optional(inNamespace(stampNamespace, stamp)),
    remarks: optional(element({})),
  }),
);

export const countryCodes = ['AT', 'BE', 'DE'];
export const currencyCodes = ['EUR', 'CHF'];
const lists: Readonly<Record<string, readonly string[]>> = { CL718: countryCodes, CL048: currencyCodes };

export const codesOf = (list: string): readonly string[] => lists[list] ?? [];
export const codeLists = { has: (list: string, of: string) => codesOf(list).includes(of) };
