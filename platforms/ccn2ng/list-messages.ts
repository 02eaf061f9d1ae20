import type { OperationCall } from '../../shared-services/kit/host/module.ts';
import type { Store } from '../../shared-services/kit/store/store.ts';
import type { Bell } from './exchange/bell.ts';
import { factsOf, readOrWait } from './exchange/offer.ts';
import { readWaiting } from './exchange/queue.ts';

interface Wish {
  readonly limit?: number;
  readonly waitSeconds?: number;
}

/** What waits for the calling Member State; waits for the first message when there is none. */
export const listMessages =
  (store: Store, bell: Bell) =>
  async ({ limit = 20, waitSeconds = 0 }: Wish, { caller }: OperationCall) => {
    const memberState = caller.party;
    const rows = await readOrWait(() => readWaiting(store, memberState, limit), { bell, memberState, waitSeconds });
    return rows.length === 0 ? {} : { message: rows.map(factsOf) };
  };
