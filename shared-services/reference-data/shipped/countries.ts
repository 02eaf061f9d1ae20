/** Countries, and which of them are Member States. */
import { createRequire } from 'node:module';
import type { StatedCode } from '../code-list.ts';
import { always, codesOf, fromMemory, type ShippedList } from './shipped-list.ts';

// The names only: the package's own entry loads them in all of its languages.
const { countries } = createRequire(import.meta.url)('i18n-iso-countries/langs/en.json') as {
  readonly countries: Readonly<Record<string, string | readonly string[]>>;
};

/** Whether it is a country of ISO 3166 today. */
export const isCountry = (code: string): boolean => Object.hasOwn(countries, code);

/** Codes that customs use beside ISO 3166. */
const customsOnly = codesOf(`
  XC Ceuta
  XI Northern Ireland
  XK Kosovo
  XL Melilla
  XS Serbia (code of the foreign trade nomenclature)
`);

const allCountries = (): StatedCode[] => {
  const standard = Object.entries(countries).map(([code, names]) => ({ code, description: [names].flat()[0] ?? code }));
  const further = customsOnly.filter(({ code }) => countries[code] === undefined);
  return [...standard, ...further].toSorted((one, other) => (one.code < other.code ? -1 : 1));
};

/** Day of accession; the founding and early members count from the start of the single market. */
const membersSince: Readonly<Record<string, string>> = {
  [always]: 'BE DE DK ES FR GR IE IT LU NL PT',
  '1995-01-01': 'AT FI SE',
  '2004-05-01': 'CY CZ EE HU LT LV MT PL SI SK',
  '2007-01-01': 'BG RO',
  '2013-07-01': 'HR',
};

// The United Kingdom applied the Union's customs law until the end of the transition period; Northern Ireland still does.
const formerAndSpecial: readonly StatedCode[] = [
  { code: 'GB', description: 'United Kingdom', validFrom: always, validTo: '2020-12-31' },
  { code: 'XI', description: 'Northern Ireland', validFrom: '2021-01-01', attributes: { memberState: false } },
];

const memberStates = (): StatedCode[] => {
  const names = new Map(allCountries().map(({ code, description }) => [code, description]));
  const members = Object.entries(membersSince).flatMap(([validFrom, codes]) =>
    codes.split(' ').map((code): StatedCode => ({ code, description: names.get(code) ?? code, validFrom })),
  );
  return [...members, ...formerAndSpecial];
};

// From memory: states whose post works without postcodes. Their addresses need none.
const withoutPostcode =
  'AE AG AN AO AW BF BI BJ BO BS BW BZ CD CF CG CI CK CM DJ DM ER FJ GA GD GM GN GQ GY HK JM KI KM KN KP LY ML MO MR MW NR NU QA RW SB SC SL SR ST SY TD TF TG TK TO TV UG VU YE ZW';

const noPostcode = (): StatedCode[] => {
  const named = new Set(withoutPostcode.split(' '));
  return allCountries().filter(({ code }) => named.has(code));
};

const standard = 'ISO 3166-1 (npm i18n-iso-countries) and the codes that customs use beside it';

export const countryLists = (): ShippedList[] => [
  { name: 'CL718', title: 'Countries', source: standard, validFrom: always, codes: allCountries() },
  {
    name: 'CL008',
    title: 'Countries, full list (transit)',
    source: standard,
    validFrom: always,
    codes: allCountries(),
  },
  {
    name: 'CL199',
    title: 'Countries in addresses (transit)',
    source: standard,
    validFrom: always,
    codes: allCountries(),
  },
  {
    name: 'CL717',
    title: 'Member States, and Northern Ireland',
    source: 'The accession treaties and the withdrawal agreement',
    validFrom: always,
    codes: memberStates(),
  },
  {
    name: 'CL733',
    title: 'Countries without postcodes',
    source: fromMemory('Postal practice'),
    validFrom: always,
    codes: noPostcode(),
  },
];
