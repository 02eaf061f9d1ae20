/** Calls as those who made them saw them: what services promise is measured here, for an answer that never came too. */
import { Counter, Histogram, type Registry } from 'prom-client';
import {
  type Circle,
  mayWait,
  type PlacedOperation,
  type Platform,
} from '../../../reference-architecture/contract/language.ts';
import { serviceLevelOf } from '../../../reference-architecture/contract/service-level.ts';
import type { Caller } from '../call.ts';
import { Refusal } from '../refusal.ts';
import { partnerOf } from './partner.ts';

/** `failed`: on our side. Whatever the caller was refused for its own reasons is an answer. */
export type CallOutcome = 'answered' | 'refused' | 'failed';

const ourFault: ReadonlySet<string> = new Set(['unavailable', 'timeout', 'internal']);

export const outcomeOfError = (error: unknown): CallOutcome =>
  error instanceof Refusal && !ourFault.has(error.status) ? 'refused' : 'failed';

export interface CallMetrics {
  /** Runs the call, and counts how it ended. */
  measured<T>(placed: PlacedOperation, from: Platform, caller: Caller, work: () => Promise<T>): Promise<T>;
  /** Messages of a component handed to a subscriber, by how it ended. */
  delivered(component: string, subscriber: string, result: 'taken' | 'failed', messages: number): void;
}

/** Few: these figures are kept for each partner. */
const buckets = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10];

export const callMetrics = (registry: Registry): CallMetrics => {
  const registers = [registry];
  const services = new Counter({
    name: 'portorium_service_calls_total',
    help: 'Calls to a service of a contract, by how they ended for the caller; kind: business, or probe',
    labelNames: ['service', 'level', 'kind', 'outcome'],
    registers,
  });
  const calls = new Counter({
    name: 'portorium_calls_total',
    help: 'Calls that a platform makes or passes on, by circle and partner, and by how they ended',
    labelNames: ['from', 'to', 'circle', 'partner', 'outcome'],
    registers,
  });
  const durations = new Histogram({
    name: 'portorium_call_duration_seconds',
    help: 'Time from a call that a platform makes or passes on to its answer; those that may wait for news left out',
    labelNames: ['from', 'to', 'circle', 'partner'],
    buckets,
    registers,
  });
  const deliveries = new Counter({
    name: 'portorium_deliveries_total',
    help: 'Messages of a component that were handed to a subscriber, by how it ended',
    labelNames: ['component', 'subscriber', 'result'],
    registers,
  });
  const nameOf = new Map<string, { readonly service: string; readonly level: string }>();
  const serviceOf = (placed: PlacedOperation) => {
    const known = nameOf.get(placed.id);
    if (known !== undefined) return known;
    const made = {
      service: `${placed.application.name}.${placed.serviceName}`,
      level: serviceLevelOf(placed.service),
    };
    nameOf.set(placed.id, made);
    return made;
  };
  const count = (placed: PlacedOperation, from: Platform, caller: Caller, outcome: CallOutcome, sinceMs: number) => {
    const partner = partnerOf(caller);
    const circle: Circle = caller.circle;
    services.inc({ ...serviceOf(placed), kind: partner === 'probe' ? 'probe' : 'business', outcome });
    const labels = { from, to: placed.application.platform, circle, partner };
    calls.inc({ ...labels, outcome });
    if (!mayWait(placed.operation)) durations.observe(labels, (performance.now() - sinceMs) / 1000);
  };
  return {
    measured: async (placed, from, caller, work) => {
      const sinceMs = performance.now();
      try {
        const answer = await work();
        count(placed, from, caller, 'answered', sinceMs);
        return answer;
      } catch (error) {
        count(placed, from, caller, outcomeOfError(error), sinceMs);
        throw error;
      }
    },
    delivered: (component, subscriber, result, messages) => deliveries.inc({ component, subscriber, result }, messages),
  };
};
