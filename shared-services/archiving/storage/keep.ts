/** What is written of a case when its files are in the store. */

import { retentionMs } from '../../../reference-architecture/contract/retention.ts';
import type { Transaction } from '../../kit/store/store.ts';
import type { Case } from '../package/build.ts';

export const retainUntilMs = (of: Pick<Case, 'retention' | 'closedAtMs'>): number =>
  of.closedAtMs + retentionMs(of.retention);

export const describePackage = async (
  transaction: Transaction,
  id: string,
  of: Case,
  auditRecords: number,
): Promise<void> => {
  const instant = (timeMs: number) => new Date(timeMs).toISOString();
  await transaction.query(
    `update package set state = 'written', next_attempt_at = now(), kind = $2, outcome = $3, revision = $4, retention = $5, opened_at = $6,
       closed_at = $7, retain_until = $8, conversations = $9, audit_records = $10 where id = $1`,
    [
      ...[id, of.kind, of.outcome, of.revision, of.retention, instant(of.openedAtMs), instant(of.closedAtMs)],
      ...[instant(retainUntilMs(of)), of.conversationId, auditRecords],
    ],
  );
  await transaction.query('delete from package_identifier where package_id = $1', [id]);
  await transaction.query(
    `insert into package_identifier (package_id, scheme, value) select $1, scheme, value
     from unnest($2::text[], $3::text[]) as given (scheme, value) on conflict do nothing`,
    [id, of.identifier.map(({ scheme }) => scheme), of.identifier.map(({ value }) => value)],
  );
};
