/** How services do: from calls and times of the last minutes, and from what they promised. */
import { type Application, mayWait, operationsOf } from '../../../reference-architecture/contract/language.ts';
import {
  objectivePercent,
  type ServiceLevel,
  serviceLevelOf,
} from '../../../reference-architecture/contract/service-level.ts';
import { addBuckets, quantileOf } from './quantile.ts';

export interface Growth {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly buckets: readonly number[] | null;
  readonly bounds: readonly number[] | null;
}

export type GrowthIn = (windowSeconds: number) => readonly Growth[];

export interface KnownService {
  /** `entry.EntrySummaryDeclaration` */
  readonly service: string;
  readonly title: string;
  readonly application: string;
  readonly platform: string;
  readonly level: ServiceLevel;
  readonly operations: ReadonlySet<string>;
  /** Those whose times say how quick it is. */
  readonly timed: ReadonlySet<string>;
}

export const servicesIn = (catalogue: readonly Application[]): KnownService[] =>
  catalogue.flatMap((contract) =>
    Object.entries(contract.services).map(([name, service]) => {
      const own = operationsOf(contract).filter(({ serviceName }) => serviceName === name);
      return {
        service: `${contract.name}.${name}`,
        title: service.title,
        application: contract.name,
        platform: contract.platform,
        level: serviceLevelOf(service),
        operations: new Set(own.map(({ id }) => id)),
        timed: new Set(own.filter(({ operation }) => !mayWait(operation)).map(({ id }) => id)),
      };
    }),
  );

export interface Calls {
  readonly all: number;
  readonly failed: number;
}

export const callsOf = (service: string, growth: readonly Growth[]): Calls => {
  const own = growth.filter(
    ({ metric, labels }) => metric === 'portorium_service_calls_total' && labels['service'] === service,
  );
  const sum = (some: readonly Growth[]) => some.reduce((total, { value }) => total + value, 0);
  return { all: sum(own), failed: sum(own.filter(({ labels }) => labels['outcome'] === 'failed')) };
};

const shareFailed = ({ all, failed }: Calls): number => (all === 0 ? 0 : failed / all);

export const availabilityPercent = (calls: Calls): number => 100 * (1 - shareFailed(calls));

const budgetOf = (level: ServiceLevel): number => 1 - objectivePercent[level] / 100;

/** 1: the budget of 30 days lasts exactly 30 days at this pace. */
export const burnRateOf = (level: ServiceLevel, calls: Calls): number => shareFailed(calls) / budgetOf(level);

export const budgetLeftPercent = (level: ServiceLevel, month: Calls): number => 100 * (1 - burnRateOf(level, month));

/** Times of the operations of a service, in seconds. */
export const timesOf = ({ timed }: KnownService, growth: readonly Growth[]) => {
  const own = growth.filter(
    ({ metric, labels }) => metric === 'portorium_operation_duration_seconds' && timed.has(labels['operation'] ?? ''),
  );
  const bounds = own[0]?.bounds ?? [];
  const buckets = own.reduce<readonly number[]>((sum, one) => addBuckets(sum, one.buckets ?? []), []);
  return (share: number) => quantileOf(share, bounds, buckets);
};
