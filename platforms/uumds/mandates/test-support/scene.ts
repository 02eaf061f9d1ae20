/** Mandates and the register of operators on a real database, called as the gateway calls them. */
import { join } from 'node:path';
import { discoverContracts } from '../../../../reference-architecture/catalogue/discover.ts';
import { type Call, newId } from '../../../../shared-services/kit/call.ts';
import { type Host, startHost } from '../../../../shared-services/kit/host/host.ts';
import type { Dependencies } from '../../../../shared-services/kit/host/module.ts';
import { silentLogger } from '../../../../shared-services/kit/logging.ts';
import { createMetrics } from '../../../../shared-services/kit/metrics.ts';
import { Refusal } from '../../../../shared-services/kit/refusal.ts';
import { createEmitter } from '../../../../shared-services/kit/store/emitter.ts';
import { createStore } from '../../../../shared-services/kit/store/store.ts';
import { testComponents } from '../../../../shared-services/kit/test-support/components.ts';
import eos from '../../../cdco/eos/application.ts';
import application from '../application.ts';
import { remindOfEnds } from '../remind-of-ends.ts';

export const parcels = 'BE0000000001';
export const agents = 'DE000000000000002';
export const airExpress = 'BE0000000003';
export const itServices = 'NL0000000019';
export const otherServices = 'NL0000000004';

const repository = join(import.meta.dirname, '../../../..');

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at, field by field
export type Told = any;

export interface Scene {
  /** `2026-11-21T08:00:00Z` until a test moves it. */
  readonly clock: { nowAtMs: number };
  /** An administrator of that operator asks. */
  as(party: string, profile?: string): (operation: string, request: unknown) => Promise<Told>;
  /** What a gateway is told. */
  check(question: unknown): Promise<Told>;
  /** Proposed with some terms of its own. */
  propose(mandator: string, terms?: Record<string, unknown>): Promise<Told>;
  /** Proposed, and accepted by its mandatary. */
  agree(mandator: string, terms?: Record<string, unknown>): Promise<Told>;
  /** Tells who is to be told that a mandate ends; of how many. */
  remind(): Promise<number>;
  admin<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  readonly host: Host;
  stop(): Promise<void>;
}

/** No other platform answers: notifications stay on the outbox, where tests look at them. */
const nobody = {
  call: async () => {
    throw new Refusal({ code: 'SERVICE_UNAVAILABLE', status: 'unavailable', title: 'CDCO is away.' });
  },
  deliver: async () => {
    throw new Error('SPEED2ng is away');
  },
};

export interface SceneParts {
  readonly demonstrationAccounts?: boolean;
  /** Whether the register of operators runs. */
  readonly register?: boolean;
}

export const startScene = async ({
  demonstrationAccounts = false,
  register = true,
}: SceneParts = {}): Promise<Scene> => {
  const components = await testComponents([
    {
      name: 'mandates',
      outbox: true,
      migrationsDirectory: join(import.meta.dirname, '../storage/migrations'),
    },
    { name: 'eos', outbox: true, migrationsDirectory: join(repository, 'platforms/cdco/eos/storage/migrations') },
  ]);
  const clock = { nowAtMs: Date.parse('2026-11-21T08:00:00Z') };
  const catalogue = (await discoverContracts(repository)).map(({ contract }) => contract);
  const host = await startHost({
    modules: register ? [application, eos] : [application],
    catalogue,
    poolOf: components.poolOf,
    remoteOf: () => nobody,
    codeLists: {} as Dependencies['codeLists'],
    settings: { screeningTimeoutMs: 1000, demonstrationAccounts },
    clock: { nowMs: () => clock.nowAtMs },
    log: silentLogger(),
    metricsOf: createMetrics,
  });
  const callOf = (caller: Call['caller'], via: string): Call => ({
    caller,
    conversationId: newId(),
    messageId: newId(),
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    via,
    protocol: 'rest',
    deadlineAtMs: clock.nowAtMs + 10_000,
  });
  const as: Scene['as'] =
    (party, profile = 'administrator') =>
    (operation, request) =>
      host.dispatch(
        `mandates.${operation}`,
        request,
        callOf({ circle: 'untrusted', party, profiles: [profile], subject: `account of ${party}` }, 'speed2ng'),
        'speed2ng',
      );
  const propose: Scene['propose'] = (mandator, terms = {}) =>
    as(mandator)('grantMandate', {
      reference: newId().slice(0, 35),
      mandatary: agents,
      kind: 'directRepresentation',
      profile: 'representative',
      scope: [{ application: 'entry' }],
      ...terms,
    });
  return {
    clock,
    as,
    host,
    check: (question) =>
      host.dispatch(
        'mandates.checkMandate',
        question,
        callOf({ circle: 'central', party: 'speed2ng', profiles: ['speed2ng'], subject: 'speed2ng' }, 'speed2ng'),
        'speed2ng',
      ),
    propose,
    agree: async (mandator, terms = {}) => {
      const { mandateId, mandatary } = await propose(mandator, terms);
      return as(mandatary)('acceptMandate', { mandateId });
    },
    remind: remindOfEnds({
      store: createStore({ component: 'mandates', pool: components.poolOf('mandates'), log: silentLogger() }),
      clock: { nowMs: () => clock.nowAtMs },
      emitterFor: (of) => createEmitter(of, () => []),
    }),
    admin: components.admin,
    stop: async () => {
      await host.stop();
      await components.drop();
    },
  };
};
