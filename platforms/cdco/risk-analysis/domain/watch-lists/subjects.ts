/** Whom and what a declaration names: parties in any role, their addresses, containers and means of transport. */
import type { Screened } from './screener.ts';

export interface Subject {
  readonly asked: Screened;
  /** Where it stands: JSON pointer and value of each element that was asked for. */
  readonly elements: readonly { readonly pointer: string; readonly value: string }[];
}

/** Elements of the data model that hold a party (UCC data group 13 and the parties of the entry summary declaration). */
const partyRoles = new Set(
  `consignor consignee declarant representative carrier notifyParty buyer seller exporter importer supplementaryDeclarant
   additionalSupplyChainActor holderOfTheTransitProcedure guarantor debtor manufacturer passenger addressedParty`.split(
    /\s+/,
  ),
);
const meansOfTransport = /transportMeans$|meansOfTransport$/i;

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

const texts = (node: Node, pointer: string, names: readonly string[]) =>
  names.flatMap((name) => {
    const value = node[name];
    return typeof value === 'string' && value.trim() !== '' ? [{ name, pointer: `${pointer}/${name}`, value }] : [];
  });

const placed = (found: ReturnType<typeof texts>) => found.map(({ pointer, value }) => ({ pointer, value }));

const addressOf = (node: Node, pointer: string): Subject[] => {
  const found = texts(node, pointer, ['street', 'streetAndNumber', 'number', 'postCode', 'postcode', 'city']);
  const country = texts(node, pointer, ['country']);
  if (found.length < 2) return [];
  const name = found.map(({ value }) => value).join(' ');
  const where = country[0] === undefined ? {} : { country: country[0].value };
  return [{ asked: { kind: 'address', name, ...where }, elements: placed([...found, ...country]) }];
};

const namedOf = (kind: 'party' | 'vessel', node: Node, pointer: string): Subject[] => {
  const names = texts(node, pointer, ['name']);
  const numbers = texts(node, pointer, ['identificationNumber', 'identifier']);
  if (names.length + numbers.length === 0) return [];
  // A vessel may be declared by its name in the place of its number.
  const name = names[0]?.value ?? (kind === 'vessel' ? numbers[0]?.value : undefined);
  const identifiers = numbers.map(({ value }) => value);
  return [
    { asked: { kind, ...(name === undefined ? {} : { name }), identifiers }, elements: placed([...names, ...numbers]) },
  ];
};

const containerOf = (node: Node, pointer: string): Subject[] =>
  texts(node, pointer, ['containerIdentificationNumber']).map(({ pointer: at, value }) => ({
    asked: { kind: 'container', identifiers: [value] },
    elements: [{ pointer: at, value }],
  }));

const here = (name: string, node: Node, pointer: string): Subject[] => {
  if (partyRoles.has(name)) return namedOf('party', node, pointer);
  if (name === 'address') return addressOf(node, pointer);
  if (meansOfTransport.test(name)) return namedOf('vessel', node, pointer);
  return containerOf(node, pointer);
};

/** Deeper than these no declaration goes; what does is not looked at. */
const deepest = 24;

export const subjectsOf = (node: unknown, pointer = '', name = '', depth = 0): Subject[] => {
  if (!isNode(node) || depth > deepest) return [];
  if (Array.isArray(node)) return node.flatMap((one, at) => subjectsOf(one, `${pointer}/${at}`, name, depth + 1));
  const below = Object.entries(node).flatMap(([key, value]) =>
    isNode(value)
      ? subjectsOf(value, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, key, depth + 1)
      : [],
  );
  return [...here(name, node, pointer), ...below];
};
