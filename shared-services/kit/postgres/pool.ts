/** A pool of connections that survives the loss of any of them. */
import pg from 'pg';
import type { Logger } from '../logging.ts';

export interface PoolSettings {
  readonly maxConnections: number;
  /** Seen in pg_stat_activity and in the server's log. */
  readonly applicationName: string;
  /** Enforced by the server; shortly after it the client gives up too, for a server that answers nothing. */
  readonly statementTimeoutMs: number;
  /** How long to wait for a connection: a free one of the pool, or a new one. Five seconds if not said. */
  readonly connectionTimeoutMs?: number;
  readonly log: Pick<Logger, 'warn'>;
}

const idleTimeoutMs = 60_000;
const graceMs = 2000;

/** Statements are sent without waiting for the answers to those before them; the types do not know the option yet. */
const pipelined: pg.PoolConfig & { readonly pipeline: boolean } = { pipeline: true };

/**
 * Opens nothing yet: the first query does. A query on a lost connection fails with its own error; the pool stays usable.
 */
export const openPool = (connectionString: string, settings: PoolSettings): pg.Pool => {
  const { maxConnections, applicationName, statementTimeoutMs, connectionTimeoutMs = 5000, log } = settings;
  const pool = new pg.Pool({
    ...pipelined,
    connectionString,
    max: maxConnections,
    application_name: applicationName,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + graceMs,
    connectionTimeoutMillis: connectionTimeoutMs,
    idleTimeoutMillis: idleTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  const lost = (error: Error) => {
    // While the pool ends its connections, the server may be quicker.
    if (!pool.ending) log.warn({ applicationName, reason: error.message }, 'a database connection was lost');
  };
  pool.on('error', lost);
  // The pool's own handler is not there while a connection is lent out: an error then would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
};
