import type { Store } from '../kit/store/store.ts';
import { incidentUnknown, wholeIncident } from './incident-whole.ts';
import { findIncident } from './storage/incidents.ts';

export const consultIncident =
  (store: Store) =>
  async ({ incidentId }: { readonly incidentId: string }) => {
    const row = await findIncident(store, incidentId);
    if (row === undefined) throw incidentUnknown();
    return wholeIncident(store, row);
  };
