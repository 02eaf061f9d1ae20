/** The order of changes of what is in force against a target. */
import type { Transaction } from '../../kit/store/store.ts';
import type { TargetKind } from '../domain/response.ts';

/** The number of the change; nobody else changes anything against the target before the commit. */
export const nextVersion = async (transaction: Transaction, kind: TargetKind, id: string): Promise<number> => {
  const [row] = await transaction.query<{ version: string }>(
    `insert into target as known (kind, id, version) values ($1, $2, 1)
     on conflict (kind, id) do update set version = known.version + 1 returning version`,
    [kind, id],
  );
  return Number(row?.version ?? 0);
};
