/** Tasks for the keeper: written in the transaction of the audit record, taken by the keeper within a second. */
import { randomUUID } from 'node:crypto';
import type { OperationCall } from '../kit/host/module.ts';
import { auditOf } from '../kit/store/records.ts';
import type { Store } from '../kit/store/store.ts';
import { refuse } from './refusals.ts';
import { type TaskRow, taskColumns, taskOf } from './rows.ts';

export interface Wish {
  readonly kind: 'backup' | 'verify';
  readonly backupId?: string;
}

/** The same message again is answered with the same task. */
export const ask = (store: Store, call: OperationCall, { kind, backupId }: Wish) =>
  store.transaction(async (transaction) => {
    const kept = await transaction.query('select 1 from keeper');
    if (kept.length === 0) throw refuse('BACKUP_NOT_CONFIGURED');
    if (backupId !== undefined) {
      const known = await transaction.query('select 1 from backup where id = $1', [backupId]);
      if (known.length === 0) throw refuse('BACKUP_UNKNOWN');
    }
    const [made] = await transaction.query<TaskRow>(
      `insert into task (id, message_id, kind, backup_id) values ($1, $2, $3, $4)
       on conflict (message_id) do nothing returning ${taskColumns}`,
      [randomUUID(), call.messageId, kind, backupId ?? null],
    );
    const row = made ?? (await earlier(transaction, call.messageId));
    const { event } = call.operation.operation.audit;
    transaction.audit(
      auditOf(call, event, made === undefined ? 'done' : 'accepted', { reference: backupId ?? row.id }),
    );
    return taskOf(row);
  });

const earlier = async (transaction: Pick<Store, 'query'>, messageId: string): Promise<TaskRow> => {
  const [row] = await transaction.query<TaskRow>(`select ${taskColumns} from task where message_id = $1`, [messageId]);
  if (row === undefined) throw new Error('a task that could not be made is not there');
  return row;
};
