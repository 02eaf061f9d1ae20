/** An archive in a folder, an audit log with keys, and an application with cases, over a real database. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import audit from '../../audit/application.ts';
import { contract as auditContract } from '../../audit/contract.ts';
import { testSigner } from '../../audit/test-support/log.ts';
import type { Caller } from '../../kit/call.ts';
import { type Host, startHost } from '../../kit/host/host.ts';
import { silentLogger } from '../../kit/logging.ts';
import { createMetrics } from '../../kit/metrics.ts';
import { openFolder } from '../../kit/object-store/folder.ts';
import type { ObjectStore } from '../../kit/object-store/object-store.ts';
import { createCalls } from '../../kit/rpc/calls.ts';
import type { Store } from '../../kit/store/store.ts';
import { type TestComponents, testComponents } from '../../kit/test-support/components.ts';
import { sampleCall } from '../../kit/test-support/samples.ts';
import type { CodeLists } from '../../reference-data/lookup.ts';
import archiving from '../application.ts';
import { contract } from '../contract.ts';
import { checkSome } from '../keeping/check.ts';
import { createRound } from '../keeping/round.ts';
import { createSource, sourceContract, type TestSource } from './source.ts';

const person = (subject: string, ...profiles: string[]): Caller => ({
  ...{ circle: 'administrators', party: subject, profiles, subject },
});
export const operator = person('operator-1', 'operator');
export const auditor = person('auditor-1', 'auditor');
export const support = person('support-1', 'support');

export interface ArchiveScene {
  readonly components: TestComponents;
  readonly folder: string;
  readonly source: TestSource;
  readonly store: Store;
  readonly clock: { nowAt: number; nowMs(): number };
  /** The object store of the archive; a test may put another in its place. */
  readonly objects: { current: ObjectStore };
  ask<Reply>(operation: string, request: unknown, caller?: Caller): Promise<Reply>;
  /** One round of the archive, whatever has failed before. */
  round(): Promise<number>;
  check(): Promise<number>;
  stop(): Promise<void>;
}

const catalogue = [auditContract, contract, sourceContract];
const migrations = (name: string) => join(import.meta.dirname, '../..', name, 'storage', 'migrations');

export const startScene = async (): Promise<ArchiveScene> => {
  const components = await testComponents([
    { name: 'archiving', outbox: true, migrationsDirectory: migrations('archiving') },
    { name: 'entry', outbox: true },
  ]);
  const folder = await mkdtemp(join(tmpdir(), 'portorium-archive-'));
  const objects: ArchiveScene['objects'] = { current: openFolder(folder) };
  const { source, module } = createSource();
  const clock = { nowAt: Date.now(), nowMs: () => clock.nowAt };
  const log = silentLogger();
  const dayMs = 24 * 60 * 60 * 1000;
  const place = {
    get store() {
      return objects.current;
    },
    ...{ quietMs: 90 * dayMs, checkWithinMs: 90 * dayMs, casesPerMinute: 60, version: '0.1.0' },
  };
  const host: Host = await startHost({
    modules: [audit, archiving, module],
    catalogue,
    poolOf: components.poolOf,
    remoteOf: () => {
      throw new Error('alone');
    },
    codeLists: { has: () => false } as unknown as CodeLists,
    settings: { screeningTimeoutMs: 1, demonstrationAccounts: false },
    auditLog: { signer: testSigner(), witnesses: [] },
    archive: place,
    clock,
    log,
    metricsOf: createMetrics,
  });
  const store = host.storeOf('archiving');
  const calls = createCalls(host.carryFrom('shared-services'));
  const take = createRound({ dependencies: { store, calls, clock, log, catalogue }, place });
  return {
    ...{ components, folder, source, store, clock, objects },
    ask: async <Reply>(operation: string, request: unknown, caller = operator) =>
      (await host.dispatch(
        `archiving.${operation}`,
        request,
        sampleCall({ caller, via: 'shared-services', deadlineAtMs: clock.nowAt + 60_000 }),
        'shared-services',
      )) as Reply,
    round: async () => {
      await store.query('update package set next_attempt_at = now()');
      return take();
    },
    check: () => checkSome({ store, place, clock, log, limit: 100 }),
    stop: async () => {
      await host.stop();
      await components.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
