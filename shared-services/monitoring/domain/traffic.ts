/** Who talks to whom, out of the calls and deliveries of the last minutes. */
import { addBuckets, quantileOf } from './quantile.ts';
import type { Growth } from './service-health.ts';

export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly kind: 'call' | 'message';
  readonly all: number;
  readonly failed: number;
  readonly refused: number;
  /** 95 in 100, in seconds. */
  readonly p95?: number;
}

interface Tally {
  readonly from: string;
  readonly to: string;
  readonly kind: 'call' | 'message';
  all: number;
  failed: number;
  refused: number;
  buckets: readonly number[];
  bounds: readonly number[];
}

type Find = (from: string, to: string, kind: Tally['kind']) => Tally;

/** A caller from outside reaches a gateway, and the gateway what stands behind it: one call, two edges. */
const edgesOfCall = (find: Find, { labels }: Growth): Tally[] => {
  const { from = '?', to = '?', circle, partner = '?' } = labels;
  const outside = circle === 'central' ? [] : [find(partner, from, 'call')];
  return from === to ? outside : [...outside, find(from, to, 'call')];
};

const countCall = (find: Find, one: Growth) => {
  for (const edge of edgesOfCall(find, one)) {
    edge.all += one.value;
    if (one.labels['outcome'] === 'failed') edge.failed += one.value;
    if (one.labels['outcome'] === 'refused') edge.refused += one.value;
  }
};

const countTime = (find: Find, one: Growth) => {
  for (const edge of edgesOfCall(find, one)) {
    edge.buckets = addBuckets(edge.buckets, one.buckets ?? []);
    edge.bounds = one.bounds ?? edge.bounds;
  }
};

const countDelivery = (find: Find, { labels, value }: Growth, platformOf: (name: string) => string) => {
  const { component = '?', subscriber = '?', result } = labels;
  const [from, to] = [platformOf(component), platformOf(subscriber)];
  if (from === to) return;
  const edge = find(from, to, 'message');
  edge.all += value;
  if (result === 'failed') edge.failed += value;
};

const told = ({ buckets, bounds, ...edge }: Tally): Edge => {
  const p95 = quantileOf(0.95, bounds, buckets);
  return { ...edge, ...(p95 === undefined ? {} : { p95 }) };
};

/** `platformOf` says where an application runs. */
export const edgesOf = (growth: readonly Growth[], platformOf: (application: string) => string): Edge[] => {
  const found = new Map<string, Tally>();
  const find: Find = (from, to, kind) => {
    const key = `${from} ${to} ${kind}`;
    const known = found.get(key) ?? { from, to, kind, all: 0, failed: 0, refused: 0, buckets: [], bounds: [] };
    found.set(key, known);
    return known;
  };
  for (const one of growth) {
    if (one.metric === 'portorium_calls_total') countCall(find, one);
    if (one.metric === 'portorium_call_duration_seconds') countTime(find, one);
    if (one.metric === 'portorium_deliveries_total') countDelivery(find, one, platformOf);
  }
  return [...found.values()].map(told);
};
