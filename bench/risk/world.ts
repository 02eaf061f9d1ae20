/** What seeded declarations and profiles have in common: commodities, countries, parties, offices. All of it is invented. */
import { createRandom, type Random } from './random.ts';

export interface Commodity {
  /** Eight digits. */
  readonly code: string;
  readonly words: string;
  /** Usual value of a kilogram in euro, and the spread of its logarithm. */
  readonly usualValue: number;
  readonly spread: number;
}

export interface World {
  /** The most frequent first. */
  readonly commodities: readonly Commodity[];
  readonly headings: readonly string[];
  readonly origins: readonly string[];
  readonly consignees: readonly string[];
  readonly consignors: readonly string[];
  readonly carriers: readonly string[];
  readonly offices: readonly string[];
  readonly postCodes: readonly string[];
}

const memberStates = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');
const origins =
  'CN US TR IN VN GB JP KR TW TH ID MY BD PK CH HK BR MX ZA MA EG TN UA RS NO CA AU SG PH KH LK IL AE SA CL PE CO AR EC KE ET GH NG CI CM SN UG TZ ZM MG MU BY KZ UZ GE AM AZ MD AL BA MK ME XK IS NZ CR GT HN SV NI PA DO JM TT UY PY BO VE CU JO LB KW QA OM BH IR IQ SY YE MM LA NP'.split(
    ' ',
  );
const words =
  'cotton steel ceramic lithium rubber leather wooden printed electric plastic knitted frozen dried glass copper optical medical toy garden kitchen pump valve battery lamp shoe shirt watch phone cable chair bag fruit fish seed paper paint tyre engine filter sensor'.split(
    ' ',
  );

const padded = (number: number, length: number): string => String(number).padStart(length, '0');

const commoditiesOf = (random: Random): Commodity[] => {
  const found: Commodity[] = [];
  for (let chapter = 1; chapter <= 97; chapter += 1) {
    for (let heading = 1, headings = random.integer(6, 18); heading <= headings; heading += 1) {
      const start = `${padded(chapter, 2)}${padded(heading, 2)}`;
      for (let left = random.integer(3, 13); left > 0; left -= 1) {
        found.push({
          code: `${start}${padded(random.integer(10, 99), 2)}${padded(random.integer(0, 9) * 10, 2)}`,
          words: `${random.one(words)} ${random.one(words)}`,
          usualValue: Math.exp(random.normal() * 1.5 + 2.5),
          spread: 0.3 + random.next() * 0.5,
        });
      }
    }
  }
  const different = new Map(found.map((one) => [one.code, one]));
  return random.some([...different.values()], different.size);
};

const numbered = (count: number, make: (number: number) => string): string[] =>
  Array.from({ length: count }, (_, number) => make(number));

export const createWorld = (): World => {
  const random = createRandom(20261121);
  const commodities = commoditiesOf(random);
  return {
    commodities,
    headings: [...new Set(commodities.map(({ code }) => code.slice(0, 4)))],
    origins,
    consignees: numbered(20_000, (number) => `${random.one(memberStates)}${padded(number * 7919, 12)}`),
    consignors: numbered(8_000, (number) => `${random.one(origins)}${padded(number * 6007, 10)}`),
    carriers: numbered(300, (number) => `${random.one(memberStates)}${padded(900_000 + number * 31, 12)}`),
    offices: numbered(540, (number) => `${random.one(memberStates)}${padded(100_000 + number * 13, 6)}`),
    postCodes: numbered(2_000, (number) => padded(1000 + number * 4, 4)),
  };
};
