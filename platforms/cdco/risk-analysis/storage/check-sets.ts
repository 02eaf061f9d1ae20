/** Sets of credibility checks that were in use: assessments name them, and can be explained when the checks are others. */
import type { Store } from '../../../../shared-services/kit/store/store.ts';
import type { CheckSet } from '../domain/credibility/check-set.ts';

export const recordCheckSet = async (store: Store, { id, checks }: CheckSet): Promise<void> => {
  await store.query('insert into credibility_check_set (id, checks) values ($1, $2) on conflict do nothing', [
    id,
    JSON.stringify(checks),
  ]);
};

export const readCheckSet = async (from: Pick<Store, 'query'>, id: string): Promise<CheckSet | undefined> => {
  const [row] = await from.query<{ checks: string }>('select checks from credibility_check_set where id = $1', [id]);
  return row === undefined ? undefined : { id, checks: JSON.parse(row.checks) as CheckSet['checks'] };
};
