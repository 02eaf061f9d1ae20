/** Makes and ends versions of profiles. */
import { toDay } from '../../../../shared-services/kit/clock.ts';
import { toSeal } from '../../../../shared-services/kit/sealed/values.ts';
import type { Transaction } from '../../../../shared-services/kit/store/store.ts';
import type { Span } from '../domain/profile-life/span.ts';
import { type Ending, profileTables, type StoredDraft } from './profile-drafts.ts';
import { saidBy } from './said-by-profile.ts';

/** False: the newest version is another one than that on which the draft stands. */
export const insertVersion = async (
  transaction: Transaction,
  { profileId, baseVersion, definition, reason }: StoredDraft,
  { fromMs, untilMs }: Span,
  tables = profileTables,
): Promise<boolean> => {
  const ends = Number.isFinite(untilMs);
  const said = saidBy(definition);
  const beside = tables.isSaidBeside ? ', kind, member_state, campaign_id, procedures' : '';
  const values = tables.isSaidBeside ? ', $9, $10, $11, $12' : '';
  const rows = await transaction.query(
    `insert into ${tables.version} (id, version, valid_from, state, definition, reason, active_at, valid_to, inactive_at${beside})
     select $1, $2::integer + 1, $3, 'active', $4, $5, $6, $7, $8${values}
     where coalesce((select max(version) from ${tables.version} where id = $1), 0) = $2::integer
     on conflict (id, version) do nothing returning version`,
    [
      profileId,
      baseVersion,
      toDay(fromMs),
      toSeal(`${tables.version}.definition`, [profileId, baseVersion + 1], definition),
      reason,
      new Date(fromMs).toISOString(),
      ends ? toDay(untilMs - 1) : null,
      ends ? new Date(untilMs).toISOString() : null,
      ...(tables.isSaidBeside ? [said.kind, said.memberState, said.campaignId, said.procedures] : []),
    ],
  );
  return rows.length > 0;
};

/** When each version ends; undefined where it does not. Until the transaction ends, nobody else ends one. */
export const lockEnds = async (
  transaction: Transaction,
  profileId: string,
  tables = profileTables,
): Promise<(number | undefined)[]> => {
  const rows = await transaction.query<{ inactive_at: Date | null }>(
    `select inactive_at from ${tables.version} where id = $1 order by version for update`,
    [profileId],
  );
  return rows.map(({ inactive_at }) => inactive_at?.getTime());
};

/** Ends all versions that do not end before. The day is closed too, for those who read days. */
export const endVersions = async (
  transaction: Transaction,
  profileId: string,
  inactiveAtMs: number,
  { by, atMs, why }: Ending,
  tables = profileTables,
): Promise<void> => {
  const inactiveAt = new Date(inactiveAtMs).toISOString();
  await transaction.query(
    `update ${tables.version} set inactive_at = $2, valid_to = least(valid_to, greatest(valid_from, $3::date))
     where id = $1 and (inactive_at is null or inactive_at > $2)`,
    [profileId, inactiveAt, toDay(inactiveAtMs)],
  );
  await transaction.query(
    `insert into ${tables.retirement} (profile_id, number, subject, official, happened_at, why, inactive_at)
     select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6 from ${tables.retirement} where profile_id = $1`,
    [profileId, by.subject, by.official ?? null, new Date(atMs).toISOString(), why, inactiveAt],
  );
};
