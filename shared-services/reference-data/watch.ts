/** Hears of imports made by other processes: at once by LISTEN, and by a look now and then where that fails. */
import type pg from 'pg';
import { channel, currentRevision } from './store.ts';

/** The part of a logger that is used here. */
export interface Log {
  info(facts: object, sentence: string): void;
  warn(facts: object, sentence: string): void;
}

export interface WatchParts {
  readonly pool: pg.Pool;
  readonly log: Log;
  /** The last import that the caller knows of. */
  readonly knownRevision: () => number;
  /** Called when there is a newer one. */
  readonly reload: () => Promise<void>;
  /** How often to look, whatever was heard; 30 s unless given. */
  readonly pollEveryMs?: number;
}

export interface Watch {
  stop(): Promise<void>;
}

const listen = async (pool: pg.Pool, heard: () => void, lost: (reason: Error) => void): Promise<pg.PoolClient> => {
  const client = await pool.connect();
  client.on('notification', heard);
  client.on('error', lost);
  try {
    await client.query(`listen ${channel}`);
  } catch (fault) {
    client.release(true);
    throw fault;
  }
  return client;
};

/** Calls `reload` after every import, whoever made it. One reload runs at a time; what is heard meanwhile makes one more. */
export const watchCodeLists = async (parts: WatchParts): Promise<Watch> => {
  const { pool, log } = parts;
  let listener: pg.PoolClient | undefined;
  let stopped = false;
  let looking: Promise<void> | undefined;
  let again = false;

  const lookOnce = async () => {
    if ((await currentRevision(pool)) > parts.knownRevision()) await parts.reload();
  };
  const lookUntilQuiet = async () => {
    do {
      again = false;
      await lookOnce().catch((fault: unknown) => log.warn({ err: fault }, 'reference data could not be renewed'));
    } while (again && !stopped);
    looking = undefined;
  };
  const look = () => {
    again = true;
    if (!stopped) looking ??= lookUntilQuiet();
  };
  const lose = (reason: Error) => {
    // A connection that is closing may still hear that the database stops: nobody listens any more, nothing is lost.
    if (stopped) return;
    log.warn({ err: reason }, 'reference data no longer hears of imports: looking from time to time');
    listener?.release(true);
    listener = undefined;
  };
  const hear = async () => {
    const heard = await listen(pool, look, lose).catch((fault: Error) => {
      log.warn({ err: fault }, 'reference data cannot listen for imports: looking from time to time');
      return undefined;
    });
    if (stopped) heard?.release(true);
    else listener = heard;
  };

  await hear();
  const timer = setInterval(() => {
    look();
    if (listener === undefined && !stopped) void hear();
  }, parts.pollEveryMs ?? 30_000);
  timer.unref();

  return {
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await looking;
      // Destroyed, not returned: nobody else should get a connection that listens.
      listener?.release(true);
      listener = undefined;
    },
  };
};
