/** Values on their way into sealed columns and out of them. */
import { type Belonging, envelopeIn, openText, sealText } from './envelope.ts';
import type { KeyRing } from './ring.ts';

/** Type of a column of the primary key. */
export type KeyType = 'text' | 'integer' | 'uuid';

/** A column whose values are sealed. No other column of its name is read in the component with values that are not. */
export interface SealedPlace {
  readonly table: string;
  readonly column: string;
  /** The primary key: what the row is known by, in the order of the authenticated data. Who reads the column reads these too. */
  readonly key: Readonly<Record<string, KeyType>>;
}

const mark = Symbol('to be sealed');

export interface ToSeal extends Omit<Belonging, 'component'> {
  readonly [mark]: true;
  readonly text: string;
  /** @throws {Error} always: the statement goes to a store that does not seal */
  toJSON(): never;
}

/** A parameter of a statement that is to be sealed on its way. */
export const toSeal = (place: string, key: readonly (string | number)[], text: string): ToSeal => ({
  [mark]: true,
  place,
  key,
  text,
  toJSON: () => {
    throw new Error(`${place} is sealed, and this store does not seal`);
  },
});

const isToSeal = (value: unknown): value is ToSeal => typeof value === 'object' && value !== null && mark in value;
const holdsOne = (value: unknown): boolean => isToSeal(value) || (Array.isArray(value) && value.some(isToSeal));

export const wantsSealing = (values: readonly unknown[] = []): boolean => values.some(holdsOne);

/** @param seal undefined: there is no key, and values are written as they are */
export const replaceEach = (values: readonly unknown[], seal: ((value: ToSeal) => string) | undefined): unknown[] => {
  const one = (value: unknown) => (isToSeal(value) ? (seal?.(value) ?? value.text) : value);
  return values.map((value) => (Array.isArray(value) ? value.map(one) : one(value)));
};

export const sealEach = async (component: string, ring: KeyRing, values: readonly unknown[]): Promise<unknown[]> => {
  const { key: dataKey, generation } = await ring.current();
  return replaceEach(values, ({ place, key, text }) => sealText(dataKey, generation, { component, place, key }, text));
};

type Row = Record<string, unknown>;

const keyIn = (row: Row, { table, column, key }: SealedPlace): (string | number)[] =>
  Object.keys(key).map((name) => {
    const value = row[name];
    if (typeof value === 'string' || typeof value === 'number') return value;
    throw new Error(`${table}.${column} was read without ${name}, by which it is opened`);
  });

/** `profile.definition` */
export const nameOfPlace = ({ table, column }: SealedPlace): string => `${table}.${column}`;

/**
 * What a cell holds; a value that was never sealed as it is.
 * @param place where it was read: what the value says of itself is not believed
 * @throws {Error} it cannot be opened
 */
export const openCell = async (component: string, ring: KeyRing, place: SealedPlace, row: Row, text: string) => {
  const envelope = envelopeIn(text);
  if (envelope === undefined) return text;
  if (ring.known(envelope.generation) === undefined) await ring.refresh();
  const dataKey = ring.known(envelope.generation);
  if (dataKey === undefined) throw new Error(`${component} has no data key of generation ${envelope.generation}`);
  return openText(dataKey.key, { component, place: nameOfPlace(place), key: keyIn(row, place) }, envelope);
};

/** Which row, for an error: nothing of what it holds. */
export const rowNamed = (row: Row, place: SealedPlace): string =>
  `${nameOfPlace(place)} of ${Object.keys(place.key)
    .map((name) => String(row[name] ?? '?'))
    .join('/')}`;
