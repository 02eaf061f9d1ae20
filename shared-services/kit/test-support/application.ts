/** The application on a real database, called as its neighbours call it: through the contract. */
import { join } from 'node:path';
import pg from 'pg';
import type { Application, Circle } from '../../../reference-architecture/contract/language.ts';
import { type Call, newId } from '../call.ts';
import type { Clock } from '../clock.ts';
import { type Host, startHost } from '../host/host.ts';
import type { ApplicationModule, Dependencies } from '../host/module.ts';
import { silentLogger } from '../logging.ts';
import { createMetrics } from '../metrics.ts';
import { prepareComponents } from '../postgres/components.ts';
import { changeConnection } from '../postgres/connection-string.ts';
import { openPool } from '../postgres/pool.ts';
import { roleNameOf } from '../postgres/roles.ts';
import { testDatabase, testRoleSecret } from '../postgres/test-support.ts';
import { testSealingKey } from '../sealed/test-support.ts';

const log = silentLogger();
const auditMigrations = join(import.meta.dirname, '../../audit/storage/migrations');

/** Time stands still unless a test moves it. */
export interface TestClock extends Clock {
  nowAt: number;
}

export interface TestApplication {
  readonly host: Host;
  readonly clock: TestClock;
  /** Of the application's own role: for another process over the same database. */
  readonly connectionString: string;
  readonly query: <Row>(text: string, values?: unknown[]) => Promise<Row[]>;
  /** Calls an operation as a central application, or as a caller of the given circle and profile behind its gateway. */
  ask<Reply>(operation: string, request: unknown, as?: Partial<Caller>): Promise<Reply>;
  stop(): Promise<void>;
}

interface Caller {
  readonly circle: Circle;
  readonly profile: string;
  readonly via: string;
  /** Named after the profile, unless said. */
  readonly party?: string;
  /** Named after the profile, unless said. */
  readonly subject?: string;
  readonly actingOfficial?: string;
}

/** Reads everything, the audit chain too, which the application itself may only write. */
const openAdmin = (adminUrl: string, component: string): pg.Pool =>
  new pg.Pool({
    connectionString: changeConnection(adminUrl, {
      options: `-c search_path=${roleNameOf(component)},${roleNameOf('audit')}`,
    }),
    max: 2,
  });

const callOf = (
  { circle, profile, via, party = profile, subject = `test:${profile}`, ...official }: Caller,
  deadlineAtMs: number,
): Call => ({
  caller: { circle, party, profiles: [profile], subject, ...official },
  conversationId: newId(),
  messageId: newId(),
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  via,
  protocol: 'internal',
  deadlineAtMs,
});

/** Those who may call, by name: the host knows on which platform each of them runs. */
const neighboursOf = (contract: Application): Application[] =>
  ['entry', 'decisions', 'risk-analysis', 'eos']
    .filter((name) => name !== contract.name)
    .map((name) => ({ ...contract, name, services: {}, events: {}, notifications: {}, subscribes: [] }));

const nobody = () => {
  throw new Error('the test has one application only');
};

/** Somebody who hears events, and never gets them: they stay in the outbox, where a test can look at them. */
const hearing = (contract: Application, subscribes: readonly string[]): Application => ({
  ...contract,
  ...{ name: 'hearing', services: {}, events: {}, notifications: {}, subscribes },
});

/**
 * @param codeLists what the application looks up; without them it looks nothing up, and whatever it tried to would fail
 * @param heard events that somebody elsewhere subscribes to
 */
export const startTestApplication = async (
  module: ApplicationModule,
  codeLists = {} as Dependencies['codeLists'],
  heard: readonly string[] = [],
): Promise<TestApplication> => {
  const { name } = module.contract;
  const database = await testDatabase();
  const components = [
    { name: 'audit', migrationsDirectory: auditMigrations },
    { name, migrationsDirectory: join(module.directory, 'storage/migrations'), outbox: true },
  ];
  const prepared = await prepareComponents({
    adminUrl: database.adminUrl,
    roleSecret: testRoleSecret,
    components,
    log,
  });
  const admin = openAdmin(database.adminUrl, name);
  const { connectionString } = prepared.get(name)!;
  const pool = openPool(connectionString, {
    maxConnections: 8,
    applicationName: `test of ${name}`,
    statementTimeoutMs: 10_000,
    log,
  });
  const clock: TestClock = { nowAt: Date.parse('2026-11-21T08:00:00Z'), nowMs: () => clock.nowAt };
  const host = await startHost({
    modules: [module],
    catalogue: [module.contract, ...neighboursOf(module.contract), hearing(module.contract, heard)],
    poolOf: () => pool,
    remoteOf: nobody,
    codeLists,
    settings: { screeningTimeoutMs: 1000, demonstrationAccounts: false },
    sealingKeyOf: () => testSealingKey,
    clock,
    log,
    metricsOf: createMetrics,
  });
  return {
    host,
    clock,
    connectionString,
    query: async (text, values) => (await admin.query(text, values)).rows,
    ask: async <Reply>(operation: string, request: unknown, as: Partial<Caller> = {}) => {
      const caller = { circle: 'central' as const, profile: 'entry', via: 'cdco', ...as };
      const call = callOf(caller, clock.nowMs() + 30_000);
      return (await host.dispatch(`${name}.${operation}`, request, call, caller.via)) as Reply;
    },
    stop: async () => {
      await host.stop();
      await pool.end();
      await admin.end();
      await database.drop();
    },
  };
};
