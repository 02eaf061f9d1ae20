/**
 * Seals what is not sealed with the newest data key: rows from before there was sealing, and all after a rotation. In
 * batches, beside the work of the component, in every process at once if need be: a row is written once.
 */
import type { Logger } from '../logging.ts';
import type { Store } from '../store/store.ts';
import { prefixOf, sealedPrefix } from './envelope.ts';
import type { Marks } from './marks.ts';
import type { KeyRing } from './ring.ts';
import { nameOfPlace, openCell, type SealedPlace, sealEach, toSeal } from './values.ts';

const batchRows = 1000;

type Row = Record<string, string | number>;

export interface ResealParts {
  /** As it is, without opening. */
  readonly store: Store;
  readonly places: readonly SealedPlace[];
  readonly ring: KeyRing;
  /** Where a plain value is not believed, and so not sealed either. */
  readonly marks: Pick<Marks, 'has'>;
  readonly log: Pick<Logger, 'info'>;
}

const unsealed = (column: string): string => `not starts_with(${column}, $1)`;
/** What somebody wrote by hand is not sealed for them. */
const toDo = (column: string, isMarked: boolean): string =>
  isMarked ? `${unsealed(column)} and starts_with(${column}, '${sealedPrefix}')` : unsealed(column);

export interface PlaceCount {
  readonly place: string;
  /** Never sealed. */
  readonly plain: number;
  /** To be sealed, or sealed anew: a plain value too, where one is believed. */
  readonly left: number;
}

/** One look through each place. */
export const countPlaces = ({ store, places, ring, marks }: Omit<ResealParts, 'log'>): Promise<PlaceCount[]> =>
  Promise.all(
    places.map(async (one) => {
      const { table, column } = one;
      const text = `select count(*)::int as stale, (count(*) filter (where not starts_with(${column}, $2)))::int as plain
        from ${table} where ${unsealed(column)}`;
      const values = [prefixOf((await ring.current()).generation), sealedPrefix];
      const [found = { stale: 0, plain: 0 }] = await store.query<{ stale: number; plain: number }>(text, values);
      const { stale, plain } = found;
      const place = nameOfPlace(one);
      return { place, plain, left: marks.has(place) ? stale - plain : stale };
    }),
  );

/** Values that are not sealed with the newest key. */
export const countLeft = async (parts: Omit<ResealParts, 'log'>): Promise<number> =>
  (await countPlaces(parts)).reduce((sum, { left }) => sum + left, 0);

const readBatch = ({ store, marks }: ResealParts, place: SealedPlace, prefix: string, after: Row | undefined) => {
  const { table, column, key } = place;
  const names = Object.keys(key);
  const beyond = names.map((_, at) => `$${at + 2}`).join(', ');
  const where = after === undefined ? '' : `and (${names.join(', ')}) > (${beyond})`;
  return store.query<Row>(
    `select ${names.join(', ')}, ${column} from ${table} where ${toDo(column, marks.has(nameOfPlace(place)))} ${where}
     order by ${names.join(', ')} limit ${batchRows}`,
    [prefix, ...(after === undefined ? [] : names.map((name) => after[name]))],
  );
};

/** Only where the value is still the one that was read. */
const writeBatch = async ({ store, ring }: ResealParts, place: SealedPlace, rows: readonly Row[]) => {
  const { table, column, key } = place;
  const names = Object.keys(key);
  const sealed = await Promise.all(
    rows.map(async (row) => {
      const text = await openCell(store.component, ring, place, row, String(row[column]));
      return toSeal(
        `${table}.${column}`,
        names.map((name) => row[name]!),
        text,
      );
    }),
  );
  const keys = names.map((name, at) => `$${at + 3}::${key[name]}[]`);
  const same = names.map((name) => `${table}.${name} = given.${name}`).join(' and ');
  await store.query(
    `update ${table} set ${column} = given.sealed
     from unnest($1::text[], $2::text[], ${keys.join(', ')}) as given (sealed, before, ${names.join(', ')})
     where ${same} and ${table}.${column} = given.before`,
    await sealEach(store.component, ring, [
      sealed,
      rows.map((row) => row[column]),
      ...names.map((name) => rows.map((row) => row[name])),
    ]),
  );
};

const resealPlace = async (parts: ResealParts, place: SealedPlace): Promise<number> => {
  const prefix = prefixOf((await parts.ring.current()).generation);
  let done = 0;
  for (let after: Row | undefined; ; ) {
    const rows = await readBatch(parts, place, prefix, after);
    if (rows.length === 0) return done;
    await writeBatch(parts, place, rows);
    [after, done] = [rows.at(-1), done + rows.length];
    parts.log.info({ table: place.table, column: place.column, sealed: done }, 'values sealed with the newest key');
  }
};

/** @returns how many values were written */
export const resealAll = async (parts: ResealParts): Promise<number> => {
  let done = 0;
  for (const place of parts.places) done += await resealPlace(parts, place);
  return done;
};
