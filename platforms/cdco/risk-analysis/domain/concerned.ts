/**
 * Which Member States a declaration concerns: that of the office of first entry, or the addressed one, that is responsible; those
 * on the route, of delivery and of the consignees. As `entry` tells them (Article 128 UCC and decision 10), read from the
 * declaration alone, so that a replay finds the same.
 */
import { isMemberState } from './visibility.ts';

type Node = Readonly<Record<string, unknown>>;

/** Where a procedure names offices, countries and places.. */
interface Shape {
  readonly offices: readonly Path[];
  readonly countries: readonly Path[];
  /** With a UN/LOCODE, whose first two letters are the country, or an address. */
  readonly places: readonly Path[];
}

type Path = readonly string[];
const paths = (...names: readonly string[]): readonly Path[] => names.map((name) => name.split('.'));

const master = 'consignmentMasterLevel';
const house = `${master}.consignmentHouseLevel`;

const entry: Shape = {
  offices: paths('customsOfficeOfFirstEntry.referenceNumber', 'addressedMemberState.country'),
  countries: paths(
    'activeBorderTransportMeans.countriesOfRoutingOfMeansOfTransport.country',
    `${house}.countriesOfRoutingOfConsignment.country`,
    `${house}.consignee.address.country`,
  ),
  places: paths(`${master}.placeOfDelivery`, `${house}.placeOfDelivery`),
};

/** Other procedures are declared by shipment [M]: until one says otherwise. */
const byShipment: Shape = {
  offices: paths('customsOfficeOfPresentation.referenceNumber', 'supervisingCustomsOffice.referenceNumber'),
  countries: paths('goodsShipment.destination.countryOfDestination', 'goodsShipment.consignee.address.country'),
  places: paths('goodsShipment.placeOfDelivery'),
};

const shapes: Readonly<Record<string, Shape>> = { entry };

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Lists are walked. */
const addValues = (to: unknown[], node: unknown, path: Path, depth: number): void => {
  if (Array.isArray(node)) {
    for (const one of node) addValues(to, one, path, depth);
    return;
  }
  const name = path[depth];
  if (name === undefined) to.push(node);
  else if (isNode(node) && Object.hasOwn(node, name)) addValues(to, node[name], path, depth + 1);
};

const countryOfPlace = (place: unknown): unknown => {
  if (!isNode(place)) return undefined;
  const { UNLOCODE, address } = place;
  return typeof UNLOCODE === 'string' ? UNLOCODE.slice(0, 2) : isNode(address) ? address['country'] : undefined;
};

/** Each once. An office tells its country by its first two letters. */
export const concernedIn = (declaration: unknown, procedure: string): readonly string[] => {
  const { offices, countries, places } = shapes[procedure] ?? byShipment;
  const at = (all: readonly Path[]) => {
    const values: unknown[] = [];
    for (const path of all) addValues(values, declaration, path, 0);
    return values;
  };
  const found = [
    ...at(offices).map((office) => String(office).slice(0, 2)),
    ...at(countries),
    ...at(places).map(countryOfPlace),
  ];
  return [...new Set(found.filter((one): one is string => typeof one === 'string' && isMemberState(one)))];
};
