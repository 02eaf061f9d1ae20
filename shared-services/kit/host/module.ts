/**
 * What an application's folder offers to the process that hosts it: its contract, one handler for each operation, and
 * what it does about the events it subscribes to. `application.ts` is where it says so.
 */
import type { Logger } from 'pino';
import type {
  Application,
  OperationsOf,
  PlacedOperation,
  ReplyOf,
  RequestOf,
} from '../../../reference-architecture/contract/language.ts';
import type { ArchivePlace } from '../../archiving/place.ts';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { ReceiptIssuer } from '../../gateway/receipts/facts.ts';
import type { CodeLists } from '../../reference-data/lookup.ts';
import type { Call } from '../call.ts';
import type { Clock } from '../clock.ts';
import type { Gauges } from '../gauges.ts';
import type { CountedOf } from '../metrics.ts';
import type { Calls } from '../rpc/calls.ts';
import type { SealingKey } from '../sealed/key.ts';
import type { Emitter } from '../store/emitter.ts';
import type { Delivered } from '../store/records.ts';
import type { Store } from '../store/store.ts';

/** Settings that an operator gives to applications. */
export interface ApplicationSettings {
  /** Time that a Member State has for its e-screening answer. */
  readonly screeningTimeoutMs: number;
  /** The invented accounts of the demonstration may sign in: what is invented for them may be put in. */
  readonly demonstrationAccounts: boolean;
  /** Keycloak to which API clients are carried over; none if not said. */
  readonly registrar?: { readonly issuer: string; readonly url?: string; readonly keyFile: string };
  /** Member States that the exchange serves, whether there was anything for them yet or not; none if not said. */
  readonly memberStates?: readonly string[];
  /** Of log lines that are kept for searching, in characters; the default of the application if not said. */
  readonly logStoreCharacters?: number;
  /** How long security events are kept, in days, and how many at most; the default of the application if not said. */
  readonly securityEvents?: { readonly days: number; readonly rows: number };
  /** Where security events are sent on to; nowhere if not said. */
  readonly syslog?: { readonly host: string; readonly port: number; readonly authorities?: string };
  /** File of the networks of countries; none if not said. */
  readonly countryNetworks?: string;
}

/** What every handler may use. Nothing else is in reach. */
export interface Dependencies {
  readonly store: Store;
  readonly calls: Calls;
  readonly codeLists: CodeLists;
  readonly clock: Clock;
  readonly log: Logger;
  /** Figures of its own among the metrics of the platform. */
  readonly gauge: Gauges;
  readonly settings: ApplicationSettings;
  /** Counters of the application's own matters, beside those of its operations. */
  readonly counted: CountedOf;
  /** Every contract of the whole platform: what gateways go by. */
  readonly catalogue: readonly Application[];
  /** Signs receipts: in the process of a gateway, for the gateway's own application alone. */
  readonly receiptIssuer?: ReceiptIssuer;
  /** Signs the checkpoints of the audit log: for the audit application alone. */
  readonly auditLog?: AuditLog;
  /** Where packages are kept: for the archive alone. */
  readonly archive?: ArchivePlace;
  /** Wraps the keys of sealed columns: for the applications that have such columns, where the operator has given one. */
  readonly sealingKey?: SealingKey;
  /** Makes the outgoing messages that the application's contract declares. */
  readonly emitterFor: <A extends Application>(contract: A) => Emitter<A>;
}

/** A call that has reached its operation: audience, profile and deadline were checked. */
export interface OperationCall extends Call {
  readonly operation: PlacedOperation;
}

export type Handler<Request, Reply> = (request: Request, call: OperationCall) => Promise<Reply>;

export type HandlersOf<A extends Application> = {
  readonly [Name in keyof OperationsOf<A>]: Handler<RequestOf<OperationsOf<A>[Name]>, ReplyOf<OperationsOf<A>[Name]>>;
};

/** Acts on a batch of messages in the order given; commits before it resolves. Called again after a crash. */
export type Subscription = (messages: readonly Delivered[]) => Promise<void>;

export interface HostedApplication {
  readonly handlers: Readonly<Record<string, Handler<never, unknown>>>;
  /** By event name. */
  readonly subscriptions: Readonly<Record<string, Subscription>>;
  /** Work that must happen before the first call (loading profiles), and what must be closed at the end. */
  readonly ready?: () => Promise<void>;
  /** Answers callers who wait for news, before the gateways end: they would be waited for, and then cut off. */
  readonly letGo?: () => void;
  readonly stop?: () => Promise<void>;
}

export interface Parts<A extends Application> {
  readonly handlers: HandlersOf<A>;
  readonly subscriptions?: Readonly<Record<string, Subscription>>;
  readonly ready?: () => Promise<void>;
  readonly letGo?: () => void;
  readonly stop?: () => Promise<void>;
}

export interface ApplicationModule {
  readonly contract: Application;
  /** Folder of the application: migrations are in `storage/migrations`, examples in `examples`. */
  readonly directory: string;
  readonly host: (dependencies: Dependencies) => HostedApplication;
}

/**
 * Binds a contract to what implements it. A handler that the contract does not know, or the lack of one, does not
 * compile; see also `assertWhole`, which stops the start.
 */
export const implement = <A extends Application>(
  contract: A,
  directory: string,
  parts: (dependencies: Dependencies) => Parts<A>,
): ApplicationModule => ({
  contract,
  directory,
  host: (dependencies) => {
    const { handlers, subscriptions = {}, ready, letGo, stop } = parts(dependencies);
    return {
      handlers: handlers as unknown as HostedApplication['handlers'],
      subscriptions,
      ...(ready === undefined ? {} : { ready }),
      ...(letGo === undefined ? {} : { letGo }),
      ...(stop === undefined ? {} : { stop }),
    };
  },
});
