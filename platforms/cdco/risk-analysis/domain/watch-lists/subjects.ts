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

interface Text {
  readonly pointer: string;
  readonly value: string;
}

const texts = (node: Node, pointer: string, names: readonly string[]): Text[] => {
  const found: Text[] = [];
  for (const name of names) {
    const value = node[name];
    if (typeof value === 'string' && value.trim() !== '') found.push({ pointer: `${pointer}/${name}`, value });
  }
  return found;
};

const addressOf = (node: Node, pointer: string): Subject[] => {
  const found = texts(node, pointer, ['street', 'streetAndNumber', 'number', 'postCode', 'postcode', 'city']);
  const country = texts(node, pointer, ['country']);
  if (found.length < 2) return [];
  const name = found.map(({ value }) => value).join(' ');
  const where = country[0] === undefined ? {} : { country: country[0].value };
  return [{ asked: { kind: 'address', name, ...where }, elements: [...found, ...country] }];
};

const namedOf = (kind: 'party' | 'vessel', node: Node, pointer: string): Subject[] => {
  const names = texts(node, pointer, ['name']);
  const numbers = texts(node, pointer, ['identificationNumber', 'identifier']);
  if (names.length + numbers.length === 0) return [];
  // A vessel may be declared by its name in the place of its number.
  const name = names[0]?.value ?? (kind === 'vessel' ? numbers[0]?.value : undefined);
  const identifiers = numbers.map(({ value }) => value);
  return [{ asked: { kind, ...(name === undefined ? {} : { name }), identifiers }, elements: [...names, ...numbers] }];
};

const containerOf = (node: Node, pointer: string): Subject[] =>
  texts(node, pointer, ['containerIdentificationNumber']).map((text) => ({
    asked: { kind: 'container', identifiers: [text.value] },
    elements: [text],
  }));

type Read = (node: Node, pointer: string) => Subject[];

const party: Read = (node, pointer) => namedOf('party', node, pointer);
const vessel: Read = (node, pointer) => namedOf('vessel', node, pointer);

/** What an element of that name may be; undefined: nothing that is looked for. */
const readerOf = (name: string, node: Node): Read | undefined => {
  if (partyRoles.has(name)) return party;
  if (name === 'address') return addressOf;
  if ('containerIdentificationNumber' in node) return containerOf;
  return meansOfTransport.test(name) ? vessel : undefined;
};

/** Deeper than these no declaration goes; what does is not looked at. */
const deepest = 24;

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Pointers are made of what is found alone: most of a declaration is walked past. */
const pointerOf = (path: readonly string[]): string => path.map((name) => `/${escaped(name)}`).join('');

const collect = (node: Node, name: string, path: string[], found: Subject[]): void => {
  if (path.length > deepest) return;
  const isList = Array.isArray(node);
  const read = isList ? undefined : readerOf(name, node);
  if (read !== undefined) found.push(...read(node, pointerOf(path)));
  for (const key of Object.keys(node)) {
    const below = node[key];
    if (!isNode(below)) continue;
    path.push(key);
    collect(below, isList ? name : key, path, found);
    path.pop();
  }
};

/** In the order of the declaration. */
export const subjectsOf = (declaration: unknown): Subject[] => {
  const found: Subject[] = [];
  if (isNode(declaration)) collect(declaration, '', [], found);
  return found;
};
