import type { Transaction } from '../../../../shared-services/kit/store/store.ts';
import type { Decision } from '../domain/decide.ts';
import type { Outcome } from '../domain/facts.ts';

/** What a decision is found by again. */
export interface DecisionKey {
  readonly reference: string;
  readonly stage: string;
  readonly factsSha256: string;
}

export interface StoredDecision extends DecisionKey, Decision {
  /** JSON. */
  readonly facts: string;
  readonly decidedAtMs: number;
}

/** Letter by letter: transactions that write the same decisions lock them in the same order. */
const inOrder = (a: StoredDecision, b: StoredDecision): number =>
  keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0;

export const keyOf = ({ reference, stage, factsSha256 }: DecisionKey): string => `${reference} ${stage} ${factsSha256}`;

/** Writes those that are new, and answers the keys of these. */
export const writeDecisions = async (
  transaction: Transaction,
  decisions: readonly StoredDecision[],
): Promise<ReadonlySet<string>> => {
  const rows = decisions.toSorted(inOrder);
  const written = await transaction.query<DecisionKey>(
    `insert into decision (reference, stage, facts_sha256, facts, outcome, reason_code, reason, basis, decided_at)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[])
     on conflict do nothing returning reference, stage, facts_sha256 as "factsSha256"`,
    [
      rows.map((row) => row.reference),
      rows.map((row) => row.stage),
      rows.map((row) => row.factsSha256),
      rows.map((row) => row.facts),
      rows.map((row) => row.outcome),
      rows.map((row) => row.reason.code),
      rows.map((row) => row.reason.text),
      rows.map((row) => JSON.stringify(row.basis)),
      rows.map((row) => new Date(row.decidedAtMs)),
    ],
  );
  return new Set(written.map(keyOf));
};

interface Row extends DecisionKey {
  readonly facts: string;
  readonly outcome: Outcome;
  readonly code: string;
  readonly text: string;
  readonly basis: string;
  readonly decided_at: Date;
}

export const readDecisions = async (
  transaction: Transaction,
  keys: readonly DecisionKey[],
): Promise<ReadonlyMap<string, StoredDecision>> => {
  const rows = await transaction.query<Row>(
    `select reference, stage, facts_sha256 as "factsSha256", facts, outcome, reason_code as code, reason as text, basis, decided_at
     from decision join unnest($1::text[], $2::text[], $3::text[]) as asked (reference, stage, facts_sha256)
       using (reference, stage, facts_sha256)`,
    [keys.map((key) => key.reference), keys.map((key) => key.stage), keys.map((key) => key.factsSha256)],
  );
  return new Map(
    rows.map(({ code, text, basis, decided_at, ...row }) => [
      keyOf(row),
      { ...row, reason: { code, text }, basis: JSON.parse(basis) as string[], decidedAtMs: decided_at.getTime() },
    ]),
  );
};
