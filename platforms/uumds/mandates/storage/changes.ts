/** What is written of mandates, and everything that happened to them. */
import type { Transaction } from '../../../../shared-services/kit/store/store.ts';
import type { ChangeRecord, Mandate } from '../domain/mandate.ts';
import type { Change, StoredState } from '../domain/words.ts';
import type { Queries } from './mandates.ts';

/** Locks these mandates until the transaction ends, in an order in which nobody waits in a circle. */
export const lockMandates = (transaction: Transaction, mandateIds: readonly string[]) =>
  transaction.query('select 1 from mandate where mandate_id = any($1::text[]) order by mandate_id for update', [
    mandateIds,
  ]);

/** False when the mandator used the reference before. */
export const insertMandate = async (transaction: Transaction, mandate: Mandate, proposal: string): Promise<boolean> => {
  const inserted = await transaction.query(
    `insert into mandate (mandate_id, mandator, reference, mandatary, principal, kind, profile, scope, valid_from, valid_to,
       may_sub_delegate, based_on, replaces, state, proposal, proposed_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8::text[], $9, $10, $11, $12, $13, $14, $15,
       to_timestamp($16 / 1000.0), to_timestamp($16 / 1000.0))
     on conflict (mandator, reference) do nothing returning mandate_id`,
    [
      mandate.mandateId,
      mandate.mandator,
      mandate.reference,
      mandate.mandatary,
      mandate.principal,
      mandate.kind,
      mandate.profile,
      mandate.scope,
      mandate.validFrom,
      mandate.validTo ?? null,
      mandate.maySubDelegate,
      mandate.basedOn ?? null,
      mandate.replaces ?? null,
      mandate.state,
      proposal,
      mandate.proposedAtMs,
    ],
  );
  return inserted.length > 0;
};

/** The mandate is locked. */
export const moveTo = (transaction: Transaction, mandateId: string, state: StoredState, atMs: number): void =>
  transaction.execute('update mandate set state = $2, changed_at = to_timestamp($3 / 1000.0) where mandate_id = $1', [
    mandateId,
    state,
    atMs,
  ]);

/** Another one takes its place. The mandate is locked. */
export const replaceBy = (transaction: Transaction, mandateId: string, by: string, atMs: number): void =>
  transaction.execute(
    `update mandate set state = 'replaced', replaced_by = $2, changed_at = to_timestamp($3 / 1000.0) where mandate_id = $1`,
    [mandateId, by, atMs],
  );

export interface NewChange extends ChangeRecord {
  readonly change: Exclude<Change, 'expired'>;
  readonly by: string;
  readonly person: string;
  readonly conversationId: string;
}

/** The mandate is locked, or new. */
export const noteChange = (transaction: Transaction, mandateId: string, of: NewChange): void =>
  transaction.execute(
    `insert into mandate_change (mandate_id, number, at, change, party, person, reason, related, conversation_id)
     select $1, count(*) + 1, to_timestamp($2 / 1000.0), $3, $4, $5, $6, $7, $8 from mandate_change where mandate_id = $1`,
    [mandateId, of.atMs, of.change, of.by, of.person, of.reason ?? null, of.related ?? null, of.conversationId],
  );

interface ChangeRow {
  readonly at: Date;
  readonly change: Change;
  readonly party: string;
  readonly person: string;
  readonly reason: string | null;
  readonly related: string | null;
}

export const readChanges = async (queries: Queries, mandateId: string): Promise<ChangeRecord[]> => {
  const rows = await queries.query<ChangeRow>(
    'select at, change, party, person, reason, related from mandate_change where mandate_id = $1 order by number',
    [mandateId],
  );
  return rows.map((row) => ({
    atMs: row.at.getTime(),
    change: row.change,
    by: row.party,
    person: row.person,
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.related === null ? {} : { related: row.related }),
  }));
};
