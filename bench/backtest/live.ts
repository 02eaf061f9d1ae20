/** The application on a real database, alone in this process, and declarations that come in at a steady rate. */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import application from '../../platforms/cdco/risk-analysis/application.ts';
import { type Call, newId } from '../../shared-services/kit/call.ts';
import { systemClock } from '../../shared-services/kit/clock.ts';
import { startHost } from '../../shared-services/kit/host/host.ts';
import { createLogger } from '../../shared-services/kit/logging.ts';
import { createMetrics } from '../../shared-services/kit/metrics.ts';
import { prepareComponents } from '../../shared-services/kit/postgres/components.ts';
import { startEmbeddedPostgres } from '../../shared-services/kit/postgres/launcher.ts';
import { openPool } from '../../shared-services/kit/postgres/pool.ts';
import { root } from '../../start/root.ts';
import type { Bench } from '../risk/declarations.ts';

const log = createLogger({ level: 'error', platform: 'bench' });
const { name } = application.contract;

/** Those whom the application may ask: the register of operators does not answer here, and nothing is lowered. */
const neighbours = ['entry', 'decisions', 'eos'].map((neighbour) => ({
  ...application.contract,
  name: neighbour,
  services: {},
  events: {},
  notifications: {},
  subscribes: [],
}));

const callOf = (circle: 'central' | 'trusted', profile: string, via: string, subject: string): Call => ({
  caller: { circle, party: profile, profiles: [profile], subject },
  conversationId: newId(),
  messageId: newId(),
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  via,
  protocol: 'internal',
  deadlineAtMs: Date.now() + 30_000,
});

export type Live = Awaited<ReturnType<typeof openDatabase>>;

export const openDatabase = async (dataDirectory: string) => {
  const server = await startEmbeddedPostgres({ dataDirectory, log, settings: { max_wal_size: '4GB' } });
  const prepared = await prepareComponents({
    adminUrl: server.connectionString,
    roleSecret: 'secret of a bench, on a database that is thrown away',
    components: [
      { name: 'audit', migrationsDirectory: join(root, 'shared-services/audit/storage/migrations') },
      { name, migrationsDirectory: join(application.directory, 'storage/migrations'), outbox: true },
    ],
    log,
  });
  const { connectionString } = prepared.get(name)!;
  const pool = openPool(connectionString, {
    maxConnections: 8,
    applicationName: 'bench',
    statementTimeoutMs: 120_000,
    log,
  });
  return { server, pool };
};

export const startLive = async (pool: pg.Pool) => {
  const host = await startHost({
    modules: [application],
    catalogue: [application.contract, ...neighbours],
    poolOf: () => pool,
    remoteOf: () => {
      throw new Error('there is one application only');
    },
    codeLists: { knows: () => false } as never,
    settings: { screeningTimeoutMs: 1000, demonstrationAccounts: false },
    clock: systemClock,
    log,
    metricsOf: createMetrics,
  });
  const asExpert = <Reply>(operation: string, request: unknown) =>
    host.dispatch(
      `${name}.${operation}`,
      request,
      callOf('trusted', 'risk-expert', 'ccn2ng', 'bench'),
      'ccn2ng',
    ) as Promise<Reply>;
  const assess = (request: unknown) =>
    host.dispatch(`${name}.assess`, request, callOf('central', 'entry', 'cdco', 'entry'), 'cdco');
  return { host, asExpert, assess, stop: () => host.stop() };
};

export interface Load {
  /** Milliseconds from when each was due to its answer. */
  stop(): Promise<readonly number[]>;
}

/** They come when they are due, whether those before were answered or not. */
export const startLoad = (
  { assess }: Pick<Awaited<ReturnType<typeof startLive>>, 'assess'>,
  declarations: readonly Bench[],
  perSecond: number,
): Load => {
  const times: number[] = [];
  const ended = new AbortController();
  const run = async () => {
    const fromMs = performance.now();
    const under = new Set<Promise<void>>();
    for (let sent = 0; !ended.signal.aborted; sent += 1) {
      const dueMs = fromMs + (sent * 1000) / perSecond;
      const earlyMs = dueMs - performance.now();
      if (earlyMs > 1) await wait(earlyMs);
      const { text, specificCircumstance } = declarations[sent % declarations.length]!;
      const one = assess({
        reference: newId(),
        procedure: 'entry',
        specificCircumstanceIndicator: specificCircumstance,
        onDate: '2026-11-21',
        declaration: JSON.parse(text),
      }).then(() => void times.push(performance.now() - dueMs));
      under.add(one);
      void one.finally(() => under.delete(one));
    }
    await Promise.all(under);
  };
  const running = run();
  return {
    stop: async () => {
      ended.abort();
      await running;
      return times;
    },
  };
};

export const stopDatabase = async ({ server, pool }: Live): Promise<void> => {
  await pool.end();
  await server.stop();
};
