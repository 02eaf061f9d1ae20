import type { ReplyOf, RequestOf } from '../../reference-architecture/contract/language.ts';
import type { Handler } from '../kit/host/module.ts';
import type { Store } from '../kit/store/store.ts';
import type { contract } from './contract.ts';
import { type BackupRow, backupOf } from './rows.ts';

type ListBackups = (typeof contract)['services']['Backups']['operations']['listBackups'];

const orders: Readonly<Record<string, string>> = {
  startedAt: 'started_at, id',
  '-startedAt': 'started_at desc, id desc',
  bytes: 'bytes, id',
  '-bytes': 'bytes desc, id desc',
};

export const listBackups =
  (store: Store): Handler<RequestOf<ListBackups>, ReplyOf<ListBackups>> =>
  async ({ verification = null, sort = '-startedAt', offset = 0, limit = 50 }) => {
    const which = 'from backup where ($1::text is null or verification = $1)';
    const [counted] = await store.query<{ total: string }>(`select count(*) as total ${which}`, [verification]);
    const rows = await store.query<BackupRow>(
      `select * ${which} order by ${orders[sort] ?? orders['-startedAt']} offset $2 limit $3`,
      [verification, offset, limit],
    );
    return { total: Number(counted?.total ?? 0), ...(rows.length === 0 ? {} : { backup: rows.map(backupOf) }) };
  };
