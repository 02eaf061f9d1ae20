/** Conditions C3003 to C3008: a place is a UN/LOCODE, or else a location and a country. */
import type { FilingName } from '../../messages/filings.ts';
import { detailedHouses, houseRule, masterRule, type Path, type Problem, sea, unless } from './rule.ts';

interface Place {
  readonly location?: string;
  readonly UNLOCODE?: string;
  readonly address?: { readonly country?: string };
}

const codedOrDescribed = (path: Path, place: Place | undefined): readonly Problem[] => {
  if (place === undefined) return [];
  const coded = place.UNLOCODE !== undefined;
  const demand = coded ? 'is not stated where there is a UN/LOCODE.' : 'is stated where there is no UN/LOCODE.';
  return [
    ...unless((place.location === undefined) === coded, [...path, 'location'], `The location ${demand}`),
    ...unless((place.address === undefined) === coded, [...path, 'address'], `The country ${demand}`),
  ];
};

type MasterPlace = 'placeOfAcceptance' | 'placeOfDelivery' | 'placeOfLoading' | 'placeOfUnloading';

const atMaster = (id: string, appliesTo: readonly FilingName[], name: MasterPlace) =>
  masterRule(id, appliesTo, ({ path, value }) => codedOrDescribed([...path, name], value[name]));

const atHouse = (id: string, name: 'placeOfAcceptance' | 'placeOfDelivery') =>
  houseRule(id, detailedHouses, ({ path, value }) => codedOrDescribed([...path, name], value[name]));

export const placeRules = [
  atMaster('C3003', ['IE3F11'], 'placeOfAcceptance'),
  atHouse('C3004', 'placeOfAcceptance'),
  atMaster('C3005', ['IE3F11'], 'placeOfDelivery'),
  atHouse('C3006', 'placeOfDelivery'),
  atMaster('C3007', sea, 'placeOfLoading'),
  atMaster('C3008', sea, 'placeOfUnloading'),
];
