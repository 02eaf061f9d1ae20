/** CCN2ng on a real database, with real TLS; the platforms behind it are a function. */
import { join } from 'node:path';
import pg from 'pg';
import type { Application } from '../../../reference-architecture/contract/language.ts';
import { type Call, newId } from '../../../shared-services/kit/call.ts';
import { systemClock } from '../../../shared-services/kit/clock.ts';
import { type Host, startHost } from '../../../shared-services/kit/host/host.ts';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
import { createMetrics, type Metrics } from '../../../shared-services/kit/metrics.ts';
import { prepareComponents } from '../../../shared-services/kit/postgres/components.ts';
import { changeConnection } from '../../../shared-services/kit/postgres/connection-string.ts';
import { openPool } from '../../../shared-services/kit/postgres/pool.ts';
import { testDatabase, testRoleSecret } from '../../../shared-services/kit/postgres/test-support.ts';
import type { Delivered } from '../../../shared-services/kit/store/records.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { contract as entry } from '../../cdco/entry/contract.ts';
import { screeningRequest } from '../../cdco/entry/domain/member-state-messages.ts';
import { shippedCodeLists } from '../../cdco/entry/test-support/shipped-code-lists.ts';
import { contract as riskAnalysis } from '../../cdco/risk-analysis/contract.ts';
import application from '../application.ts';
import { type Ccn2ng, type Ccn2ngParts, startCcn2ng } from '../server.ts';
import { ourAuthority, trustIn } from './certificates.ts';

export const catalogue: readonly Application[] = [application.contract, entry, riskAnalysis];

const log = silentLogger();
const repository = join(import.meta.dirname, '../../..');
const codeLists = shippedCodeLists();

export interface Carried {
  readonly id: string;
  readonly request: unknown;
  readonly call: Call;
}

export interface Exchange {
  readonly host: Host;
  readonly store: Store;
  readonly metrics: Metrics;
  /** As the administrator: the exchange and the audit records. */
  readonly query: <Row>(text: string, values?: unknown[]) => Promise<Row[]>;
  /** As the central applications do it: messages for Member States. */
  readonly deliver: (...messages: readonly Delivered[]) => Promise<void>;
  readonly adminUrl: string;
  stop(): Promise<void>;
}

/** One process with the ccn2ng application; several may share a database. */
export const startExchange = async (adminUrl?: string): Promise<Exchange> => {
  const database = adminUrl === undefined ? await testDatabase() : { adminUrl, drop: async () => {} };
  const prepared = await prepareComponents({
    adminUrl: database.adminUrl,
    roleSecret: testRoleSecret,
    components: [
      { name: 'audit', migrationsDirectory: join(repository, 'shared-services/audit/storage/migrations') },
      { name: 'ccn2ng', migrationsDirectory: join(application.directory, 'storage/migrations'), outbox: true },
    ],
    log,
  });
  const { connectionString, schema } = prepared.get('ccn2ng')!;
  const pool = openPool(connectionString, {
    maxConnections: 8,
    applicationName: 'test of ccn2ng',
    statementTimeoutMs: 10_000,
    log,
  });
  const search = `-c search_path=${schema},${prepared.get('audit')!.schema}`;
  const admin = new pg.Pool({ connectionString: changeConnection(database.adminUrl, { options: search }), max: 2 });
  const metrics = createMetrics('ccn2ng');
  const host = await startHost({
    modules: [application],
    catalogue,
    poolOf: () => pool,
    remoteOf: () => {
      throw new Error('the test has one application only');
    },
    codeLists,
    settings: { screeningTimeoutMs: 1000, demonstrationAccounts: false, memberStates: ['BE', 'FR'] },
    clock: systemClock,
    log,
    metricsOf: () => metrics,
  });
  return {
    host,
    metrics,
    store: host.storeOf('ccn2ng'),
    query: async (text, values) => (await admin.query(text, values)).rows,
    deliver: (...messages) => host.deliver('ccn2ng', messages),
    adminUrl: database.adminUrl,
    stop: async () => {
      await host.stop();
      await pool.end();
      await admin.end();
      await database.drop();
    },
  };
};

export interface TestGateway extends Ccn2ng {
  readonly exchange: Exchange;
  /** What reached the platforms behind, in order. */
  readonly carried: Carried[];
  /** What a platform behind answers, by operation id; one-way operations answer nothing. */
  readonly answers: Map<string, (request: unknown, call: Call) => unknown>;
}

/** IE4R05 of a declaration of which nothing is known but its MRN. */
export const emptyDeclaration = (MRN: string) => ({
  MessageHeader: {
    messageId: newId(),
    messageTimestamp: '2026-11-21T12:00:00Z',
    messageSender: 'EU.CR',
    messageRecipient: 'NES.BE',
  },
  functionalReference: MRN,
});

export const startGateway = async (more: Partial<Ccn2ngParts> = {}, exchange?: Exchange): Promise<TestGateway> => {
  const own = exchange ?? (await startExchange());
  const carried: Carried[] = [];
  const answers: TestGateway['answers'] = new Map([
    ['entry.QueryENS', (request) => emptyDeclaration((request as { MRN?: string }).MRN ?? 'unknown')],
  ]);
  const authority = await ourAuthority();
  const { key, certificate: cert } = authority.service('ccn2ng', 'push');
  const gateway = authority.gateway('ccn2ng');
  const started = await startCcn2ng({
    carry: async (id, request, call) => {
      carried.push({ id, request, call });
      if (id.startsWith('ccn2ng.')) return own.host.carryFrom('ccn2ng')(id, request, call);
      return answers.get(id)?.(request, call);
    },
    catalogue,
    codeLists,
    store: own.store,
    certificates: () => ({
      server: { key: gateway.key, cert: gateway.certificate },
      trustAnchor: authority.trustAnchor,
      client: { key, cert },
    }),
    trust: await trustIn(authority),
    memberStates: new Map([
      ['BE', undefined],
      ['DE', undefined],
    ]),
    host: '127.0.0.1',
    port: 0,
    grpcPort: 0,
    clock: systemClock,
    log,
    // A registry takes each metric once.
    metrics: exchange === undefined ? own.metrics : createMetrics('ccn2ng'),
    ...more,
    limits: { stopGraceMs: 500, ...more.limits },
  });
  return {
    ...started,
    exchange: own,
    carried,
    answers,
    stop: async () => {
      await started.stop();
      if (exchange === undefined) await own.stop();
    },
  };
};

let count = 0;

/** IE4N03 for a Member State, as entry sends it. */
export const letter = (memberState: string, MRN: string, more: Partial<Delivered> = {}): Delivered => {
  const messageId = more.messageId ?? newId();
  count += 1;
  return {
    name: 'entry.IE4N03',
    subscriber: 'ccn2ng',
    orderingKey: MRN,
    priority: 'A',
    recipient: memberState,
    messageId,
    conversationId: newId(),
    traceparent: `00-${String(count).padStart(32, '0')}-b7ad6b7169203331-01`,
    sentAtMs: Date.now(),
    content: screeningRequest({
      MRN,
      memberState,
      responsibleMemberState: 'BE',
      messageId,
      now: '2026-11-21T12:00:00Z',
    }),
    ...more,
  };
};

/** A well-formed MRN of a test; its check character is not looked at by the exchange. */
export const mrn = (number: number): string => `26BE${String(number).padStart(11, '0')}ST7`;
