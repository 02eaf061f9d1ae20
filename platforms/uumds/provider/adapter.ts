/** Where oidc-provider keeps its state: PostgreSQL, so that a restart signs nobody out and several processes may serve. */
import { type Adapter, type AdapterFactory, type AdapterPayload, errors } from 'oidc-provider';
import type { Pool } from 'pg';
import { sha256Hex } from '../../../shared-services/kit/call.ts';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import { clientAdapter } from './api-clients.ts';
import type { CredentialRegister } from './credential-register.ts';

interface Row {
  readonly content: AdapterPayload;
  readonly consumed_at: Date | null;
}

const upsertRecord = `
  insert into provider_record (model, id_hash, content, uid, grant_hash, expires_at) values ($1, $2, $3, $4, $5, $6)
  on conflict (model, id_hash) do update
    set content = excluded.content, uid = excluded.uid, grant_hash = excluded.grant_hash, expires_at = excluded.expires_at`;

/** What is remembered so that it is used once: of two who use it at the same moment, the second finds the first. */
const insertOnce = `
  insert into provider_record as known (model, id_hash, content, uid, grant_hash, expires_at) values ($1, $2, $3, $4, $5, $6)
  on conflict (model, id_hash) do update set expires_at = excluded.expires_at where known.expires_at <= $7`;

const findRecord = `
  select content, consumed_at from provider_record where model = $1 and id_hash = $2 and (expires_at is null or expires_at > $3)`;

const findRecordByUid = `
  select content, consumed_at from provider_record where model = $1 and uid = $2 and (expires_at is null or expires_at > $3)`;

/** One of two who show the same code at the same moment finds it unconsumed. */
const consumeRecord = `
  update provider_record set consumed_at = $3 where model = $1 and id_hash = $2 and consumed_at is null`;

const isUsedOnce = (model: string): boolean => model === 'ReplayDetection';

/** A session is also looked up without its id, which is then needed; its cookie is signed, so the id alone is no key. */
const keepsItsId = (model: string): boolean => model === 'Session';

const withoutId = ({ jti: _credential, ...rest }: AdapterPayload): AdapterPayload => rest;

const consumedSeconds = (row: Row): AdapterPayload =>
  row.consumed_at === null ? {} : { consumed: Math.floor(row.consumed_at.getTime() / 1000) };

const payloadOf = (row: Row | undefined, id?: string): AdapterPayload | undefined =>
  row && { ...row.content, ...consumedSeconds(row), ...(id === undefined ? {} : { jti: id }) };

const adapterOf = (pool: Pool, clock: Clock, model: string): Adapter => ({
  upsert: async (id, payload, expiresInSeconds) => {
    const content = keepsItsId(model) ? payload : withoutId(payload);
    const expiresAt = expiresInSeconds === undefined ? null : new Date(clock.nowMs() + expiresInSeconds * 1000);
    const grant = payload.grantId === undefined ? null : sha256Hex(payload.grantId);
    const row = [model, sha256Hex(id), JSON.stringify(content), payload.uid ?? null, grant, expiresAt];
    if (!isUsedOnce(model)) return void (await pool.query(upsertRecord, row));
    const { rowCount } = await pool.query(insertOnce, [...row, new Date(clock.nowMs())]);
    if (rowCount !== 1) throw new errors.InvalidRequest('already used');
  },
  find: async (id) => {
    const { rows } = await pool.query<Row>(findRecord, [model, sha256Hex(id), new Date(clock.nowMs())]);
    return payloadOf(rows[0], id);
  },
  findByUid: async (uid) => {
    const { rows } = await pool.query<Row>(findRecordByUid, [model, uid, new Date(clock.nowMs())]);
    return payloadOf(rows[0]);
  },
  findByUserCode: async () => undefined,
  consume: async (id) => {
    const { rowCount } = await pool.query(consumeRecord, [model, sha256Hex(id), new Date(clock.nowMs())]);
    if (rowCount !== 1) throw new errors.InvalidGrant('already used');
  },
  destroy: async (id) => {
    await pool.query('delete from provider_record where model = $1 and id_hash = $2', [model, sha256Hex(id)]);
  },
  revokeByGrantId: async (grantId) => {
    await pool.query('delete from provider_record where grant_hash = $1', [sha256Hex(grantId)]);
  },
});

/** How access tokens name the grant that they belong to: the grant's own id is a credential. */
export const sessionIdOf = (grantId: string): string => sha256Hex(grantId).slice(0, 32);

/** A grant that ends (sign-out, a refresh token that came twice) takes its access tokens with it, on every gateway. */
const endingGrants = (adapter: Adapter, register: CredentialRegister): Adapter => ({
  ...adapter,
  destroy: async (id) => {
    await adapter.destroy(id);
    await register.end(sessionIdOf(id));
  },
});

export const createAdapter =
  (pool: Pool, clock: Clock, register: CredentialRegister): AdapterFactory =>
  (model) => {
    if (model === 'Client') return clientAdapter(register);
    const adapter = adapterOf(pool, clock, model);
    return model === 'Grant' ? endingGrants(adapter, register) : adapter;
  };

/** Removes what nobody can use any more; gives the number of rows. */
export const removeExpired = async (pool: Pool, clock: Clock): Promise<number> => {
  const now = [new Date(clock.nowMs())];
  const records = await pool.query('delete from provider_record where expires_at <= $1', now);
  const attempts = await pool.query('delete from sign_in_attempt where window_ends_at <= $1', now);
  await pool.query('delete from used_proof where expires_at <= $1', now);
  return (records.rowCount ?? 0) + (attempts.rowCount ?? 0);
};
