/** Seeded entry summary declarations: 1 to 999 goods items in consignments, about 3 KB in the mean. */
import { createRandom, type Random } from './random.ts';
import type { Commodity, World } from './world.ts';

export interface Bench {
  readonly text: string;
  readonly specificCircumstance: string;
  readonly onDate: string;
  readonly items: number;
}

/** Shares of the numbers of goods items; dealt out evenly, so that any part of the set has about the same mix. */
const sizes: readonly (readonly [share: number, from: number, to: number])[] = [
  [0.45, 1, 1],
  [0.35, 2, 5],
  [0.15, 6, 20],
  [0.045, 21, 100],
  [0.005, 101, 999],
];

const itemsOf = (number: number, random: Random): number => {
  let place = (number * 0.6180339887) % 1;
  for (const [share, from, to] of sizes) {
    if (place < share) return Math.round(from * (to / from) ** (random.next() * 0.97));
    place -= share;
  }
  return 1;
};

const party = (id: string, country: string, random: Random, world: World) => ({
  name: `Invented Trader ${id.slice(-5)}`,
  identificationNumber: id,
  address: { country, postCode: world.postCodes[random.zipf(world.postCodes.length, 0.6)] },
});

const decimals = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

const documents = ['N380', 'N740', 'C400', 'C612', 'Y920', 'N851', 'Y901', 'C640'];

const goodsItem = (number: number, { code, words, usualValue, spread }: Commodity, random: Random, world: World) => {
  const netMass = Math.exp(random.normal() * 1.6 + 3);
  const value = netMass * usualValue * Math.exp(random.normal() * spread);
  const papers = Math.max(0, random.integer(-2, 3));
  return {
    goodsItemNumber: number,
    commodity: {
      descriptionOfGoods: `${words} no ${random.integer(1, 999)}`,
      commodityCode: { harmonizedSystemSubHeadingCode: code.slice(0, 6), combinedNomenclatureCode: code.slice(6) },
    },
    weight: {
      grossMass: decimals(netMass * (1.02 + random.next() * 0.2) + 0.001, 3),
      netMass: decimals(netMass + 0.001, 3),
    },
    itemAmountInvoiced: { value: decimals(value + 0.01, 2), currency: random.chance(0.7) ? 'EUR' : 'USD' },
    countryOfOrigin: { country: world.origins[random.zipf(world.origins.length)] },
    ...(papers === 0 ? {} : { supportingDocuments: random.some(documents, papers).map((type) => ({ type })) }),
  };
};

const consignment = (items: object[], masses: string, random: Random, world: World) => {
  const [consignor, consignee] = [
    world.consignors[random.zipf(world.consignors.length, 0.9)]!,
    world.consignees[random.zipf(world.consignees.length, 0.9)]!,
  ];
  return {
    totalGrossMass: masses,
    totalAmountInvoiced: { value: decimals(Math.exp(random.normal() * 1.8 + 7) + 0.01, 2), currency: 'EUR' },
    consignor: party(consignor, consignor.slice(0, 2), random, world),
    consignee: party(consignee, consignee.slice(0, 2), random, world),
    goodsItem: items,
  };
};

const routing = (random: Random, world: World, last: string) => {
  const between = random.some(world.origins.slice(0, 40), random.integer(0, 3));
  return [world.origins[random.zipf(world.origins.length)]!, ...between, last].map((country, number) => ({
    sequenceNumber: number + 1,
    country,
  }));
};

/** One declaration with so many goods items. */
export const declarationOf = (world: World, random: Random, number: number, items: number): Bench => {
  const houses = items === 1 ? 1 : Math.min(items, 1 + random.zipf(6));
  const perHouse = Math.ceil(items / houses);
  const office = world.offices[random.zipf(world.offices.length)]!;
  const specificCircumstance = random.one(['F10', 'F24', 'F26', 'F32', 'F43']);
  const onDate = `2026-${padded(random.integer(1, 12))}-${padded(random.integer(1, 28))}`;
  const goods = Array.from({ length: items }, (_, item) =>
    goodsItem(item + 1, world.commodities[random.zipf(world.commodities.length, 0.8)]!, random, world),
  );
  const declaration = {
    LRN: `LRN-${number}`,
    documentIssueDate: { DateTime: `${onDate}T08:00:00Z` },
    SpecificCircumstanceIndicator: specificCircumstance,
    addressedMemberState: { country: office.slice(0, 2) },
    customsOfficeOfFirstEntry: { referenceNumber: office },
    activeBorderTransportMeans: {
      ModeOfTransport: random.one(['1', '1', '4', '4', '4', '3', '2']),
      countriesOfRoutingOfMeansOfTransport: routing(random, world, office.slice(0, 2)),
    },
    consignmentMasterLevel: {
      carrier: { identificationNumber: world.carriers[random.zipf(world.carriers.length)]! },
      consignmentHouseLevel: Array.from({ length: Math.ceil(items / perHouse) }, (_, house) => {
        const own = goods.slice(house * perHouse, (house + 1) * perHouse);
        return consignment(own, decimals(Math.exp(random.normal() * 1.6 + 5), 3), random, world);
      }),
    },
  };
  return { text: JSON.stringify(declaration), specificCircumstance, onDate, items };
};

const padded = (number: number): string => String(number).padStart(2, '0');

export const createDeclarations = (world: World, count: number, seed: number): Bench[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, number) =>
    declarationOf(world, random, seed * 1_000_000 + number, itemsOf(number, random)),
  );
};
