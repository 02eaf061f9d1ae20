/** What an auditor searches for, as conditions on rows. */
import type { RequestOf } from '../../../reference-architecture/contract/language.ts';
import type { contract } from '../contract.ts';

export type TrailQuery = RequestOf<(typeof contract)['services']['AuditTrail']['operations']['searchTrail']>;

const columns = {
  party: 'party',
  actingFor: 'acting_for',
  reference: 'reference',
  conversationId: 'conversation_id',
  event: 'event',
  component: 'component',
  circle: 'circle',
  outcome: 'outcome',
  refusalCode: 'refusal_code',
  personalData: 'personal_data',
} as const satisfies Partial<Record<keyof TrailQuery, string>>;

/** Transaction and number of a position. */
export const partsOf = (position: string): readonly [transactionId: string, sequence: string] => {
  const [transactionId = '', sequence = ''] = position.split('-');
  return [transactionId, sequence];
};

/**
 * A time is found by the batches: rows before the first batch that reaches it, and after the last that begins before its
 * end, are not looked at. Records that wait for their batch are young.
 */
const firstThatReaches = (column: string, given: string) =>
  `(select ${column} from batch where latest_at >= ${given} order by batch.tree_size limit 1)`;
const newest = (column: string) => `(select ${column} from batch order by batch.tree_size desc limit 1)`;
const fromTime = (given: string) =>
  `recorded_at >= ${given} and (transaction_id, sequence) >= (
     coalesce(${firstThatReaches('first_transaction_id', given)}, ${newest('last_transaction_id')}, '0'::xid8),
     coalesce(${firstThatReaches('first_sequence', given)}, ${newest('last_sequence')}, 0))`;
const toTime = (given: string) => `recorded_at < ${given}`;

export interface Conditions {
  /** `true` where there are none. */
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * There are as many texts as combinations of fields that somebody searches by: few, and known beforehand.
 * @param page whether the page is part of it; counts are over all pages
 */
export const conditionsOf = (query: TrailQuery, page: boolean): Conditions => {
  const values: unknown[] = [];
  const given = (value: unknown) => `$${values.push(value)}`;
  const equal = Object.entries(columns).flatMap(([name, column]) => {
    const value = query[name as keyof TrailQuery];
    return value === undefined ? [] : [`${column} = ${given(value)}`];
  });
  const time = (ms: number) => `to_timestamp(${given(ms)}::float8 / 1000)`;
  const all = [
    ...equal,
    ...(query.fromMs === undefined ? [] : [fromTime(time(query.fromMs))]),
    ...(query.toMs === undefined ? [] : [toTime(time(query.toMs))]),
  ];
  if (page && query.before !== undefined) {
    const [transactionId, sequence] = partsOf(query.before);
    all.push(`(transaction_id, sequence) < (${given(transactionId)}::xid8, ${given(sequence)}::bigint)`);
  }
  return { text: all.length === 0 ? 'true' : all.join(' and '), values };
};
