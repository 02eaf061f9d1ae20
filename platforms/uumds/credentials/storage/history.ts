import { toSecond } from '../../../../shared-services/kit/clock.ts';
import type { Store, Transaction } from '../../../../shared-services/kit/store/store.ts';

export type Of = 'client' | 'seal';

export interface Happened {
  readonly of: Of;
  readonly id: string;
  readonly atMs: number;
  readonly event: string;
  readonly by: string;
  readonly reason?: string | undefined;
}

export const writeHistory = (transaction: Transaction, { of, id, atMs, event, by, reason }: Happened): void =>
  transaction.execute(
    'insert into history (of_kind, of_id, at, event, by_subject, reason) values ($1, $2, $3, $4, $5, $6)',
    [of, id, new Date(atMs), event, by, reason ?? null],
  );

interface Row {
  readonly at: Date;
  readonly event: string;
  readonly by_subject: string;
  readonly reason: string | null;
}

/** The newest thousand entries at most, the oldest first. */
export const readHistory = async (reader: Pick<Store, 'query'>, of: Of, id: string) => {
  const rows = await reader.query<Row>(
    `select at, event, by_subject, reason from (
       select * from history where of_kind = $1 and of_id = $2 order by entry desc limit 1000) newest order by entry`,
    [of, id],
  );
  return rows.map(({ at, event, by_subject, reason }) => ({
    at: toSecond(at.getTime()),
    event,
    by: by_subject,
    ...(reason === null ? {} : { reason }),
  }));
};
