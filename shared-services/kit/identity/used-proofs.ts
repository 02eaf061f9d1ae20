/**
 * Proofs of possession that were used, in a table that the processes of a platform share: each counts once, whichever process
 * takes it. What arrives together is one statement. It does not wait for the disk: a database that loses its power forgets
 * the last moments, and that is all that it costs.
 */
import type pg from 'pg';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logging.ts';
import { type Loop, startLoop } from '../loop.ts';
import { createGroupCommit } from '../store/group-commit.ts';
import type { KeepProof } from './replay-memory.ts';

export interface ProofRows {
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

export const rowsOf = (pool: pg.Pool): ProofRows => ({
  query: async <Row>(text: string, values: readonly unknown[] = []) =>
    (await pool.query(text, [...values])).rows as Row[],
});

interface Used {
  readonly name: string;
  readonly untilMs: number;
}

/** `set_config` is for this statement's transaction alone, and stands in the `from` so that it is carried out. */
const insert = `insert into used_proof (name, expires_at)
  select name, to_timestamp(until_ms / 1000)
  from unnest($1::text[], $2::float8[]) as given (name, until_ms),
    set_config('synchronous_commit', 'off', true)
  on conflict do nothing returning name`;

const write = async (rows: Pick<ProofRows, 'query'>, items: readonly Used[]): Promise<boolean[]> => {
  // In one order, so that two processes that write the same ones do not wait for each other in a ring.
  const first = [...new Map(items.map((item) => [item.name, item])).values()].sort((one, other) =>
    one.name < other.name ? -1 : 1,
  );
  const values = [first.map(({ name }) => name), first.map(({ untilMs }) => untilMs)];
  const fresh = new Set((await rows.query<{ name: string }>(insert, values)).map(({ name }) => name));
  return items.map(({ name }) => fresh.delete(name));
};

/** @param rows with a table `used_proof (name, expires_at)`; see the platforms' migrations */
export const keepProofsIn = (rows: ProofRows): KeepProof => {
  const keep = createGroupCommit<Used, boolean>(
    (work) => work(rows as never),
    (_, items) => write(rows, items),
  );
  return (name, untilMs) => keep({ name, untilMs });
};

const sweepEveryMs = 30_000;
/** Clocks of processes may differ: what another may still take for fresh is kept. */
const keptLongerMs = 60_000;

/** What nobody would take for fresh any more is forgotten. */
export const startProofSweep = (rows: ProofRows, clock: Clock, log: Logger, everyMs = sweepEveryMs): Loop =>
  startLoop({
    name: 'used proofs',
    intervalMs: everyMs,
    work: () =>
      rows.query('delete from used_proof where expires_at < to_timestamp($1::float8 / 1000)', [
        clock.nowMs() - keptLongerMs,
      ]),
    log,
  });
