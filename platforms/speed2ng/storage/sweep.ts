/** Letters that were fetched or have expired go when the retention of their notification is over. */
import type { NotificationsOfClass } from '../../../reference-architecture/contract/retention.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';

/** In one statement: mailboxes go on meanwhile. */
const batch = 1000;

const sweepBatch = async (store: Pick<Store, 'query'>, names: readonly string[], before: Date): Promise<number> =>
  (
    await store.query(
      `delete from mailbox_message where (recipient, message_id) in (
         select recipient, message_id from mailbox_message where sent_at < $2 and notification = any($1::text[])
           and coalesce(acknowledged_at, expired_at) < $2 limit ${batch} for update skip locked)
       returning message_id`,
      [names, before],
    )
  ).length;

/** @returns how many went */
export const sweepLetters = async (
  store: Pick<Store, 'query'>,
  classes: readonly NotificationsOfClass[],
  nowMs: number,
): Promise<number> => {
  let all = 0;
  for (const { names, keptMs } of classes)
    for (let gone = batch; gone === batch; all += gone) gone = await sweepBatch(store, names, new Date(nowMs - keptMs));
  return all;
};
