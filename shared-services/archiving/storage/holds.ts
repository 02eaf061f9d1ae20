import type { Transaction } from '../../kit/store/store.ts';
import type { Queries } from './packages.ts';

export interface HoldRow {
  readonly reason: string;
  readonly set_by: string;
  readonly set_at: Date;
  readonly lifted_by: string | null;
  readonly lifted_at: Date | null;
  readonly lift_reason: string | null;
}

export const holdsOf = (queries: Queries, packageId: string): Promise<HoldRow[]> =>
  queries.query<HoldRow>('select * from hold where package_id = $1 order by set_at desc, id desc limit 500', [
    packageId,
  ]);

export const isHeld = async (queries: Queries, packageId: string): Promise<boolean> =>
  (await queries.query('select from hold where package_id = $1 and lifted_at is null', [packageId])).length > 0;

export const addHold = async (
  transaction: Transaction,
  of: { readonly id: string; readonly packageId: string; readonly reason: string; readonly by: string },
): Promise<void> => {
  await transaction.query('insert into hold (id, package_id, reason, set_by) values ($1, $2, $3, $4)', [
    ...[of.id, of.packageId, of.reason, of.by],
  ]);
};

/** False when there was none. */
export const liftOpenHold = async (
  transaction: Transaction,
  packageId: string,
  by: string,
  reason: string,
): Promise<boolean> => {
  const lifted = await transaction.query(
    `update hold set lifted_by = $2, lifted_at = now(), lift_reason = $3
     where package_id = $1 and lifted_at is null returning id`,
    [packageId, by, reason],
  );
  return lifted.length > 0;
};
