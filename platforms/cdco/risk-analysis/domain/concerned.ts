/**
 * Which Member States a declaration concerns: that of the office of first entry, or the addressed one, that is responsible; those
 * on the route, of delivery and of the consignees. As `entry` tells them (Article 128 UCC and decision 10), read from the
 * declaration alone, so that a replay finds the same.
 */
import { isMemberState } from './visibility.ts';

type Node = Readonly<Record<string, unknown>>;

/** Where a procedure names offices, countries and places.. */
interface Shape {
  readonly offices: readonly string[];
  readonly countries: readonly string[];
  /** With a UN/LOCODE, whose first two letters are the country, or an address. */
  readonly places: readonly string[];
}

const master = 'consignmentMasterLevel';
const house = `${master}.consignmentHouseLevel`;

const entry: Shape = {
  offices: ['customsOfficeOfFirstEntry.referenceNumber', 'addressedMemberState.country'],
  countries: [
    'activeBorderTransportMeans.countriesOfRoutingOfMeansOfTransport.country',
    `${house}.countriesOfRoutingOfConsignment.country`,
    `${house}.consignee.address.country`,
  ],
  places: [`${master}.placeOfDelivery`, `${house}.placeOfDelivery`],
};

/** Other procedures are declared by shipment [M]: until one says otherwise. */
const byShipment: Shape = {
  offices: ['customsOfficeOfPresentation.referenceNumber', 'supervisingCustomsOffice.referenceNumber'],
  countries: ['goodsShipment.destination.countryOfDestination', 'goodsShipment.consignee.address.country'],
  places: ['goodsShipment.placeOfDelivery'],
};

const shapes: Readonly<Record<string, Shape>> = { entry };

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Lists are walked. */
const valuesAt = (node: unknown, names: readonly string[]): unknown[] => {
  if (Array.isArray(node)) return node.flatMap((one) => valuesAt(one, names));
  const [name, ...rest] = names;
  if (name === undefined) return [node];
  return isNode(node) && Object.hasOwn(node, name) ? valuesAt(node[name], rest) : [];
};

const countryOfPlace = (place: unknown): unknown => {
  if (!isNode(place)) return undefined;
  const { UNLOCODE, address } = place;
  return typeof UNLOCODE === 'string' ? UNLOCODE.slice(0, 2) : isNode(address) ? address['country'] : undefined;
};

/** Each once. An office tells its country by its first two letters. */
export const concernedIn = (declaration: unknown, procedure: string): readonly string[] => {
  const { offices, countries, places } = shapes[procedure] ?? byShipment;
  const at = (paths: readonly string[]) => paths.flatMap((path) => valuesAt(declaration, path.split('.')));
  const found = [
    ...at(offices).map((office) => String(office).slice(0, 2)),
    ...at(countries),
    ...at(places).map(countryOfPlace),
  ];
  return [...new Set(found.filter((one): one is string => typeof one === 'string' && isMemberState(one)))];
};
