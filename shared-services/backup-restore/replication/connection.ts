/**
 * A connection that speaks the streaming replication protocol of PostgreSQL (manual, 54.4): `pg` sends and reads the messages,
 * this file gives them to whom they are for. With `replication=database`, so that the usual lines of pg_hba.conf let it in.
 */
import pg from 'pg';

/** Of `pg`, not in its types: a query that reads its own messages. */
interface Wire {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  readonly stream: { pause(): void; resume(): void };
}

export interface CopyStream {
  /** Part after part as the server sends it. */
  readonly parts: AsyncIterable<Buffer>;
  /** Rows of the results around the copy; whole once `parts` has ended. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** To the server, where it copies in both directions. */
  send(chunk: Buffer): void;
}

export interface ReplicationConnection {
  query<Row extends object>(text: string): Promise<Row[]>;
  /** One at a time, and after it only `end`. */
  copy(text: string): CopyStream;
  end(): Promise<void>;
}

/** The server is asked to pause when so much waits to be taken. */
const highBytes = 8 * 1024 * 1024;

/** Parts that come by themselves, taken one by one. */
const createQueue = (pause: () => void, resume: () => void) => {
  const held: Buffer[] = [];
  let bytes = 0;
  let ended: { readonly error?: unknown } | undefined;
  let wake = () => {};
  const finish = (how: { readonly error?: unknown }) => {
    ended ??= how;
    wake();
  };
  async function* parts(): AsyncGenerator<Buffer> {
    for (;;) {
      const part = held.shift();
      if (part !== undefined) {
        bytes -= part.length;
        if (bytes < highBytes / 2) resume();
        yield part;
      } else if (ended === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      } else if ('error' in ended) throw ended.error;
      else return;
    }
  }
  const push = (part: Buffer) => {
    held.push(part);
    bytes += part.length;
    if (bytes > highBytes) pause();
    wake();
  };
  return { push, finish, parts };
};

const copyOn = (client: pg.Client, text: string): CopyStream => {
  const wire = (client as unknown as { connection: Wire }).connection;
  const rows: (readonly (string | null)[])[] = [];
  const queue = createQueue(
    () => wire.stream.pause(),
    () => wire.stream.resume(),
  );
  const submittable = {
    submit: () => wire.query(text),
    handleRowDescription: () => {},
    handleDataRow: ({ fields }: { readonly fields: readonly (string | null)[] }) => void rows.push(fields),
    handleCommandComplete: () => {},
    handleEmptyQuery: () => {},
    handlePortalSuspended: () => {},
    handleCopyInResponse: () => {},
    // The parser uses its memory again.
    handleCopyData: ({ chunk }: { readonly chunk: Buffer }) => queue.push(Buffer.from(chunk)),
    handleError: (error: unknown) => queue.finish({ error }),
    handleReadyForQuery: () => queue.finish({}),
  };
  client.once('end', () => queue.finish({ error: new Error('the server ended the connection') }));
  client.query(submittable as unknown as pg.Submittable);
  return { parts: queue.parts(), rows, send: (chunk) => wire.sendCopyFromChunk(chunk) };
};

/** @param applicationName  by which the server knows a standby for which commits wait */
export const connectReplication = async (
  connectionString: string,
  applicationName: string,
): Promise<ReplicationConnection> => {
  const client = new pg.Client({
    connectionString,
    application_name: applicationName,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    ...({ replication: 'database' } as object),
  });
  client.on('error', () => undefined); // the copy or query under way fails and says so
  await client.connect();
  return {
    query: async <Row extends object>(text: string) => (await client.query<Row>(text)).rows,
    copy: (text) => copyOn(client, text),
    end: async () => {
      // A copy under way does not end by itself: the connection is cut.
      (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
      await client.end().catch(() => undefined);
    },
  };
};
