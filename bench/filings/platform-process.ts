import { fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { loadDemoAccounts } from '../../platforms/uumds/provider/demo-accounts.ts';
import { describeRealm } from '../../platforms/uumds/realm.ts';

export interface BenchPlatform {
  readonly url: string;
  readonly token: string;
  readonly trustAnchor: string;
  readonly key: string;
  readonly cert: string;
  /** Of the role of the filings: the bare handler uses the same server and database. */
  readonly bareConnectionString: string;
  /** Resolves when every registered filing has been assessed. */
  readonly assessed: () => Promise<void>;
  readonly pid: number;
  readonly databasePid: number;
  stop(): Promise<void>;
}

interface Told {
  readonly url: string;
  readonly issuer: string;
  readonly trustAnchor: string;
  readonly key: string;
  readonly cert: string;
  readonly entryConnectionString: string;
  readonly databasePid: number;
  readonly dataDirectory: string;
}

const clientId = 'invented-customs-agents';

const tokenOf = async ({ issuer, dataDirectory }: Told): Promise<string> => {
  const accounts = await loadDemoAccounts(`${dataDirectory}/uumds`, describeRealm());
  const answer = await fetch(`${issuer}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: accounts.clients[clientId] ?? '',
    }),
  });
  const { access_token: token } = (await answer.json()) as { access_token?: string };
  if (token === undefined) throw new Error(`no token: ${answer.status}`);
  return token;
};

/** A longer life of tokens than usual would need a setting of its own; one token lasts for one run of five minutes. */
export const startPlatform = async (
  dataDirectory: string,
  services: 'all' | 'none' | 'kept' = 'all',
  more: Readonly<Record<string, string>> = {},
): Promise<BenchPlatform> => {
  const child = fork(new URL('./platform.ts', import.meta.url), [services], {
    env: {
      ...process.env,
      PORTORIUM_DATA: dataDirectory,
      PORTORIUM_LOG_LEVEL: 'error',
      PORTORIUM_REQUESTS_PER_MINUTE: '100000000',
      PORTORIUM_REQUESTS_PER_MINUTE_OF_ADDRESS: '100000000',
      PORTORIUM_MEMBER_STATES: 'BE,DE',
      PORTORIUM_NATIONAL_SIGN_INS: 'none',
      ...Object.fromEntries(
        ['SPEED2NG', 'CCN2NG', 'CCN2NG_GRPC', 'WORKBENCH', 'UUMDS', 'UUMDS_MTLS', 'SHARED_SERVICES'].map((name) => [
          `PORTORIUM_${name}_PORT`,
          '0',
        ]),
      ),
      ...Object.fromEntries(
        ['SPEED2NG', 'CCN2NG', 'CDCO', 'UUMDS', 'SHARED_SERVICES'].map((name) => [
          `PORTORIUM_${name}_MANAGEMENT_PORT`,
          '0',
        ]),
      ),
      ...more,
    },
  });
  const told = await new Promise<Told>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Told));
    child.once('exit', (code) => reject(new Error(`the platform ended with ${code}`)));
  });
  const watcher = new pg.Client({ connectionString: told.entryConnectionString });
  await watcher.connect();
  return {
    ...told,
    pid: child.pid ?? 0,
    bareConnectionString: told.entryConnectionString,
    token: await tokenOf(told),
    assessed: async () => {
      for (;;) {
        const { rows } = await watcher.query(
          `select exists (select from outbox where subscriber = 'entry') as waiting`,
        );
        if (!rows[0].waiting) return;
        await sleep(5);
      }
    },
    stop: async () => {
      await watcher.end();
      await new Promise<void>((resolve) => {
        child.once('exit', () => resolve());
        child.disconnect();
      });
    },
  };
};
