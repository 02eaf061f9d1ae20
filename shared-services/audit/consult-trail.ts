import type { Store } from '../kit/store/store.ts';
import { type Row, recordOf, selectRows } from './tree/records.ts';

/** All records of one conversation; a conversation that nobody had has none. */
export const consultTrail =
  (store: Store) =>
  async ({ conversationId }: { readonly conversationId: string }) => {
    const rows = await store.query<Row>(
      `${selectRows} where conversation_id = $1 order by record.transaction_id, record.sequence limit 1000`,
      [conversationId],
    );
    return rows.length === 0 ? {} : { record: rows.map(recordOf) };
  };
