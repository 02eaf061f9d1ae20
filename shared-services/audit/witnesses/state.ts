/** What is known of each witness. */
import type { Store } from '../../kit/store/store.ts';

export type WitnessState = 'agrees' | 'behind' | 'unreachable' | 'contradicts';

interface Row {
  readonly name: string;
  readonly state: WitnessState;
  readonly tree_size: string;
  readonly seen_at: Date | null;
  readonly reason: string | null;
}

export const witnessesOf = async (store: Pick<Store, 'query'>) =>
  (
    await store.query<Row>(
      'select name, state, tree_size::text, seen_at, reason from witness order by witness.name limit 10',
    )
  ).map((row) => ({
    name: row.name,
    state: row.state,
    treeSize: Number(row.tree_size),
    ...(row.seen_at === null ? {} : { seenAtMs: row.seen_at.getTime() }),
    ...(row.reason === null ? {} : { reason: row.reason }),
  }));

export const knownSize = async (store: Pick<Store, 'query'>, name: string): Promise<number> => {
  const [row] = await store.query<{ tree_size: string }>('select tree_size::text from witness where name = $1', [name]);
  return Number(row?.tree_size ?? 0);
};

/** @param size absent: as before; a witness that could not be reached has what it had */
export const keepState = async (
  store: Store,
  name: string,
  state: WitnessState,
  { size, reason }: { readonly size?: number; readonly reason?: string },
): Promise<void> => {
  await store.query(
    `insert into witness (name, state, tree_size, seen_at, reason)
       values ($1, $2, coalesce($3::bigint, 0), case when $2 = 'unreachable' then null else now() end, $4)
     on conflict (name) do update set state = $2, tree_size = coalesce($3::bigint, witness.tree_size),
       seen_at = case when $2 = 'unreachable' then witness.seen_at else now() end, reason = $4`,
    [name, state, size ?? null, reason?.slice(0, 500) ?? null],
  );
};
