/**
 * Seeded risk profiles of seven families, mixed evenly: the first thousand of ten thousand are like all. The families and
 * their shares follow the kinds that administrations use; every criterion is invented.
 */
import type { Condition } from '../../platforms/cdco/risk-analysis/domain/condition.ts';
import type { Profile, RiskLevel } from '../../platforms/cdco/risk-analysis/domain/profile.ts';
import type { RiskAreaCode } from '../../platforms/cdco/risk-analysis/domain/risk-areas.ts';
import { createRandom, type Random } from './random.ts';
import {
  all,
  amount,
  any,
  carrier,
  commodity,
  consignee,
  consigneeCountry,
  consigneePostCode,
  consignor,
  currency,
  description,
  document,
  from,
  house,
  isOneOf,
  item,
  mass,
  mode,
  not,
  office,
  origin,
  routing,
  says,
  startsWith,
  upTo,
  valuePerKilogram,
} from './words.ts';
import type { World } from './world.ts';

type Make = (random: Random, world: World) => Condition;

/** Digits of a commodity code: a chapter, a heading, a sub-heading, or all eight. */
const start = (random: Random, world: World, digits: number): string =>
  world.commodities[random.zipf(world.commodities.length, 0.5)]!.code.slice(0, digits);

const origins = (random: Random, world: World, count: number): string[] =>
  Array.from(new Set(Array.from({ length: count }, () => world.origins[random.zipf(world.origins.length, 0.6)]!)));

const someOf = (random: Random, of: readonly string[], count: number): string[] => [
  ...new Set(Array.from({ length: count }, () => of[random.zipf(of.length, 0.42)]!)),
];

const money = (value: number): string => String(Number(value.toFixed(2)));

/** Common financial criteria: goods, origin and value per kilogram of one item. */
const financial: Make = (random, world) => {
  const codes = Array.from({ length: random.integer(1, 4) }, () => start(random, world, random.one([4, 6, 6, 8])));
  const goods = item(
    commodity(startsWith(...codes)),
    origin(isOneOf(origins(random, world, random.integer(1, 5)))),
    currency({ eq: 'EUR' }),
    valuePerKilogram(upTo(money(Math.exp(random.normal() + 2)))),
  );
  return random.chance(0.3) ? all(goods, mode(isOneOf([random.one(['1', '3', '4'])]))) : goods;
};

/** Priority control areas: goods on a route, by a mode of transport. */
const priority: Make = (random, world) => {
  const route = routing(isOneOf(origins(random, world, random.integer(1, 3))));
  const goods = item(commodity(startsWith(start(random, world, 4), start(random, world, 4))));
  const by = random.chance(0.5) ? [mode(isOneOf([random.one(['1', '4'])]))] : [];
  return random.chance(0.4)
    ? all(route, ...by, carrier(isOneOf(someOf(random, world.carriers, random.integer(1, 5)))))
    : all(route, ...by, goods);
};

/** Risk information: parties or offices that were reported, often with goods. */
const reported: Make = (random, world) => {
  const who = any(
    consignor(isOneOf(someOf(random, world.consignors, random.integer(1, 4)))),
    consignee(isOneOf(someOf(random, world.consignees, random.integer(1, 4)))),
  );
  if (random.chance(0.5)) return all(house(who), item(commodity(startsWith(start(random, world, 2)))));
  const where = office(isOneOf(someOf(random, world.offices, random.integer(1, 3))));
  return random.chance(0.6) ? house(who) : all(where, item(commodity(startsWith(start(random, world, 6)))));
};

/** Credibility: value per kilogram outside the band of the commodity. */
const credibility: Make = (random, world) => {
  const { code, usualValue, spread } = world.commodities[random.zipf(world.commodities.length, 0.3)]!;
  const bound = random.chance(0.5)
    ? upTo(money(usualValue * Math.exp(-1.28 * spread)))
    : from(money(usualValue * Math.exp(1.64 * spread)));
  return item(commodity(startsWith(code)), valuePerKilogram(bound));
};

/** Watch lists: many parties, or addresses. */
const watch: Make = (random, world) => {
  if (random.chance(0.4)) {
    const codes = someOf(random, world.postCodes, random.integer(1, 3));
    return house(consigneePostCode(isOneOf(codes)), consigneeCountry(isOneOf([random.one(['BE', 'DE', 'NL', 'FR'])])));
  }
  const parties = isOneOf(random.some(world.consignees, Math.round(2 * 125 ** random.next())));
  return random.chance(0.4)
    ? house(consignee(parties), not(all(amount(upTo('150')), mass(upTo('30')))))
    : house(consignee(parties));
};

/** Product safety: goods of an origin without a document, or described in a certain way. */
const safety: Make = (random, world) => {
  const code = commodity(startsWith(start(random, world, random.one([4, 6]))));
  const from = origin(isOneOf(origins(random, world, random.integer(1, 6))));
  const certificate = document(isOneOf(random.some(['C400', 'C612', 'Y920', 'C640'], random.integer(1, 2))));
  if (random.chance(0.3)) return item(code, from, any(not(certificate), description(says('battery'))));
  return item(code, from, not(certificate));
};

/** Totals alone: nothing that could be looked up but a number. */
const broad: Make = (random) =>
  random.chance(0.5)
    ? house(amount(from(money(Math.exp(11 + random.next() * 2)))), mass(upTo(money(5 + random.next() * 20))))
    : house(mass(from(money(Math.exp(8.5 + random.next() * 1.5)))), amount(upTo(money(20 + random.next() * 200))));

interface Family {
  readonly name: string;
  readonly share: number;
  readonly area: RiskAreaCode;
  readonly make: Make;
}

const families: readonly Family[] = [
  { name: 'FIN', share: 0.18, area: 'UVL', make: financial },
  { name: 'PCA', share: 0.11, area: 'SEC', make: priority },
  { name: 'RIF', share: 0.19, area: 'DRG', make: reported },
  { name: 'CRED', share: 0.24, area: 'UVL', make: credibility },
  { name: 'WATCH', share: 0.1, area: 'SEC', make: watch },
  { name: 'SAFE', share: 0.15, area: 'PSF', make: safety },
  { name: 'BROAD', share: 0.03, area: 'TRN', make: broad },
];

const familyAt = (place: number): Family => {
  let left = place;
  for (const family of families) {
    if (left < family.share) return family;
    left -= family.share;
  }
  return families[0]!;
};

const levels: readonly RiskLevel[] = ['low', 'medium', 'high', 'critical'];

/** Most are in force all the year, some in part of it: on a day about 86 of 100. */
const validity = (random: Random) =>
  random.chance(0.72)
    ? { validFrom: '2026-01-01' }
    : { validFrom: `2026-0${random.integer(1, 6)}-01`, validTo: `2026-${random.one(['08', '09', '10', '11'])}-28` };

export const createProfiles = (world: World, count: number): Profile[] => {
  const random = createRandom(4711);
  return Array.from({ length: count }, (_, number) => {
    const { name, area, make } = familyAt((number * 0.6180339887) % 1);
    return {
      id: `${name}-${number}`,
      version: 1,
      ...validity(random),
      definition: {
        title: `Invented ${name} ${number}`,
        riskAreaCode: area,
        riskLevel: random.one(levels),
        procedures: ['entry'],
        ...(random.chance(0.2) ? { specificCircumstances: random.some(['F10', 'F24', 'F26', 'F32', 'F43'], 2) } : {}),
        condition: make(random, world),
        reason: `Invented criterion ${number}.`,
        recommendedControl: random.one(['documentary', 'physical', 'scan', 'sampling']),
      },
    };
  });
};
