/** Rules on the route of the means of transport and of the goods, and on whom the filing is addressed to. */
import { countryOfPlace, routeOf } from '../filing.ts';
import type { FilingView } from '../filing-view.ts';
import { all, houseRule, type Path, preLoading, rule, unless } from './rule.ts';

const routing: Path = ['activeBorderTransportMeans', 'countriesOfRoutingOfMeansOfTransport'];

const officeOf = (filing: FilingView) => filing.customsOfficeOfFirstEntry?.referenceNumber;

const present = <T>(values: readonly (T | undefined)[]): T[] => values.filter((value) => value !== undefined);

export const routeRules = [
  // A place that the filing does not state (pre-loading filings) demands nothing of the route.
  rule('R3013', all, (filing) => {
    const loading = countryOfPlace(filing.consignmentMasterLevel.placeOfLoading);
    return unless(
      loading === undefined || routeOf(filing)[0] === loading,
      routing,
      'The first country of the route is that of the place of loading.',
    );
  }),
  rule('R3014', all, (filing) => {
    const unloading = countryOfPlace(filing.consignmentMasterLevel.placeOfUnloading);
    return unless(
      unloading === undefined || routeOf(filing).at(-1) === unloading,
      routing,
      'The last country of the route is that of the place of unloading.',
    );
  }),
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
