/** People who sign in: their standing, their password, and the lock after too many wrong ones. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Pool } from 'pg';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import { type Organisation, type Standing, standingsOf } from '../realm.ts';

export interface Accounts {
  /** For whom a person acts, by user name. */
  readonly standingOf: (username: string) => Standing | undefined;
  /** Whether the password is right and the account not locked. Says nobody which of the two failed. */
  readonly signIn: (username: string, password: string) => Promise<boolean>;
}

export interface AccountParts {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly organisations: readonly Organisation[];
  /** User name to password. */
  readonly passwords: Readonly<Record<string, string>>;
}

export const attemptsAllowed = 5;
export const lockMs = 15 * 60 * 1000;

/** Counted before the password is looked at, so that guesses made at the same moment are counted too. */
const countAttempt = `
  insert into sign_in_attempt as known (account, attempts, window_ends_at) values ($1, 1, $3)
  on conflict (account) do update set
    attempts = case when known.window_ends_at <= $2 then 1 else known.attempts + 1 end,
    window_ends_at = case when known.window_ends_at <= $2 then $3 else known.window_ends_at end
  returning attempts`;

const digest = (value: string): Buffer => createHash('sha256').update(value).digest();

const isSame = (given: string, expected: string): boolean => timingSafeEqual(digest(given), digest(expected));

const isAllowed = async ({ pool, clock }: AccountParts, username: string): Promise<boolean> => {
  const nowMs = clock.nowMs();
  const times = [new Date(nowMs), new Date(nowMs + lockMs)];
  const { rows } = await pool.query<{ attempts: number }>(countAttempt, [username, ...times]);
  return (rows[0]?.attempts ?? Number.POSITIVE_INFINITY) <= attemptsAllowed;
};

export const createAccounts = (parts: AccountParts): Accounts => {
  const standings = standingsOf(parts.organisations);
  const passwords = new Map(Object.entries(parts.passwords));
  return {
    standingOf: (username) => standings.get(username),
    signIn: async (username, password) => {
      const expected = passwords.get(username);
      // Names that nobody has leave no row behind: the table cannot be filled from outside.
      if (expected === undefined || !standings.has(username)) return false;
      if (!(await isAllowed(parts, username)) || !isSame(password, expected)) return false;
      await parts.pool.query('delete from sign_in_attempt where account = $1', [username]);
      return true;
    },
  };
};
