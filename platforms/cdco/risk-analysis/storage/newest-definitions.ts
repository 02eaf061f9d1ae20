import type { Transaction } from '../../../../shared-services/kit/store/store.ts';

export interface NewestDefinition {
  readonly version: number;
  readonly definition: string;
  /** It has an end behind it. */
  readonly ended: boolean;
}

/** Of these profiles, those that there are. */
export const newestDefinitions = async (
  transaction: Transaction,
  profileIds: readonly string[],
  nowMs: number,
): Promise<ReadonlyMap<string, NewestDefinition>> => {
  const rows = await transaction.query<NewestDefinition & { readonly id: string }>(
    `select distinct on (id) id, version, definition,
       (inactive_at is not null and inactive_at <= $2) or (valid_to is not null and valid_to < $2::date) as ended
     from profile where id = any($1::text[]) order by id, version desc`,
    [profileIds, new Date(nowMs).toISOString()],
  );
  return new Map(rows.map(({ id, ...newest }) => [id, newest]));
};
