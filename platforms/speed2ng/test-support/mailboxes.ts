/** The mailboxes on a real database, behind the real gateway; a second process beside it where a test wants one. */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { newId } from '../../../shared-services/kit/call.ts';
import { type Clock, systemClock } from '../../../shared-services/kit/clock.ts';
import { type Host, startHost } from '../../../shared-services/kit/host/host.ts';
import type { Dependencies } from '../../../shared-services/kit/host/module.ts';
import {
  createStanding,
  type StandingChange,
  type WatchStanding,
} from '../../../shared-services/kit/identity/standing.ts';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
import { createMetrics } from '../../../shared-services/kit/metrics.ts';
import { prepareComponents } from '../../../shared-services/kit/postgres/components.ts';
import { openPool } from '../../../shared-services/kit/postgres/pool.ts';
import { roleNameOf } from '../../../shared-services/kit/postgres/roles.ts';
import { testDatabase, testRoleSecret } from '../../../shared-services/kit/postgres/test-support.ts';
import type { Delivered } from '../../../shared-services/kit/store/records.ts';
import { eventually } from '../../../shared-services/kit/test-support/samples.ts';
import application from '../application.ts';
import { contract } from '../contract.ts';
import { startTestGateway } from './gateway.ts';
import { probe } from './probe.ts';

const log = silentLogger();
const shared = join(import.meta.dirname, '../../../shared-services');

const components = [
  { name: 'audit', migrationsDirectory: join(shared, 'audit/storage/migrations') },
  { name: 'speed2ng', migrationsDirectory: join(import.meta.dirname, '../storage/migrations'), outbox: true },
];

const nobody = () => {
  throw new Error('nothing is remote in this test');
};

/** Hands on what is told, soon. */
const watchOf =
  (changes: StandingChange[]): WatchStanding =>
  async (since) => {
    await wait(since === undefined ? 0 : 20);
    return { revision: newId(), whole: since === undefined, change: changes.splice(0) };
  };

export const startMailboxes = async () => {
  const database = await testDatabase();
  const prepared = await prepareComponents({
    adminUrl: database.adminUrl,
    roleSecret: testRoleSecret,
    components,
    log,
  });
  const pool = openPool(prepared.get('speed2ng')!.connectionString, {
    maxConnections: 6,
    applicationName: 'test of speed2ng',
    statementTimeoutMs: 10_000,
    log,
  });
  const admin = new pg.Pool({ connectionString: database.adminUrl, max: 1 });
  let aheadMs = 0;
  const clock: Clock = { nowMs: () => systemClock.nowMs() + aheadMs };
  const startProcess = (): Promise<Host> =>
    startHost({
      modules: [application],
      catalogue: [probe, contract],
      poolOf: () => pool,
      remoteOf: nobody,
      codeLists: {} as Dependencies['codeLists'],
      settings: {} as Dependencies['settings'],
      clock,
      log,
      metricsOf: createMetrics,
    });
  const [host, other] = [await startProcess(), await startProcess()];
  const changes: StandingChange[] = [];
  const standing = createStanding({ watch: watchOf(changes), clock: systemClock, log });
  const gateway = await startTestGateway({ clock, partners: standing, limits: { stopGraceMs: 500 } }, standing);
  gateway.answerWith(host.carryFrom('speed2ng'));
  return {
    gateway,
    /** Puts into mailboxes through the process of the gateway. */
    deliver: (...messages: Delivered[]) => host.deliver('speed2ng', messages),
    /** Puts into mailboxes through another process on the same database. */
    deliverElsewhere: (...messages: Delivered[]) => other.deliver('speed2ng', messages),
    /** As UUM&DS tells it; resolves when the gateway has heard it. */
    tellStanding: async (change: StandingChange) => {
      changes.push(change);
      await eventually('the news', () => changes.length === 0);
    },
    standing,
    store: host.storeOf('speed2ng'),
    /** Events and outcomes on the audit chain of one letter and its recipient. */
    audit: async ({ messageId }: Delivered, party: string): Promise<string[]> => {
      const { rows } = await admin.query<{ line: string }>(
        `select event || ' ' || outcome as line from ${roleNameOf('audit')}.record where message_id = $1 or party = $2`,
        [messageId, party],
      );
      return rows.map(({ line }) => line);
    },
    clock,
    goAhead: (ms: number) => {
      aheadMs += ms;
    },
    stop: async () => {
      await gateway.stop();
      await standing.stop();
      await Promise.all([host.stop(), other.stop()]);
      await pool.end();
      await admin.end();
      await database.drop();
    },
  };
};

export type Mailboxes = Awaited<ReturnType<typeof startMailboxes>>;
