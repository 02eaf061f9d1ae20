/** Sign-ins that are away at a national provider. Each comes back once, to the provider it was sent to. */
import { createHmac, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { sha256Hex } from '../../../shared-services/kit/call.ts';
import type { Clock } from '../../../shared-services/kit/clock.ts';

/** What the national provider is sent, and what it must send back or prove. */
export interface Challenge {
  readonly state: string;
  /** Stands in the ID token. */
  readonly nonce: string;
  /** Of PKCE (RFC 7636). */
  readonly codeVerifier: string;
}

export interface SignInsAway {
  begin(alias: string, interaction: string): Promise<Challenge>;
  /** The interaction that a state belongs to; the state stays good. */
  interactionOf(alias: string, state: string): Promise<string | undefined>;
  /** The challenge of a state, once. */
  end(alias: string, interaction: string, state: string): Promise<Challenge | undefined>;
}

export interface SignInsAwayParts {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly secret: string;
}

const awayForMs = 10 * 60 * 1000;

const derived = (secret: string, purpose: string, state: string): string =>
  createHmac('sha256', secret).update(`${purpose} ${state}`).digest('base64url');

export const createSignInsAway = ({ pool, clock, secret }: SignInsAwayParts): SignInsAway => {
  const challengeOf = (state: string): Challenge => ({
    state,
    nonce: derived(secret, 'nonce', state),
    codeVerifier: derived(secret, 'verifier', state),
  });
  const now = () => new Date(clock.nowMs());
  return {
    begin: async (alias, interaction) => {
      const state = randomBytes(32).toString('base64url');
      await pool.query(
        'insert into national_sign_in (state_hash, alias, interaction, expires_at) values ($1, $2, $3, $4)',
        [sha256Hex(state), alias, interaction, new Date(clock.nowMs() + awayForMs)],
      );
      return challengeOf(state);
    },
    interactionOf: async (alias, state) => {
      const { rows } = await pool.query<{ interaction: string }>(
        'select interaction from national_sign_in where state_hash = $1 and alias = $2 and expires_at > $3',
        [sha256Hex(state), alias, now()],
      );
      return rows[0]?.interaction;
    },
    end: async (alias, interaction, state) => {
      const { rowCount } = await pool.query(
        'delete from national_sign_in where state_hash = $1 and alias = $2 and interaction = $3 and expires_at > $4',
        [sha256Hex(state), alias, interaction, now()],
      );
      return rowCount === 1 ? challengeOf(state) : undefined;
    },
  };
};
