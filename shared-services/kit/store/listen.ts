/**
 * Hears what other processes say by NOTIFY. It holds a connection of the pool; a lost one is taken again by itself, and
 * whoever listens is rung then too: something may have been said meanwhile.
 */
import type pg from 'pg';
import type { Logger } from 'pino';

export interface Listening {
  /** Gives the connection back. */
  stop(): Promise<void>;
}

export interface ListenParts {
  readonly pool: pg.Pool;
  /** Lower-case letters, digits and underscores. */
  readonly channel: string;
  readonly heard: () => void;
  readonly log: Pick<Logger, 'warn'>;
  readonly retryMs?: number;
}

const nameShape = /^[a-z][a-z0-9_]{0,62}$/;

/** Resolves when the connection is lost. */
const listenOnce = async (
  client: pg.PoolClient,
  { channel, heard }: ListenParts,
): Promise<{ lost: Promise<Error> }> => {
  const { promise: lost, resolve } = Promise.withResolvers<Error>();
  client.on('notification', heard);
  client.once('error', resolve);
  client.once('end', () => resolve(new Error('the connection has ended')));
  await client.query(`LISTEN ${channel}`);
  heard();
  return { lost };
};

/** Waits, but not beyond the end. */
const pause = async (forMs: number, end: Promise<void>) => {
  const over = Promise.withResolvers<void>();
  const timer = setTimeout(over.resolve, forMs);
  await Promise.race([over.promise, end]);
  clearTimeout(timer);
};

export const listenTo = (parts: ListenParts): Listening => {
  const { pool, channel, heard, log, retryMs = 1000 } = parts;
  if (!nameShape.test(channel)) throw new Error(`${channel} cannot name a channel`);
  const stopping = Promise.withResolvers<void>();
  let stopped = false;

  const round = async () => {
    const client = await pool.connect();
    try {
      const { lost } = await listenOnce(client, parts);
      const error = await Promise.race([lost, stopping.promise]);
      if (error instanceof Error) throw error;
    } finally {
      client.off('notification', heard);
      // What has listened is not handed out again: its session would go on hearing.
      client.release(true);
    }
  };
  const run = async () => {
    while (!stopped) {
      try {
        await round();
      } catch (error) {
        if (stopped) return;
        log.warn({ channel, reason: String(error) }, 'not listening; it is tried again');
        await pause(retryMs, stopping.promise);
      }
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopped = true;
      stopping.resolve();
      await running;
    },
  };
};
