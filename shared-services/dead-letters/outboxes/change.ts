/** Lost messages, put back or closed; what is no open lost message is left as it is. */
import { type Outbox, outboxesOf, type Queries } from './outboxes.ts';

export interface ChangedMessage {
  readonly lostMessageId: string;
  readonly orderingKey: string;
  readonly conversationId: string;
}

interface Row {
  readonly id: string;
  readonly ordering_key: string;
  readonly conversation_id: string;
}

const numbersOf = ({ component }: Outbox, ids: readonly string[]): string[] =>
  ids.flatMap((one) => (one.startsWith(`${component}:`) ? [one.slice(component.length + 1)] : []));

const changeAll = async (queries: Queries, ids: readonly string[], call: string, more: readonly string[]) => {
  const changed: ChangedMessage[] = [];
  for (const outbox of await outboxesOf(queries)) {
    const numbers = numbersOf(outbox, ids);
    if (numbers.length === 0) continue;
    const rows = await queries.query<Row>(`select * from ${outbox.schema}.${call}`, [numbers, ...more]);
    changed.push(
      ...rows.map((row) => ({
        lostMessageId: `${outbox.component}:${row.id}`,
        orderingKey: row.ordering_key,
        conversationId: row.conversation_id,
      })),
    );
  }
  return changed;
};

export const replay = (queries: Queries, ids: readonly string[]): Promise<ChangedMessage[]> =>
  changeAll(queries, ids, 'replay_lost_messages($1::bigint[])', []);

export const close = (
  queries: Queries,
  ids: readonly string[],
  by: string,
  reason: string,
): Promise<ChangedMessage[]> => changeAll(queries, ids, 'close_lost_messages($1::bigint[], $2, $3)', [by, reason]);
