/** Rules on the route of the means of transport and of the goods, and on whom the filing is addressed to. */
import { countryOfPlace, routeOf } from '../filing.ts';
import type { FilingView } from '../filing-view.ts';
import { all, houseRule, type Path, preLoading, rule, sea, unless } from './rule.ts';

const routing: Path = ['activeBorderTransportMeans', 'countriesOfRoutingOfMeansOfTransport'];

const officeOf = (filing: FilingView) => filing.customsOfficeOfFirstEntry?.referenceNumber;

const present = <T>(values: readonly (T | undefined)[]): T[] => values.filter((value) => value !== undefined);

export const routeRules = [
  rule('R3013', sea, (filing) =>
    unless(
      routeOf(filing)[0] === countryOfPlace(filing.consignmentMasterLevel.placeOfLoading),
      routing,
      'The first country of the route is that of the place of loading.',
    ),
  ),
  rule('R3014', sea, (filing) =>
    unless(
      routeOf(filing).at(-1) === countryOfPlace(filing.consignmentMasterLevel.placeOfUnloading),
      routing,
      'The last country of the route is that of the place of unloading.',
    ),
  ),
  rule('R3018', all, (filing, { isMemberState, countryOfOffice }) => {
    const office = officeOf(filing);
    if (office === undefined || filing.activeBorderTransportMeans === undefined) return [];
    return unless(
      routeOf(filing).find(isMemberState) === countryOfOffice(office),
      routing,
      'The first Member State of the route is that of the customs office of first entry.',
    );
  }),
  houseRule('R3022', ['IE3F11', 'IE3F26'], ({ path, value: house }) => {
    const route = (house.countriesOfRoutingOfConsignment ?? []).map((stop) => stop.country);
    const ends = present([countryOfPlace(house.placeOfAcceptance), countryOfPlace(house.placeOfDelivery)]);
    return unless(
      ends.every((country) => route.includes(country)),
      [...path, 'countriesOfRoutingOfConsignment'],
      'The route of the goods contains the countries of acceptance and of delivery.',
    );
  }),
  rule('R3034', preLoading, (filing) =>
    unless(
      officeOf(filing) !== undefined || filing.addressedMemberState !== undefined,
      ['addressedMemberState'],
      'The customs office of first entry or the addressed Member State is stated.',
    ),
  ),
];
