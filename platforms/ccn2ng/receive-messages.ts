import type { OperationCall } from '../../shared-services/kit/host/module.ts';
import type { Store } from '../../shared-services/kit/store/store.ts';
import type { Bell } from './exchange/bell.ts';
import { type Render, readOrWait, wholeOf } from './exchange/offer.ts';
import { readWaiting } from './exchange/queue.ts';

interface Wish {
  readonly limit?: number;
  readonly waitSeconds?: number;
}

/** Waiting messages with their content. gRPC asks again and again, and so makes a stream of it. */
export const receiveMessages =
  (store: Store, bell: Bell, render: Render) =>
  async ({ limit = 20, waitSeconds = 0 }: Wish, { caller }: OperationCall) => {
    const memberState = caller.party;
    const rows = await readOrWait(() => readWaiting(store, memberState, limit), { bell, memberState, waitSeconds });
    return rows.length === 0 ? {} : { message: rows.map((row) => wholeOf(row, render)) };
  };
