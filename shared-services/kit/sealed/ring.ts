/** The data keys of a component: in its table `sealing_key`, wrapped; opened in memory. */
import { randomBytes } from 'node:crypto';
import type { Store } from '../store/store.ts';
import type { SealingKey } from './key.ts';

export interface DataKey {
  /** From 1 on; a larger one is newer. */
  readonly generation: number;
  readonly key: Buffer;
  readonly madeAtMs: number;
}

export interface KeyRing {
  /** With which is written now. */
  current(): Promise<DataKey>;
  /** Undefined: there is none of this generation in memory. */
  known(generation: number): DataKey | undefined;
  /** Reads again what another process may have added. */
  refresh(): Promise<void>;
  /** All of them, for a process of ours that reads and writes the same rows. Never in an argument or the environment. */
  all(): Promise<readonly DataKey[]>;
}

/** Whoever opens a value must have its key: a new generation is written with only when every process has read it. */
export const overlapMs = 3 * 60_000;
const readEveryMs = 60_000;

type Rows = Pick<Store, 'component' | 'query'>;

interface Row {
  readonly generation: number;
  readonly wrapped: Buffer;
  readonly key_id: string;
  readonly made_at: Date;
  readonly is_active: boolean;
}

export const nameOf = (component: string, generation: number): string => `${component}/${generation}`;

const readRows = (from: Rows): Promise<Row[]> =>
  from.query<Row>(
    'select generation, wrapped, key_id, made_at, active_at <= now() as is_active from sealing_key order by generation',
  );

/** Of two processes that draw the first at once, both use the one that is kept. */
const drawFirst = async (to: Rows, sealing: SealingKey): Promise<void> => {
  const wrapped = sealing.wrap(nameOf(to.component, 1), randomBytes(32));
  await to.query(
    'insert into sealing_key (generation, wrapped, key_id, active_at) values (1, $1, $2, now()) on conflict do nothing',
    [wrapped, sealing.id],
  );
};

const opened = (component: string, sealing: SealingKey, row: Row): DataKey => {
  if (row.key_id !== sealing.id)
    throw new Error(
      `the data keys of ${component} were wrapped with the sealing key ${row.key_id}, and the one given is ${sealing.id}`,
    );
  const key = sealing.unwrap(nameOf(component, row.generation), row.wrapped);
  return { generation: row.generation, key, madeAtMs: row.made_at.getTime() };
};

export const openKeyRing = (store: Rows, sealing: SealingKey): KeyRing => {
  let keys: ReadonlyMap<number, DataKey> = new Map();
  let active = 0;
  let readAtMs = Number.NEGATIVE_INFINITY;
  const read = async () => {
    let rows = await readRows(store);
    if (rows.length === 0) {
      await drawFirst(store, sealing);
      rows = await readRows(store);
    }
    keys = new Map(rows.map((row) => [row.generation, opened(store.component, sealing, row)]));
    active = Math.max(...rows.filter(({ is_active }) => is_active).map(({ generation }) => generation));
    readAtMs = performance.now();
  };
  let reading: Promise<void> | undefined;
  const refresh = () => {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };
  const fresh = async () => {
    if (performance.now() - readAtMs > readEveryMs) await refresh();
  };
  return {
    current: async () => {
      await fresh();
      const found = keys.get(active);
      if (found === undefined) throw new Error(`${store.component} has no data key to seal with`);
      return found;
    },
    known: (generation) => keys.get(generation),
    refresh,
    all: async () => {
      await fresh();
      return [...keys.values()];
    },
  };
};

/** Of keys that another process of ours has handed over: they stay as they are. */
export const ringOf = (keys: readonly DataKey[]): KeyRing => {
  const byGeneration = new Map(keys.map((one) => [one.generation, one]));
  const newest = keys.at(-1);
  return {
    current: async () => newest ?? Promise.reject(new Error('no data key was handed over')),
    known: (generation) => byGeneration.get(generation),
    refresh: async () => undefined,
    all: async () => keys,
  };
};
