/** The goods items of a declaration as the statistics know lines. Places of other procedures than entry are those of EUCDM [M]. */
import { type Goods, goodsOf } from '../credibility/goods.ts';
import { type Scope, scopeOf, shapeOf } from '../scope.ts';
import { namesOf, valuesAt } from '../values.ts';
import type { Line } from './line.ts';

export interface DeclaredLine {
  readonly goods: Goods;
  readonly line: Line;
}

type Word = 'departure' | 'office' | 'importer' | 'seller' | 'declarant' | 'courier' | 'transport';

/** Looked for in the goods item, then in what holds it, up to the declaration; of several names the first that is there. */
const places: Readonly<Record<Word, readonly string[]>> = {
  departure: [
    'countryOfDispatch.country',
    'countryOfDispatch',
    'activeBorderTransportMeans.countriesOfRoutingOfMeansOfTransport.country',
  ],
  office: ['customsOfficeOfFirstEntry.referenceNumber', 'customsOfficeOfLodgement.referenceNumber'],
  importer: ['importer.identificationNumber', 'consignee.identificationNumber'],
  seller: ['seller.identificationNumber', 'consignor.identificationNumber', 'exporter.identificationNumber'],
  declarant: ['declarant.identificationNumber'],
  courier: ['carrier.identificationNumber'],
  transport: ['activeBorderTransportMeans.ModeOfTransport', 'modeOfTransportAtTheBorder'],
};
const words = Object.keys(places) as readonly Word[];
const paths = Object.fromEntries(words.map((word) => [word, places[word].map(namesOf)])) as unknown as Readonly<
  Record<Word, readonly (readonly string[])[]>
>;

type Words = Partial<Record<Word, string>>;

const wordsAt = (node: unknown): Words => {
  const found: Words = {};
  for (const word of words) {
    for (const names of paths[word]) {
      const value = valuesAt(node, names, '')[0]?.value;
      if (value === undefined) continue;
      found[word] = String(value);
      break;
    }
  }
  return found;
};

const child = (node: unknown, name: string): unknown =>
  typeof node === 'object' && node !== null ? (node as Readonly<Record<string, unknown>>)[name] : undefined;

const lineOf = (goods: Goods, above: Words): Line => ({
  ...above,
  ...wordsAt(goods.scope.node),
  hs6: goods.code?.slice(0, 6),
  origin: goods.origin,
  netMassKg: goods.netMass,
  // Values are compared in euro; there are no exchange rates here.
  value: goods.currency === 'EUR' ? goods.value : undefined,
});

/** Of every goods item of the lowest level. What a consignment says of its items goes before what the declaration says. */
export function* declaredLines(declaration: unknown, procedure: string): Generator<DeclaredLine> {
  const scope: Scope = scopeOf(declaration, procedure);
  const outer = { ...wordsAt(declaration), ...wordsAt(child(declaration, shapeOf(procedure).master)) };
  for (const house of scope.house) {
    const above = { ...outer, ...wordsAt(house.node) };
    for (const item of house.counted) {
      const goods = goodsOf(item);
      yield { goods, line: lineOf(goods, above) };
    }
  }
}
