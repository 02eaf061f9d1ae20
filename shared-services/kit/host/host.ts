/**
 * Runs applications in this process: gives each its own store and dependencies, opens its door, carries its messages to
 * their subscribers, here or on another platform.
 */
import type pg from 'pg';
import type { Logger } from 'pino';
import { type Application, operationsOf, type Platform } from '../../../reference-architecture/contract/language.ts';
import type { ArchivePlace } from '../../archiving/place.ts';
import type { AuditLog } from '../../audit/audit-log.ts';
import type { ReceiptIssuer } from '../../gateway/receipts/facts.ts';
import type { CodeLists } from '../../reference-data/lookup.ts';
import type { Clock } from '../clock.ts';
import { gaugesOf } from '../gauges.ts';
import type { Metrics } from '../metrics.ts';
import { createCalls } from '../rpc/calls.ts';
import { createDispatch, type Dispatch, type Hosted } from '../rpc/dispatch.ts';
import type { SealingKey } from '../sealed/key.ts';
import type { SecurityEvents } from '../security-events.ts';
import { createDispatcher, type Dispatcher } from '../store/dispatcher.ts';
import { createEmitter } from '../store/emitter.ts';
import { queuesOf } from '../store/queue-reading.ts';
import type { Delivered } from '../store/records.ts';
import { createStore, type Store } from '../store/store.ts';
import { type Tracing, traced } from '../tracing.ts';
import { destinationsOf, mayDeliverBy, subscribersIn } from './delivery.ts';
import type { ApplicationModule, ApplicationSettings, HostedApplication } from './module.ts';
import { gatewaySpan, operationSpan, tracedDelivery } from './spans.ts';

export { subscribersIn } from './delivery.ts';

export interface Remote {
  call(operationId: string, request: unknown, call: Parameters<Dispatch>[2]): Promise<unknown>;
  deliver(subscriber: string, messages: readonly Delivered[]): Promise<void>;
}

export interface HostParts {
  /** Applications of this process. */
  readonly modules: readonly ApplicationModule[];
  /** Every contract of the whole platform: who subscribes to what, and where it runs. */
  readonly catalogue: readonly Application[];
  /** One pool per application, with its own role. */
  readonly poolOf: (component: string) => pg.Pool;
  /** Platforms that run in another process. */
  readonly remoteOf: (platform: Platform) => Remote;
  readonly codeLists: CodeLists;
  readonly settings: ApplicationSettings;
  /** Of the gateways in this process. */
  /** Where calls that no contract or transport bears out are noted; nowhere if not said. */
  readonly securityEventsOf?: (platform: Platform) => Pick<SecurityEvents, 'note'>;
  readonly receiptIssuerOf?: (platform: Platform) => ReceiptIssuer | undefined;
  /** For the audit application, where it runs in this process. */
  readonly auditLog?: AuditLog;
  /** For the archive, where it runs in this process; absent: nothing is archived. */
  readonly archive?: ArchivePlace;
  /** For applications with sealed columns; none if not said. */
  readonly sealingKeyOf?: (application: string) => SealingKey | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  /** With the platform's name on each line; without it all share `log`. */
  readonly logOf?: (platform: Platform) => Logger;
  readonly metricsOf: (platform: Platform) => Metrics;
  /** Absent: spans are collected by nobody. */
  readonly tracing?: Tracing;
}

export interface Host {
  readonly dispatch: Dispatch;
  /** Carries a call to where its operation runs. `from` is the platform of this process that makes the call. */
  carryFrom(from: Platform): (operationId: string, request: unknown, call: Parameters<Dispatch>[2]) => Promise<unknown>;
  deliver(subscriber: string, messages: readonly Delivered[]): Promise<void>;
  /** What another platform may hand to an application of this process; see `delivery.ts`. */
  mayDeliver(peer: string, subscriber: string, messages: readonly Delivered[]): boolean;
  storeOf(application: string): Store;
  /** Answers callers who wait for news; to be called before the gateways end. */
  letGo(): void;
  stop(): Promise<void>;
}

/** Stops the start when a folder does not do all that its contract promises. */
export const assertWhole = (contract: Application, hosted: HostedApplication) => {
  const promised = operationsOf(contract).map(({ name }) => name);
  const missing = promised.filter(
    (name) => !Object.hasOwn(hosted.handlers, name) || typeof hosted.handlers[name] !== 'function',
  );
  const extra = Object.keys(hosted.handlers).filter((name) => !promised.includes(name));
  const hears = (name: string) => Object.hasOwn(hosted.subscriptions, name);
  const deaf = contract.subscribes.filter((name) => !hears(name) && !hears('*'));
  const unasked = Object.keys(hosted.subscriptions).filter(
    (name) => name !== '*' && !contract.subscribes.includes(name),
  );
  const reasons = [
    ...missing.map((name) => `operation ${name} has no handler`),
    ...extra.map((name) => `handler ${name} has no operation in the contract`),
    ...deaf.map((name) => `subscribes to ${name} but does nothing about it`),
    ...unasked.map((name) => `does something about ${name} but does not subscribe to it`),
  ];
  if (reasons.length > 0) throw new Error(`the application ${contract.name} is not whole: ${reasons.join('; ')}`);
};

/** Hands a batch to the subscriptions, run by run of the same name, so that the order stays. */
const deliverTo = async (name: string, hosted: HostedApplication, messages: readonly Delivered[]) => {
  let from = 0;
  while (from < messages.length) {
    const event = messages[from]!.name;
    let to = from;
    while (to < messages.length && messages[to]!.name === event) to += 1;
    const subscription = hosted.subscriptions[event] ?? hosted.subscriptions['*'];
    if (subscription === undefined) throw new Error(`${name} has no subscription for ${event}`);
    await subscription(messages.slice(from, to));
    from = to;
  }
};

export const startHost = async (parts: HostParts): Promise<Host> => {
  const { modules, catalogue, log, clock, tracing, logOf = () => log } = parts;
  const applications = new Map<string, { hosted: HostedApplication; store: Store; platform: Platform }>();
  const operations = new Map<string, Hosted>();
  const placed = new Map(catalogue.flatMap(operationsOf).map((one) => [one.id, one]));
  const platformOfApplication = new Map(catalogue.map((contract) => [contract.name, contract.platform]));
  const ownPlatform = modules[0]?.contract.platform ?? 'cdco';
  const mayDeliver = mayDeliverBy(catalogue);
  const dispatches = new Map<Platform, Dispatch>();
  const dispatchers: Dispatcher[] = [];

  const dispatchOf = (platform: Platform): Dispatch => {
    const known = dispatches.get(platform);
    if (known !== undefined) return known;
    const { operations: metrics } = parts.metricsOf(platform);
    const platformOf = (application: string) => platformOfApplication.get(application);
    const securityEvents = parts.securityEventsOf?.(platform);
    const made = createDispatch({
      ...{ operations, platformOf, clock, log: logOf(platform), metrics },
      ...(securityEvents === undefined ? {} : { securityEvents }),
    });
    dispatches.set(platform, made);
    return made;
  };
  const dispatch: Dispatch = (operationId, request, call, peer) => {
    const platform = placed.get(operationId)?.application.platform ?? ownPlatform;
    return traced(tracing, operationSpan(operationId, platform, call), (traceparent = call.traceparent) =>
      dispatchOf(platform)(
        operationId,
        request,
        traceparent === call.traceparent ? call : { ...call, traceparent },
        peer,
      ),
    );
  };

  const carryFrom: Host['carryFrom'] = (from) => (operationId, request, call) => {
    const target = placed.get(operationId)?.application;
    const here = target === undefined || applications.has(target.name);
    const carry = () =>
      here
        ? dispatch(operationId, request, call, from)
        : parts.remoteOf(target.platform).call(operationId, request, call);
    const known = placed.get(operationId);
    if (known === undefined) return carry();
    const measured = () => parts.metricsOf(from).calls.measured(known, from, call.caller, carry);
    return call.caller.circle === 'central'
      ? measured()
      : traced(tracing, gatewaySpan(operationId, from, call), measured);
  };

  const deliver: Host['deliver'] = async (subscriber, messages) => {
    const local = applications.get(subscriber);
    if (local !== undefined)
      return tracedDelivery(tracing, subscriber, messages, (all) => deliverTo(subscriber, local.hosted, all));
    const platform = platformOfApplication.get(subscriber);
    if (platform === undefined) throw new Error(`nobody is called ${subscriber}`);
    return parts.remoteOf(platform).deliver(subscriber, messages);
  };

  const counted = (platform: Platform, component: string, subscriber: string) => {
    const { calls } = parts.metricsOf(platform);
    return async (messages: readonly Delivered[]) => {
      try {
        await deliver(subscriber, messages);
        calls.delivered(component, subscriber, 'taken', messages.length);
      } catch (error) {
        calls.delivered(component, subscriber, 'failed', messages.length);
        throw error;
      }
    };
  };

  const letGo = () => {
    for (const { hosted } of applications.values()) hosted.letGo?.();
  };

  const stop = async () => {
    letGo();
    await Promise.all(dispatchers.map((dispatcher) => dispatcher.stop()));
    for (const { hosted } of applications.values()) await hosted.stop?.();
  };

  const open = ({ contract, host }: ApplicationModule) => {
    const ownLog = logOf(contract.platform);
    const pool = parts.poolOf(contract.name);
    const measured = parts.metricsOf(contract.platform).database;
    measured.pool(contract.name, pool);
    const store = createStore({
      ...{ component: contract.name, pool, log: ownLog },
      measure: (outcome, seconds) => measured.transaction(contract.name, outcome, seconds),
    });
    const calls = createCalls(carryFrom(contract.platform));
    const emitterFor = <A extends Application>(of: A) => createEmitter(of, subscribersIn(catalogue));
    const receiptIssuer = parts.receiptIssuerOf?.(contract.platform);
    const sealingKey = parts.sealingKeyOf?.(contract.name);
    const hosted = host({
      ...(sealingKey === undefined ? {} : { sealingKey }),
      ...(receiptIssuer === undefined ? {} : { receiptIssuer }),
      ...(contract.name === 'archiving' && parts.archive !== undefined ? { archive: parts.archive } : {}),
      ...(contract.name === 'audit' && parts.auditLog !== undefined ? { auditLog: parts.auditLog } : {}),
      store,
      calls,
      codeLists: parts.codeLists,
      clock,
      gauge: gaugesOf(parts.metricsOf(contract.platform).registry),
      log: ownLog.child({ application: contract.name }),
      settings: parts.settings,
      counted: parts.metricsOf(contract.platform).counted,
      catalogue,
      emitterFor,
    });
    applications.set(contract.name, { hosted, store, platform: contract.platform });
    assertWhole(contract, hosted);
    for (const one of operationsOf(contract)) operations.set(one.id, { placed: one, hosted, store });
  };

  const carryMessagesOf = ({ contract }: ApplicationModule) => {
    const { store, platform } = applications.get(contract.name)!;
    const queueOf = queuesOf(store);
    const bySubscriber = new Map<string, Dispatcher>();
    for (const subscriber of destinationsOf(contract, catalogue)) {
      const pool = parts.poolOf(contract.name);
      const dispatcher = createDispatcher({
        component: contract.name,
        subscriber,
        pool,
        deliver: counted(platform, contract.name, subscriber),
        log: logOf(platform),
      });
      bySubscriber.set(subscriber, dispatcher);
      dispatchers.push(dispatcher);
      parts.metricsOf(platform).queue(contract.name, subscriber, queueOf(subscriber));
    }
    store.onSent((subscribers) => {
      for (const subscriber of subscribers) bySubscriber.get(subscriber)?.wake();
    });
  };

  try {
    for (const module of modules) open(module);
    for (const { hosted } of applications.values()) await hosted.ready?.();
    for (const module of modules) carryMessagesOf(module);
  } catch (error) {
    await stop().catch((cause: unknown) => log.error({ err: cause }, 'the end of a failed start failed'));
    throw error;
  }

  return {
    dispatch,
    carryFrom,
    deliver,
    mayDeliver: (peer, subscriber, messages) => applications.has(subscriber) && mayDeliver(peer, subscriber, messages),
    storeOf: (application) => {
      const found = applications.get(application);
      if (found === undefined) throw new Error(`${application} does not run in this process`);
      return found.store;
    },
    letGo,
    stop,
  };
};
