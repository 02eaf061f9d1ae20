import type { Store } from '../kit/store/store.ts';
import { listDisposalRows } from './storage/disposals.ts';
import { disposalView } from './views.ts';

interface Asked {
  readonly state?: string;
  readonly before?: string;
  readonly limit?: number;
}

export const listDisposals =
  (store: Store) =>
  async ({ limit = 50, ...wanted }: Asked) => {
    const rows = await listDisposalRows(store, wanted, limit);
    const shown = rows.slice(0, limit);
    return {
      ...(shown.length === 0 ? {} : { disposal: shown.map(disposalView) }),
      ...(rows.length > limit ? { next: shown.at(-1)!.id } : {}),
      total: Number(rows[0]?.total ?? 0),
    };
  };
