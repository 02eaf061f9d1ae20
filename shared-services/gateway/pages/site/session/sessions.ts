/**
 * Sessions of people at a site: begun by a sign-in under a new id, ended by signing out, by idleness, or when their day is
 * over. The access token is renewed when it has run out, by one process at a time: a refresh token works once.
 */
import type { Clock } from '../../../../kit/clock.ts';
import { refuse } from '../refusals.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import type { Tokens } from '../sign-in/tokens.ts';
import {
  claimRenewal,
  deleteSession,
  findSession,
  insertSession,
  type News,
  type Rows,
  releaseRenewal,
  type SessionRow,
  setNews,
  storeRenewed,
  touchSession,
} from './rows.ts';
import { newSecret, rowNameOf, seal, unseal } from './secret.ts';

export interface SessionLimits {
  /** Without a request for this long, the session is over. */
  readonly idleMs: number;
  /** Whatever is done, the session is over after this. */
  readonly longestMs: number;
}

export const defaultSessionLimits: SessionLimits = { idleMs: 20 * 60_000, longestMs: 10 * 60 * 60_000 };

export interface SessionParts {
  readonly rows: Rows;
  readonly signIn: Pick<SignIn, 'renew'>;
  readonly clock: Clock;
  readonly limits: SessionLimits;
}

/** For whom the session is. */
export interface Holder {
  readonly subject: string;
  /** EORI, or Member State. */
  readonly party: string;
}

/** What only the holder of the id can open. */
interface Sealed {
  readonly tokens: Tokens;
}

export interface Session {
  readonly id: string;
  /** Good for some seconds at least. */
  readonly accessToken: string;
  readonly idToken: string;
  /** Name of the person, for the page alone. */
  readonly name: string;
  readonly news?: News;
}

export interface Sessions {
  /** @returns the id, which is always new: what a browser had before the sign-in is worth nothing after it */
  begin(holder: Holder, tokens: Tokens): Promise<string>;
  /** @throws {Refusal} SESSION_EXPIRED; IDENTITY_PROVIDER_UNAVAILABLE while the token cannot be renewed */
  /** @param quietly it is not the person who asks, but the page by itself: the session may become idle meanwhile */
  open(id: string, quietly?: boolean): Promise<Session>;
  tell(id: string, news: News): Promise<void>;
  /** The news were shown. */
  told(id: string): Promise<void>;
  end(id: string): Promise<void>;
}

/** A token that is about to end would end on its way. */
const renewBeforeMs = 15_000;
const renewalMs = 10_000;
const lookAgainMs = 100;

export const createSessions = ({ rows, signIn, clock, limits }: SessionParts): Sessions => {
  const begin: Sessions['begin'] = async ({ subject, party }, tokens) => {
    const [id, nowMs] = [newSecret(), clock.nowMs()];
    await insertSession(rows, {
      name: rowNameOf(id),
      ...{ subject, party },
      sealed: seal(id, { tokens } satisfies Sealed),
      accessEndsAtMs: tokens.accessEndsAtMs,
      usedAtMs: nowMs,
      endsAtMs: nowMs + limits.longestMs,
    });
    return id;
  };

  const over = async (id: string, why: string) => {
    await deleteSession(rows, rowNameOf(id));
    return refuse('SESSION_EXPIRED', why);
  };

  const living = async (id: string): Promise<SessionRow> => {
    const row = await findSession(rows, rowNameOf(id));
    const nowMs = clock.nowMs();
    if (row === undefined) throw refuse('SESSION_EXPIRED', 'unknown');
    if (row.endsAtMs <= nowMs) throw await over(id, 'its time is over');
    if (row.usedAtMs + limits.idleMs <= nowMs) throw await over(id, 'idle');
    return row;
  };

  const tokensOf = (id: string, row: SessionRow): Tokens => (unseal(id, row.sealed) as Sealed).tokens;

  const renewed = async (id: string, row: SessionRow): Promise<Tokens> => {
    const name = rowNameOf(id);
    try {
      const tokens = await signIn.renew(tokensOf(id, row));
      if (tokens === undefined) throw await over(id, 'the sign-in has ended');
      await storeRenewed(rows, name, seal(id, { tokens } satisfies Sealed), tokens.accessEndsAtMs);
      return tokens;
    } catch (error) {
      await releaseRenewal(rows, name);
      throw error;
    }
  };

  const freshTokens = async (id: string, first: SessionRow): Promise<Tokens> => {
    const giveUpAtMs = clock.nowMs() + 2 * renewalMs;
    for (let row = first; ; row = await living(id)) {
      const nowMs = clock.nowMs();
      if (row.accessEndsAtMs - renewBeforeMs > nowMs) return tokensOf(id, row);
      if (nowMs >= giveUpAtMs) throw refuse('SESSION_EXPIRED', 'its token could not be renewed');
      // Read again after the claim: whoever had it before may have just renewed them.
      if (await claimRenewal(rows, rowNameOf(id), nowMs, nowMs + renewalMs)) {
        const current = await living(id);
        if (current.sealed === row.sealed) return renewed(id, current);
        await releaseRenewal(rows, rowNameOf(id));
      } else await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    }
  };

  /** Not on every request: a tenth of the time is exact enough. */
  const touch = async (id: string, { usedAtMs }: SessionRow) => {
    const nowMs = clock.nowMs();
    if (nowMs - usedAtMs > limits.idleMs / 10) await touchSession(rows, rowNameOf(id), nowMs);
  };

  return {
    begin,
    open: async (id, quietly = false) => {
      const row = await living(id);
      const { accessToken, idToken, name } = await freshTokens(id, row);
      if (!quietly) await touch(id, row);
      return { id, accessToken, idToken, name, ...(row.news === undefined ? {} : { news: row.news }) };
    },
    tell: (id, news) => setNews(rows, rowNameOf(id), news),
    told: (id) => setNews(rows, rowNameOf(id), undefined),
    end: (id) => deleteSession(rows, rowNameOf(id)),
  };
};
