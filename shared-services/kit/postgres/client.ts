/** One short-lived connection for an administrator's work. */
import pg from 'pg';

export const withClient = async <Result>(
  connectionString: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> => {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: 'portorium-admin',
  });
  client.on('error', () => undefined); // the statement under way fails and says so; without a listener the process would end
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
};

export const sqlState = (error: unknown): string => (error as { code?: string } | undefined)?.code ?? '';
