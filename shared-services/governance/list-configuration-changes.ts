import { toSecond } from '../kit/clock.ts';
import type { Store } from '../kit/store/store.ts';
import { type ChangeRow, listChanges } from './storage/settings.ts';

interface Wanted {
  readonly name?: string;
  readonly before?: string;
  readonly limit?: number;
}

const changeOf = (row: ChangeRow) => ({
  id: row.id,
  platform: row.platform,
  name: row.name,
  ...(row.before === null ? {} : { before: row.before }),
  ...(row.after === null ? {} : { after: row.after }),
  dangerous: row.dangerous,
  ...(row.approval_id === null ? {} : { approvalId: row.approval_id }),
  seenAt: toSecond(row.seen_at.getTime()),
});

export const listConfigurationChanges =
  (store: Store) =>
  async ({ limit = 100, ...wanted }: Wanted) => {
    const rows = await listChanges(store, wanted, limit + 1);
    const change = rows.slice(0, limit).map(changeOf);
    return { ...(change.length === 0 ? {} : { change }), more: rows.length > limit };
  };
