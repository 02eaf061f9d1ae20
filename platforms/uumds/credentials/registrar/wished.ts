/** What Keycloak should have of a client, read from the register as it is now. */
import type { Store } from '../../../../shared-services/kit/store/store.ts';
import { findClient, readKeys } from '../storage/api-clients.ts';
import { findBar } from '../storage/standing.ts';
import { type ClientRepresentation, changesAtMs, representationOf } from './representation.ts';
import { subjectOf } from './subject.ts';

export interface Wished {
  /** Undefined: none. */
  readonly representation: ClientRepresentation | undefined;
  /** When time itself changes it next. */
  readonly changesAtMs: number | undefined;
}

/** Undefined where the register knows no such client. */
export const readWished = async (
  store: Store,
  clientId: string,
  { mark, nowMs }: { readonly mark: string; readonly nowMs: number },
): Promise<Wished | undefined> => {
  const client = await findClient(store, clientId);
  if (client === undefined) return undefined;
  const keys = await readKeys(store, clientId);
  const registered = { client, keys, bar: await findBar(store, 'barred-client', clientId, nowMs) };
  return {
    representation: representationOf(registered, { nowMs, mark, subjectOf }),
    changesAtMs: changesAtMs(registered, nowMs),
  };
};
