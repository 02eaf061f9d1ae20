/**
 * A component's own part of the database. A transaction carries the business rows, the messages to others and the audit
 * records, and commits them together: what was acknowledged exists, with everything that follows from it.
 */
import type pg from 'pg';
import type { Logger } from 'pino';
import { createGroupCommit, type GroupCommitLimits, type GroupWrite } from './group-commit.ts';
import { type Listening, listenTo } from './listen.ts';
import { createOrigin } from './origin.ts';
import { type AuditRecord, type Outgoing, tellAccepted } from './records.ts';
import { rowsOf } from './sources.ts';
import { statement } from './statement.ts';
import { type Numbered, writeAudit, writeOutbox } from './write.ts';

export interface Transaction {
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /**
   * A statement whose rows nobody needs. It is sent without waiting for those before it, so that several cross the wire
   * together; should it fail, the transaction fails.
   */
  execute(text: string, values?: readonly unknown[]): void;
  /** The messages leave when, and only when, the transaction commits. */
  send(...messages: readonly Outgoing[]): void;
  audit(...records: readonly AuditRecord[]): void;
}

export interface Store {
  readonly component: string;
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  /** Lets concurrent callers share one transaction; each gets its own answer, after the commit. */
  groupCommit<Item, Result>(
    write: GroupWrite<Item, Result>,
    limits?: GroupCommitLimits,
  ): (item: Item) => Promise<Result>;
  /** Writes audit records that belong to no business row (queries, refusals), several callers in one commit. */
  readonly audit: (record: AuditRecord) => Promise<void>;
  /** Called after a commit that sent messages, with the names of their subscribers. */
  onSent(listener: (subscribers: ReadonlySet<string>) => void): void;
  /** How a process apart reaches the same rows. Holds a password: never in a log, an argument, the environment. */
  connectionString(): string;
  /** Rings at each NOTIFY on the channel, from whatever process, and whenever one may have been missed. */
  listen(channel: string, heard: () => void): Listening;
}

export interface StoreParts {
  readonly component: string;
  readonly pool: pg.Pool;
  readonly log: Logger;
  /** Told of each transaction, the wait for its connection included. */
  readonly measure?: (outcome: 'committed' | 'rolledBack', seconds: number) => void;
}

interface Collected {
  readonly outgoing: Outgoing[];
  readonly records: AuditRecord[];
  /** Statements on their way, in order. */
  readonly sent: Promise<unknown>[];
}

/** Whoever fails first is told when all are waited for; until then nobody listens. */
const sendOn = (sent: Promise<unknown>[], work: Promise<unknown>) => {
  work.catch(() => undefined);
  sent.push(work);
};

const transactionOn = (client: pg.PoolClient, collected: Collected): Transaction => ({
  query: async (text, values) => rowsOf(await client.query(statement(text, values))),
  execute: (text, values) => sendOn(collected.sent, client.query(statement(text, values))),
  send: (...messages) => void collected.outgoing.push(...messages),
  audit: (...records) => void collected.records.push(...records),
});

/** A transaction in which a statement failed ends with ROLLBACK even when asked to commit, and without an error. */
const commit = async (client: pg.PoolClient) => {
  const { command } = await client.query('COMMIT');
  if (command !== 'COMMIT')
    throw new Error('nothing was committed: an earlier statement of the transaction had failed');
};

const rollBack = async (client: pg.PoolClient, log: Logger) => {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    // The connection is gone, and with it the transaction; the pool must not hand it out again.
    log.warn({ err: error }, 'rollback failed');
    return error as Error;
  }
};

export const createStore = ({ component, pool, log, measure }: StoreParts): Store => {
  const origin = createOrigin();
  let announce: (subscribers: ReadonlySet<string>) => void = () => {};

  /** What was committed stays so, whatever a listener makes of it; the dispatchers look for themselves now and then. */
  const tellOfSent = (subscribers: ReadonlySet<string>) => {
    try {
      announce(subscribers);
    } catch (error) {
      log.warn({ err: error, component }, 'a listener to sent messages failed');
    }
  };

  const committed = async <Result>(work: (transaction: Transaction) => Promise<Result>) => {
    const sinceMs = performance.now();
    const client = await pool.connect();
    const collected: Collected = { outgoing: [], records: [], sent: [] };
    const { sent } = collected;
    let broken: Error | undefined;
    let numbered: Numbered | undefined;
    try {
      sendOn(sent, client.query('BEGIN'));
      const result = await work(transactionOn(client, collected));
      // What is left crosses the wire at once. After a statement that failed PostgreSQL commits nothing.
      sendOn(sent, writeOutbox(client, collected.outgoing));
      if (collected.records.length > 0) numbered = origin.draw(collected.records.length);
      const recorded = writeAudit(client, component, collected.records, numbered);
      sendOn(sent, recorded);
      sendOn(sent, commit(client));
      for (const one of sent) await one;
      tellAccepted(collected.records, (await recorded)?.getTime() ?? 0);
      measure?.('committed', (performance.now() - sinceMs) / 1000);
      return { result, outgoing: collected.outgoing };
    } catch (error) {
      measure?.('rolledBack', (performance.now() - sinceMs) / 1000);
      if (numbered !== undefined) origin.void(numbered, collected.records.length);
      broken = await rollBack(client, log);
      throw error;
    } finally {
      client.release(broken);
    }
  };

  const transaction = async <Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> => {
    const { result, outgoing } = await committed(work);
    if (outgoing.length > 0) tellOfSent(new Set(outgoing.map((message) => message.subscriber)));
    return result;
  };

  const groupCommit = <Item, Result>(write: GroupWrite<Item, Result>, limits?: GroupCommitLimits) =>
    createGroupCommit(transaction, write, limits);

  return {
    component,
    query: async (text, values) => rowsOf(await pool.query(statement(text, values))),
    transaction,
    groupCommit,
    audit: groupCommit<AuditRecord, void>(async (open, records) => {
      open.audit(...records);
      return records.map(() => undefined);
    }),
    connectionString: () => pool.options.connectionString ?? '',
    listen: (channel, heard) => listenTo({ pool, channel, heard, log }),
    onSent: (listener) => {
      const earlier = announce;
      announce = (subscribers) => {
        earlier(subscribers);
        listener(subscribers);
      };
    },
  };
};
