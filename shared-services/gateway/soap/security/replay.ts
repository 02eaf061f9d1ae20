/**
 * A signed message counts once. What was seen is kept in the gateway's own table, so that several processes share it, for
 * as long as the message would be taken for fresh.
 */
import { createHash } from 'node:crypto';
import type { Logger } from '../../../kit/logging.ts';
import { type Loop, startLoop } from '../../../kit/loop.ts';
import type { Refusal } from '../../../kit/refusal.ts';
import type { Store, Transaction } from '../../../kit/store/store.ts';
import { refuseSecurity } from './refusals.ts';

export interface Seen {
  /** Of a signature or of a token: what is unique about it. */
  readonly proof: string;
  /** Milliseconds since the epoch. */
  readonly untilMs: number;
}

/** @throws {Refusal} MESSAGE_REPLAYED */
export type AssertFirst = (seen: Seen) => Promise<void>;

interface Row {
  readonly digest: string;
}

const insert = `insert into seen_signature (digest, expires_at)
  select digest, to_timestamp(until_ms / 1000) from unnest($1::text[], $2::float8[]) as given (digest, until_ms)
  on conflict do nothing returning digest`;

const write = async (transaction: Transaction, items: readonly (Seen & Row)[]): Promise<(Refusal | undefined)[]> => {
  // In one order, so that two processes that write the same ones do not wait for each other in a ring.
  const first = [...new Map(items.map((item) => [item.digest, item])).values()].sort((one, other) =>
    one.digest < other.digest ? -1 : 1,
  );
  const values = [first.map(({ digest }) => digest), first.map(({ untilMs }) => untilMs)];
  const fresh = new Set((await transaction.query<Row>(insert, values)).map(({ digest }) => digest));
  return items.map(({ digest }) => (fresh.delete(digest) ? undefined : refuseSecurity('MESSAGE_REPLAYED')));
};

export const createReplayGuard = (store: Store): AssertFirst => {
  const keep = store.groupCommit<Seen & Row, undefined>(write);
  return async (seen) => {
    const digest = createHash('sha256').update(seen.proof).digest('base64');
    await keep({ ...seen, digest });
  };
};

const sweepEveryMs = 30_000;

/** What nobody would take for fresh any more is forgotten. */
export const startReplaySweep = (store: Store, log: Logger): Loop =>
  startLoop({
    name: 'seen signatures',
    intervalMs: sweepEveryMs,
    work: () => store.query('delete from seen_signature where expires_at < now()'),
    log,
  });
