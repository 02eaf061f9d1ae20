/**
 * The application entry over a real database, with its real domain and the code lists that the project ships. Other
 * applications answer as the test says; messages stay in the outbox until the test hands them on.
 */
import { fileURLToPath } from 'node:url';
import { operationsOf } from '../../../../reference-architecture/contract/language.ts';
import { compileValidator } from '../../../../reference-architecture/contract/validate.ts';
import { type Call, newId, sha256Hex } from '../../../../shared-services/kit/call.ts';
import { subscribersIn } from '../../../../shared-services/kit/host/delivery.ts';
import type { Handler } from '../../../../shared-services/kit/host/module.ts';
import { silentLogger } from '../../../../shared-services/kit/logging.ts';
import { jsonPointer } from '../../../../shared-services/kit/refusal.ts';
import { createCalls } from '../../../../shared-services/kit/rpc/calls.ts';
import { createEmitter } from '../../../../shared-services/kit/store/emitter.ts';
import type { Delivered } from '../../../../shared-services/kit/store/records.ts';
import { createStore, type Store } from '../../../../shared-services/kit/store/store.ts';
import { type TestComponents, testComponents } from '../../../../shared-services/kit/test-support/components.ts';
import { newTraceparent } from '../../../../shared-services/kit/trace.ts';
import application from '../application.ts';
import { contract } from '../contract.ts';
import type { Filing } from '../messages/filings.ts';
import { validMessage } from './examples.ts';
import { inventedOperators } from './rule-context.ts';
import { shippedCodeLists } from './shipped-code-lists.ts';

export const trader = 'DE000000000000002';
export const declarant = 'BE0000000001';
export const screeningTimeoutMs = 3_600_000;

const codeLists = shippedCodeLists();
const day = '2026-11-21';

const tables = [
  'overdue_analysis',
  'filing',
  'filing_document',
  'filing_transport_document',
  'screening',
  'responsible_result',
  'decision',
  'member_state_message',
  'outbox',
];

type Answer = (request: never, call: Call) => unknown;

/** What the neighbours answer, by operation. */
export interface Neighbours {
  [operationId: string]: Answer;
}

interface Question {
  readonly operationId: string;
  readonly request: unknown;
  readonly call: Call;
}

/** Faults of a message by the contract's own schema: `SCHEMA_REQUIRED /MRN`. */
export const faultsOf = (message: Parameters<typeof compileValidator>[0], content: unknown): string[] =>
  compileValidator(message, codeLists)(content, day).map(({ code, path }) => `${code} ${jsonPointer(path)}`);

/** Faults of an outgoing message of entry. */
export const faultsOfSent = ({ name, content }: Delivered): string[] => {
  const known = { ...contract.notifications, ...contract.events } as Record<
    string,
    { message: Parameters<typeof faultsOf>[0] }
  >;
  return faultsOf(known[name.slice('entry.'.length)]!.message, content);
};

const clear: Neighbours = {
  'eos.findOperators': ({ EORI }: { readonly EORI: readonly string[] }) => ({
    operator: EORI.filter((one) => inventedOperators.some((known) => known === one)).map((one) => ({
      EORI: one,
      status: 'valid',
      country: one.slice(0, 2),
    })),
  }),
  'risk-analysis.assessMany': ({
    assessments,
  }: {
    readonly assessments: readonly { readonly reference: string }[];
  }) => ({
    assessments: assessments.map(({ reference }) => ({ reference, highestLevel: 'none', recommendation: 'none' })),
  }),
  'decisions.decide': () => ({ outcome: 'wait', reason: { code: 'WAIT-1', text: 'an answer is missing' }, basis: [] }),
};

export interface Scene {
  readonly components: TestComponents;
  readonly store: Store;
  readonly clock: { nowAtMs: number; nowMs(): number };
  readonly neighbours: Neighbours;
  readonly questions: Question[];
  /** What the application tells of itself, by name. */
  readonly gauges: ReadonlyMap<string, () => number>;
  /** Performs an operation for a caller. */
  as(party: string, more?: Partial<Call>): (operation: string, request: unknown) => Promise<unknown>;
  /** Registers a copy of the express example; `change` may alter it before. Answers its MRN. */
  file(LRN: string, change?: (message: Record<string, never>) => void): Promise<string>;
  /** What waits in the outbox, oldest first. */
  outbox(): Promise<Delivered[]>;
  /** Hands the waiting events of that name to their subscription, removes them, and answers them. */
  deliver(event: string): Promise<Delivered[]>;
  hear(event: string, messages: readonly Delivered[]): Promise<void>;
  records(MRN: string): Promise<{ event: string; outcome: string; conversation_id: string; message_id: string }[]>;
  stateOf(MRN: string): Promise<string | undefined>;
  reset(): Promise<void>;
  stop(): Promise<void>;
}

export const expressFiling = (LRN: string): Filing => ({ ...(validMessage('fileIE3F32') as Filing), LRN }) as Filing;

/** As the gateway hands it on: with the bytes that were received. */
export const receivedAs = (message: unknown) => {
  const text = JSON.stringify(message);
  return { contentType: 'application/json', text, sha256: sha256Hex(text) };
};

const rowsToDelivered = (row: Record<string, string>): Delivered => ({
  name: row['name']!,
  subscriber: row['subscriber']!,
  orderingKey: row['ordering_key']!,
  priority: (['A', 'B', 'C'] as const)[Number(row['priority']) - 1]!,
  ...(row['recipient'] === null ? {} : { recipient: row['recipient']! }),
  messageId: row['message_id']!,
  conversationId: row['conversation_id']!,
  traceparent: row['traceparent']!,
  content: JSON.parse(row['content']!),
  sentAtMs: 0,
});

export const startScene = async (): Promise<Scene> => {
  const migrationsDirectory = fileURLToPath(new URL('../storage/migrations', import.meta.url));
  const components = await testComponents([{ name: 'entry', outbox: true, migrationsDirectory }]);
  const log = silentLogger();
  const store = createStore({ component: 'entry', pool: components.poolOf('entry'), log });
  const clock = { nowAtMs: Date.parse(`${day}T12:05:00.250Z`), nowMs: () => clock.nowAtMs };
  const questions: Question[] = [];
  const neighbours: Neighbours = { ...clear };
  const gauges = new Map<string, () => number>();
  const calls = createCalls(async (operationId, request, call) => {
    questions.push({ operationId, request, call });
    return neighbours[operationId]!(request as never, call);
  });
  const { handlers, subscriptions, stop } = application.host({
    store,
    calls,
    codeLists,
    clock,
    log,
    gauge: (name, _, read) => void gauges.set(name, read),
    settings: { screeningTimeoutMs, demonstrationAccounts: false },
    catalogue: [contract],
    counted: () => () => undefined,
    emitterFor: (of) => createEmitter(of, subscribersIn([contract])),
  });
  const placed = new Map(operationsOf(contract).map((one) => [one.name, one]));

  const as: Scene['as'] =
    (party, more = {}) =>
    async (operation, request) => {
      const isMemberState = party.length === 2;
      const call = {
        caller: {
          circle: isMemberState ? ('trusted' as const) : ('untrusted' as const),
          party,
          profiles: [isMemberState ? 'national-entry-system' : 'declarant'],
          subject: `subject of ${party}`,
        },
        conversationId: newId(),
        messageId: newId(),
        traceparent: newTraceparent(),
        via: isMemberState ? 'ccn2ng' : 'speed2ng',
        protocol: 'rest' as const,
        deadlineAtMs: clock.nowAtMs + 10_000,
        ...more,
        operation: placed.get(operation)!,
      };
      return (handlers[operation] as Handler<unknown, unknown>)(request, call);
    };

  const outbox = async () =>
    (await store.query<Record<string, string>>('select * from outbox order by id')).map(rowsToDelivered);
  const hear: Scene['hear'] = (event, messages) => subscriptions[event]!(messages);

  return {
    components,
    store,
    clock,
    neighbours,
    gauges,
    questions,
    as,
    file: async (LRN, change = () => {}) => {
      const message = structuredClone(expressFiling(LRN));
      change(message as unknown as Record<string, never>);
      const answer = await as(trader, { received: receivedAs(message) })('fileIE3F32', message);
      return (answer as { MRN: string }).MRN;
    },
    outbox,
    hear,
    deliver: async (event) => {
      const waiting = (await outbox()).filter(({ name }) => name === event);
      if (waiting.length > 0) await hear(event, waiting);
      await store.query('delete from outbox where message_id = any($1)', [waiting.map(({ messageId }) => messageId)]);
      return waiting;
    },
    records: (MRN) =>
      components.admin(
        'select event, outcome, conversation_id, message_id from portorium_audit.record where reference = $1 order by transaction_id, sequence',
        [MRN],
      ),
    stateOf: async (MRN) =>
      (await store.query<{ state: string }>('select state from filing where mrn = $1', [MRN]))[0]?.state,
    reset: async () => {
      questions.splice(0);
      Object.assign(neighbours, clear);
      await components.admin(`truncate ${tables.map((table) => `portorium_entry.${table}`).join(', ')} cascade`);
    },
    stop: async () => {
      await stop?.();
      await components.drop();
    },
  };
};
