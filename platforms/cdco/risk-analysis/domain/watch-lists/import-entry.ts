/** One row as an entry of a list, or what is wrong with it. */
import { identifierFault } from './identifiers.ts';
import type { ImportFault, ImportRow as Row } from './import-rows.ts';
import { type EntryKind, entryKinds, type WatchListEntry } from './watch-list.ts';

const longest: Readonly<Record<string, number>> = {
  entryId: 64,
  name: 300,
  street: 140,
  number: 35,
  postCode: 17,
  city: 70,
  country: 2,
  remark: 1000,
};
const several = { aliases: 300, identifiers: 64 } as const;
const mostOfEach = 50;
const known = new Set([...Object.keys(longest), ...Object.keys(several), 'kind']);

type Fault = (name: string | readonly (string | number)[], message: string) => ImportFault;

const textFaults = ({ cells }: Row, fault: Fault): ImportFault[] =>
  Object.entries(longest).flatMap(([name, most]) => {
    const value = cells[name];
    if (value === undefined) return [];
    if (typeof value !== 'string' || value.trim() === '') return [fault(name, 'not a text')];
    return value.length > most ? [fault(name, `longer than ${most} characters`)] : [];
  });

const listFaults = ({ cells }: Row, fault: Fault): ImportFault[] =>
  Object.entries(several).flatMap(([name, most]) => {
    const value = cells[name];
    if (value === undefined) return [];
    if (!Array.isArray(value)) return [fault(name, 'not a list')];
    if (value.length > mostOfEach) return [fault(name, `more than ${mostOfEach}`)];
    return value.flatMap((one: unknown, at) => {
      if (typeof one === 'string' && one.trim() !== '' && one.length <= most) return [];
      return [fault([name, at], `not a text of at most ${most} characters`)];
    });
  });

const ruleFaults = (kind: EntryKind, { cells }: Row, fault: Fault): ImportFault[] => {
  const identifiers = (cells['identifiers'] ?? []) as readonly string[];
  const lacks = (name: string) => cells[name] === undefined;
  const faults = identifiers.flatMap((one, at) => {
    const wrong = identifierFault(kind, one);
    return wrong === undefined ? [] : [fault(['identifiers', at], wrong)];
  });
  if (kind === 'container' && identifiers.length === 0) faults.push(fault('identifiers', 'a container has a number'));
  if ((kind === 'party' || kind === 'vessel') && lacks('name') && identifiers.length === 0) {
    faults.push(fault('name', `a ${kind} has a name or an identifier`));
  }
  if (kind === 'address' && (lacks('street') || (lacks('postCode') && lacks('city')) || lacks('country'))) {
    faults.push(fault('street', 'an address has a street, a postcode or city, and a country'));
  }
  return faults;
};

const faultsOf = (row: Row): ImportFault[] => {
  const { path, cells } = row;
  const fault: Fault = (name, message) => ({ path: [...path, ...[name].flat()], message });
  const unknown = Object.keys(cells).filter((name) => !known.has(name));
  const faults = [
    ...unknown.map((name) => fault(name.slice(0, 64), 'no such element')),
    ...textFaults(row, fault),
    ...listFaults(row, fault),
  ];
  if (cells['entryId'] === undefined) faults.push(fault('entryId', 'missing'));
  if (typeof cells['country'] === 'string' && !/^[A-Z]{2}$/.test(cells['country'])) {
    faults.push(fault('country', 'not the two capital letters of a country'));
  }
  const kind = cells['kind'] as EntryKind;
  if (!entryKinds.includes(kind)) return [...faults, fault('kind', `not one of ${entryKinds.join(', ')}`)];
  return faults.length > 0 ? faults : ruleFaults(kind, row, fault);
};

const addressNames = ['street', 'number', 'postCode', 'city', 'country'];

const given = (cells: Row['cells'], wanted: (name: string) => boolean) =>
  Object.fromEntries(Object.entries(cells).filter(([name, value]) => value !== undefined && wanted(name)));

const entryOf = ({ cells }: Row): WatchListEntry => {
  const address = given(cells, (name) => addressNames.includes(name));
  const others = given(cells, (name) => !addressNames.includes(name));
  return { ...others, ...(Object.keys(address).length === 0 ? {} : { address }) } as unknown as WatchListEntry;
};

export const readEntry = (row: Row): { readonly entry?: WatchListEntry; readonly faults: readonly ImportFault[] } => {
  const faults = faultsOf(row);
  return faults.length > 0 ? { faults } : { entry: entryOf(row), faults };
};
