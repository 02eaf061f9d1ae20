/** Sessions of the centre that stand on one of a national provider, so that neither outlives the other. */
import type { Pool } from 'pg';
import { sha256Hex } from '../../../shared-services/kit/call.ts';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import type { NationalProvider } from '../realm.ts';
import type { Assertion } from './assertion.ts';
import { subjectHashOf } from './links.ts';

export interface NationalSessions {
  /** Remembers on what the session will stand that the interaction leads to. */
  begin(interaction: string, provider: NationalProvider, assertion: Assertion): Promise<void>;
  /** The interaction has led to this session. */
  settle(interaction: string, sessionUid: string): Promise<void>;
  /** Alias of the provider on whose session this one stood; asked once. */
  end(sessionUid: string): Promise<string | undefined>;
  /** Sessions of a national session, or of all of a subject's; each is told once. */
  endOf(provider: NationalProvider, ended: EndedNationally): Promise<readonly string[]>;
}

/** What a logout token names (OpenID Connect Back-Channel Logout 1.0, 2.4): at least one of them. */
export interface EndedNationally {
  readonly subject?: string | undefined;
  readonly sessionId?: string | undefined;
}

/** No session of the centre lasts longer. */
const keptForMs = 12 * 60 * 60 * 1000;

const hashOf = (value: string | undefined): string | null => (value === undefined ? null : sha256Hex(value));

const insert = `
  insert into national_session (interaction, alias, subject_hash, sid_hash, expires_at) values ($1, $2, $3, $4, $5)
  on conflict (interaction) do nothing`;

const deleteOf = `
  delete from national_session
  where alias = $1 and ($2::text is null or subject_hash = $2) and ($3::text is null or sid_hash = $3)
    and ($2::text is not null or $3::text is not null) and session_uid is not null
  returning session_uid`;

export const createNationalSessions = (pool: Pool, clock: Clock): NationalSessions => ({
  begin: async (interaction, provider, { subject, sessionId }) => {
    const expiresAt = new Date(clock.nowMs() + keptForMs);
    const hashes = [subjectHashOf(provider, subject), hashOf(sessionId)];
    await pool.query(insert, [interaction, provider.alias, ...hashes, expiresAt]);
  },
  settle: async (interaction, sessionUid) => {
    await pool.query('update national_session set session_uid = $2 where interaction = $1', [interaction, sessionUid]);
  },
  end: async (sessionUid) => {
    const { rows } = await pool.query<{ alias: string }>(
      'delete from national_session where session_uid = $1 returning alias',
      [sessionUid],
    );
    return rows[0]?.alias;
  },
  endOf: async (provider, { subject, sessionId }) => {
    const subjectHash = subject === undefined ? null : subjectHashOf(provider, subject);
    const values = [provider.alias, subjectHash, hashOf(sessionId)];
    const { rows } = await pool.query<{ session_uid: string }>(deleteOf, values);
    return rows.map(({ session_uid: uid }) => uid);
  },
});

/** Removes what nobody can come back to. */
export const removeExpiredBrokering = async (pool: Pool, clock: Clock): Promise<void> => {
  const now = [new Date(clock.nowMs())];
  await pool.query('delete from national_sign_in where expires_at <= $1', now);
  await pool.query('delete from national_session where expires_at <= $1', now);
};
