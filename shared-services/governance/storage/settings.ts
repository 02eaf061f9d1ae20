import type { Store, Transaction } from '../../kit/store/store.ts';
import type { GivenSetting, SettingChange } from '../domain/difference.ts';

/** One report of a platform at a time; what is there, until the transaction ends. */
export const lockSettings = async (transaction: Transaction, platform: string): Promise<GivenSetting[]> => {
  await transaction.query('select pg_advisory_xact_lock(hashtext($1))', [`settings of ${platform}`]);
  return transaction.query<GivenSetting>('select name, value, dangerous from setting where platform = $1', [platform]);
};

export const applyChange = async (
  transaction: Transaction,
  platform: string,
  { name, before, after, dangerous }: SettingChange,
): Promise<void> => {
  if (after === undefined) {
    await transaction.query('delete from setting where platform = $1 and name = $2', [platform, name]);
  } else {
    await transaction.query(
      `insert into setting (platform, name, value, dangerous) values ($1, $2, $3, $4)
       on conflict (platform, name) do update set value = excluded.value, dangerous = excluded.dangerous, since = now()`,
      [platform, name, after, dangerous],
    );
  }
  await transaction.query(
    `insert into setting_change (platform, name, before, after, dangerous, approval_id) values ($1, $2, $3, $4, $5,
       (select id from approval where name = $2 and value = $4 and decision = 'approved' order by decided_at desc limit 1))`,
    [platform, name, before ?? null, after ?? null, dangerous],
  );
};

const isApproved = `(not dangerous or exists (
  select from approval where approval.name = setting.name and approval.value = setting.value and decision = 'approved'))`;

export const unapprovedOf = async (transaction: Transaction, platform: string): Promise<string[]> => {
  const rows = await transaction.query<{ name: string }>(
    `select name from setting where platform = $1 and not ${isApproved} order by name`,
    [platform],
  );
  return rows.map(({ name }) => name);
};

export interface SettingRow extends GivenSetting {
  readonly platform: string;
  readonly since: Date;
  readonly approved: boolean;
}

export const listSettings = (store: Store): Promise<SettingRow[]> =>
  store.query<SettingRow>(
    `select setting.*, ${isApproved} as approved from setting order by platform, name limit 10000`,
  );

export interface ChangeRow {
  readonly id: string;
  readonly platform: string;
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly dangerous: boolean;
  readonly approval_id: string | null;
  readonly seen_at: Date;
}

export const listChanges = (
  store: Store,
  { name, before }: { readonly name?: string; readonly before?: string },
  limit: number,
): Promise<ChangeRow[]> =>
  store.query<ChangeRow>(
    `select * from setting_change where ($1::text is null or name = $1) and ($2::bigint is null or id < $2::bigint)
     order by id desc limit ${limit}`,
    [name ?? null, before ?? null],
  );

export const knowDangerous = async (transaction: Transaction, names: readonly string[]): Promise<void> => {
  await transaction.query(
    'insert into dangerous_setting (name) select * from unnest($1::text[]) on conflict do nothing',
    [names],
  );
};

/** A setting is dangerous when some process said so. */
export const isDangerous = async (transaction: Transaction, name: string): Promise<boolean> => {
  const rows = await transaction.query('select from dangerous_setting where name = $1', [name]);
  return rows.length > 0;
};
