import type { ReplyOf, RequestOf } from '../../reference-architecture/contract/language.ts';
import type { Handler } from '../kit/host/module.ts';
import type { Store } from '../kit/store/store.ts';
import type { contract } from './contract.ts';
import { type TaskRow, taskColumns, taskOf } from './rows.ts';

type ListBackupTasks = (typeof contract)['services']['Backups']['operations']['listBackupTasks'];

export const listBackupTasks =
  (store: Store): Handler<RequestOf<ListBackupTasks>, ReplyOf<ListBackupTasks>> =>
  async ({ state = null, offset = 0, limit = 50 }) => {
    const which = 'from task where ($1::text is null or state = $1)';
    const [counted] = await store.query<{ total: string }>(`select count(*) as total ${which}`, [state]);
    const rows = await store.query<TaskRow>(
      `select ${taskColumns} ${which} order by requested_at desc, id offset $2 limit $3`,
      [state, offset, limit],
    );
    return { total: Number(counted?.total ?? 0), ...(rows.length === 0 ? {} : { task: rows.map(taskOf) }) };
  };
