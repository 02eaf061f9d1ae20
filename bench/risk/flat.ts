/**
 * The same declarations and criteria for those who cannot walk a declaration: one level of names, numbers as numbers, codes cut
 * to the lengths that are asked for, value per kilogram worked out beforehand. All of it is to their advantage.
 */
import type { Block, Condition, Test } from '../../platforms/cdco/risk-analysis/domain/condition.ts';
import { readerOf } from '../../platforms/cdco/risk-analysis/domain/elements.ts';
import { type Scope, scopeOf } from '../../platforms/cdco/risk-analysis/domain/scope.ts';
import type { Bench } from './declarations.ts';

export type Row = Readonly<Record<string, unknown>>;

export interface Flat extends Row {
  readonly houses: readonly Row[];
  readonly items: readonly Row[];
}

/** Names of the elements that seeded profiles ask of. */
const names: Readonly<Record<string, string>> = {
  'derived.commodityCode': 'code',
  'derived.valuePerKilogram': 'value',
  'countryOfOrigin.country': 'origin',
  'itemAmountInvoiced.currency': 'currency',
  'commodity.descriptionOfGoods': 'description',
  'supportingDocuments.type': 'documents',
  'consignor.identificationNumber': 'consignor',
  'consignee.identificationNumber': 'consignee',
  'consignee.address.country': 'consigneeCountry',
  'consignee.address.postCode': 'consigneePostCode',
  'totalAmountInvoiced.value': 'amount',
  totalGrossMass: 'mass',
  'activeBorderTransportMeans.ModeOfTransport': 'mode',
  'activeBorderTransportMeans.countriesOfRoutingOfMeansOfTransport.country': 'routing',
  'customsOfficeOfFirstEntry.referenceNumber': 'office',
  'consignmentMasterLevel.carrier.identificationNumber': 'carrier',
};

export const nameOf = (element: string): string => names[element]!;
export const isList = (name: string): boolean => name === 'documents' || name === 'routing';
const isNumber = (name: string): boolean => name === 'value' || name === 'amount' || name === 'mass';

const prefixes = (code: string) => ({ hs2: code.slice(0, 2), hs4: code.slice(0, 4), hs6: code.slice(0, 6), hs8: code });

const rowOf = ({ node }: Scope, elements: readonly string[]): Row => {
  const row: Record<string, unknown> = {};
  for (const element of elements) {
    const name = nameOf(element);
    const values = readerOf(element)
      .all(node, '')
      .map(({ value }) => String(value));
    if (isList(name)) row[name] = values;
    else if (values[0] !== undefined) row[name] = isNumber(name) ? Number(values[0]) : values[0];
    if (name === 'code') Object.assign(row, prefixes(values[0]!));
    if (name === 'description') row[name] = values[0]!.toLowerCase();
  }
  return row;
};

const elementNames = Object.keys(names);
const [itemElements, houseElements, others] = [
  elementNames.slice(0, 6),
  elementNames.slice(6, 12),
  elementNames.slice(12),
];

export const dayOf = (day: string): number => Number(day.replaceAll('-', ''));

export const flatOf = ({ text, specificCircumstance, onDate }: Bench): Flat => {
  const scope = scopeOf(JSON.parse(text), 'entry');
  return {
    ...rowOf(scope, others),
    dataSet: specificCircumstance,
    day: dayOf(onDate),
    houses: scope.house.map((house) => rowOf(house, houseElements)),
    items: scope.item.map((item) => rowOf(item, itemElements)),
  };
};

export type Holds = (row: Row) => boolean;

const ofTest = (name: string, test: Test): Holds => {
  if ('eq' in test || 'in' in test) {
    const wanted = new Set('eq' in test ? [test.eq] : test.in);
    if (isList(name)) return (row) => (row[name] as string[]).some((value) => wanted.has(value));
    return (row) => wanted.has(row[name] as string);
  }
  if ('prefix' in test) return (row) => test.prefix.some((start) => (row[name] as string).startsWith(start));
  if ('range' in test) {
    const [from, to] = [Number(test.range.from ?? '-Infinity'), Number(test.range.to ?? 'Infinity')];
    return (row) => (row[name] as number) >= from && (row[name] as number) <= to;
  }
  if (!('matches' in test)) throw new Error('seeded profiles do not ask this');
  const words = test.matches.map((pattern) => pattern.replaceAll('*', ''));
  return (row) => words.some((word) => (row[name] as string).includes(word));
};

const rowsOf: Readonly<Record<Block, string>> = { item: 'items', house: 'houses' };

/** Plain closures: what a programmer writes who needs no index. */
export const closureOf = (condition: Condition): Holds => {
  if ('all' in condition) {
    const all = condition.all.map(closureOf);
    return (row) => all.every((one) => one(row));
  }
  if ('any' in condition) {
    const any = condition.any.map(closureOf);
    return (row) => any.some((one) => one(row));
  }
  if ('not' in condition) {
    const holds = closureOf(condition.not);
    return (row) => !holds(row);
  }
  if ('is' in condition) return ofTest(nameOf(condition.element), condition.is);
  if (!('some' in condition)) throw new Error('seeded profiles do not ask this');
  const [rows, holds] = [rowsOf[condition.some], closureOf(condition.where)];
  return (row) => (row[rows] as readonly Row[]).some(holds);
};
