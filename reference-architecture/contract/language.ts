/**
 * The contract language: an application says once what it offers, to whom, and under which conditions. Gateways,
 * validators, published files, audit, monitoring and the permission tests all read this and nothing else.
 */
import type { Content, Message } from './schema.ts';
import type { ServiceLevel } from './service-level.ts';

/** Circles of trust: who a caller is by the way it came in. */
export type Circle = 'untrusted' | 'trusted' | 'central' | 'administrators';

/** Who may call an operation: a circle and the business profiles in it. There is no other list of permissions. */
export interface Audience {
  readonly circle: Circle;
  /** For `central` these are the names of the calling platforms or applications. */
  readonly profiles: readonly string[];
}

/** Priority class of the ICS2 interface control document: A is served first, C waits first. */
export type Priority = 'A' | 'B' | 'C';

/** How long what the operation stores is kept after the case is closed. */
export type Retention = 'none' | 'transport' | 'case' | 'record';

/** A query changes nothing; a command does, once, however often it is sent. */
export type Effect = 'query' | 'command';

/** A reason to refuse: a stable code and its meaning for the caller. */
export interface RefusalContract {
  readonly status: RefusalStatus;
  readonly title: string;
}

/** What kind of no: each protocol has its own word for it (HTTP status, SOAP fault code, gRPC status, AS4 error). */
export type RefusalStatus =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'notAllowed'
  | 'notAcceptable'
  | 'conflict'
  | 'tooLarge'
  | 'unsupportedType'
  | 'throttled'
  | 'unavailable'
  | 'timeout'
  | 'internal';

export interface RestBinding {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path below the gateway's REST root; `{name}` is a top-level property of the request. Others come from the query (GET) or the body. */
  readonly path: string;
  /** Status of the answer; 200 unless said otherwise. One-way operations answer 202. */
  readonly status?: 200 | 201 | 202;
}

export interface SoapBinding {
  /** SOAPAction (1.1) and action parameter (1.2); also wsa:Action. */
  readonly action: string;
  /** Element in the Body that wraps the message, where the official contract has one. */
  readonly wrapper?: { readonly namespace: string; readonly element: string };
  /** The same around the reply. */
  readonly replyWrapper?: { readonly namespace: string; readonly element: string };
}

/** Where a message names those for whom it speaks: JSON pointers to elements of the request. */
export interface SpeaksFor {
  /**
   * EORI of the party in whose name, or on whose behalf, the message speaks: the declarant. A message that does not name
   * it speaks for the caller.
   */
  readonly principal: string;
  /** Who represents the principal; absent where the message has no place to say so (a question). */
  readonly representative?: {
    readonly identification: string;
    /** Status of the representative (CL094): 2 direct, 3 indirect representation (UCC Art. 18). */
    readonly status?: string;
  };
}

/** What is written on the audit chain for each call, whatever its outcome. */
export interface AuditContract {
  /** Name of the event, `entry.filing.register`. */
  readonly event: string;
  /** The call reads or writes personal data: its reading is itself an event. */
  readonly personalData?: boolean;
  /**
   * One platform asks another, and what follows from the answer is on the chain by itself: what is answered is not recorded,
   * what is refused or fails is. Or a process hands on to the shared services what it has noted of itself: lines, figures.
   * Between platforms only.
   */
  readonly refusalsOnly?: boolean;
  /**
   * It shows nothing of a person, a message or a case. Of a page that is open and asks the same every few seconds, the opening
   * is recorded, and every refusal; the rest is not. For administrators only.
   */
  readonly openingOnly?: boolean;
}

export interface Operation<Request extends Message = Message, Reply extends Message | undefined = Message | undefined> {
  readonly summary: string;
  readonly audience: readonly Audience[];
  readonly effect: Effect;
  readonly priority: Priority;
  readonly request: Request;
  /** Absent: one-way; the caller learns that the message was taken, and any answer comes as a message of its own. */
  readonly reply?: Reply;
  /** The reply repeats: gRPC streams it. REST answers with what is there. */
  readonly streams?: boolean;
  readonly refusals: Readonly<Record<string, RefusalContract>>;
  /** Events and notifications that the operation may cause. */
  readonly emits: readonly string[];
  readonly audit: AuditContract;
  readonly retention: Retention;
  /** The caller gives up after this time; so does everything done on its behalf. */
  readonly deadlineMs: number;
  /** The task of the process model that this operation performs, `entry.bpmn#RegisterFiling`. */
  readonly bpmnTask: string;
  readonly rest?: RestBinding;
  readonly soap?: SoapBinding;
  /** For whom the message speaks: the caller must be that party, or have a mandate in force. Absent: for the caller alone. */
  readonly speaksFor?: SpeaksFor;
  /** Name of the file that implements it, without `.ts`; the operation's name in kebab case unless said otherwise. */
  readonly implementedIn?: string;
}

export const operation = <Request extends Message, Reply extends Message | undefined = undefined>(
  contract: Operation<Request, Reply> & (Reply extends Message ? { readonly reply: Reply } : unknown),
): Operation<Request, Reply> => contract;

/** The end of a service: callers are told in every answer (RFC 9745, RFC 8594) and in what is published. */
export interface Deprecation {
  /** Day from which nobody should begin to use it, `2027-01-01`. */
  readonly since: string;
  /** Day on which it ends; half a year later at the earliest. */
  readonly sunset: string;
  /** `<application>.<service>` to use instead. */
  readonly replacedBy: string;
}

/** Operations under one name and version: a WSDL, a proto service, a tag in OpenAPI. */
export interface Service<Operations extends Record<string, Operation> = Record<string, Operation>> {
  readonly title: string;
  /** Target namespace of the WSDL. */
  readonly namespace: string;
  readonly version: string;
  readonly soap?: {
    readonly versions: readonly ('1.1' | '1.2')[];
    /** Path below the gateway's root. */
    readonly path: string;
    /** WS-Addressing headers are read, and answered, where the official contract has them. */
    readonly addressing?: boolean;
    /** `wsdl:service` name, where the official contract has one other than the service's own. */
    readonly serviceName?: string;
    /** The `IsAlive` operation of the CCN2 contracts (namespace of the monitoring messages). */
    readonly isAlive?: string;
  };
  /** Kept only in the platform: no gateway renders it. */
  readonly internal?: boolean;
  /** It ends; until then it stands beside its replacement, and every answer says so. */
  readonly deprecated?: Deprecation;
  /** Availability that it promises (`service-level.ts`); silver if not said. */
  readonly serviceLevel?: ServiceLevel;
  readonly operations: Operations;
}

export const service = <Operations extends Record<string, Operation>>(
  contract: Service<Operations>,
): Service<Operations> => contract;

/** A message that the platform sends to a party: mailbox first, push where the party asked for it. */
export interface Notification<M extends Message = Message> {
  readonly summary: string;
  readonly message: M;
  /** To whom: a gateway delivers to its own circle only. */
  readonly audience: Audience;
  readonly priority: Priority;
  readonly retention: Retention;
  /** Undelivered for this long: dead letter, and the sender is told. */
  readonly expiresAfterMs: number;
  /** How it is pushed by SOAP: the operation of the recipient's endpoint. */
  readonly soap?: SoapBinding;
}

export const notification = <M extends Message>(contract: Notification<M>): Notification<M> => contract;

/** A fact that other applications may act on; never leaves the central circle. */
export interface Event<M extends Message = Message> {
  readonly summary: string;
  readonly message: M;
}

export const event = <M extends Message>(contract: Event<M>): Event<M> => contract;

export type Platform = 'speed2ng' | 'ccn2ng' | 'cdco' | 'uumds' | 'shared-services';

export interface Application<
  Services extends Record<string, Service> = Record<string, Service>,
  Events extends Record<string, Event> = Record<string, Event>,
  Notifications extends Record<string, Notification> = Record<string, Notification>,
> {
  /** Folder name, PostgreSQL schema and first part of every operation id. */
  readonly name: string;
  readonly platform: Platform;
  readonly title: string;
  readonly description: string;
  /** Who answers for it: an organisational role, not a person. */
  readonly owner: string;
  readonly version: string;
  readonly services: Services;
  readonly events: Events;
  readonly notifications: Notifications;
  /** Events of other applications that it acts on, `entry.filingRegistered`. */
  readonly subscribes: readonly string[];
}

export const application = <
  Services extends Record<string, Service>,
  Events extends Record<string, Event>,
  Notifications extends Record<string, Notification>,
>(
  contract: Application<Services, Events, Notifications>,
): Application<Services, Events, Notifications> => contract;

type UnionToIntersection<U> = (U extends unknown ? (member: U) => void : never) extends (all: infer I) => void
  ? I
  : never;

/** All operations of an application's services, by name. Names are unique in an application. */
export type OperationsOf<A extends Application> = UnionToIntersection<A['services'][keyof A['services']]['operations']>;

export type RequestOf<O> = O extends { readonly request: infer M extends Message } ? Content<M> : never;
export type ReplyOf<O> = O extends { readonly reply?: infer M }
  ? M extends Message
    ? Content<M>
    : undefined
  : undefined;

/** An operation with its place: what catalogue, gateways and RPC go by. */
export interface PlacedOperation {
  /** `entry.fileIE3F32` */
  readonly id: string;
  readonly name: string;
  readonly application: Application;
  readonly serviceName: string;
  readonly service: Service;
  readonly operation: Operation;
}

export const operationsOf = (contract: Application): PlacedOperation[] =>
  Object.entries(contract.services).flatMap(([serviceName, of]) =>
    Object.entries(of.operations).map(([name, single]) => ({
      id: `${contract.name}.${name}`,
      name,
      application: contract,
      serviceName,
      service: of,
      operation: single,
    })),
  );

/** A query with a long deadline may wait for news: its time says nothing of how quick the service is. */
export const mayWait = ({ effect, deadlineMs }: Pick<Operation, 'effect' | 'deadlineMs'>): boolean =>
  effect === 'query' && deadlineMs > 10_000;

/** Whether the contract lets a caller of that circle with those profiles call the operation. */
export const admits = (audience: readonly Audience[], circle: Circle, profiles: readonly string[]): boolean =>
  audience.some((one) => one.circle === circle && one.profiles.some((profile) => profiles.includes(profile)));
