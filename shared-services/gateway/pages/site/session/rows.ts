/** The rows of sessions. What they hold is sealed; see `secret.ts`. */
import type { Store } from '../../../../kit/store/store.ts';

export type Rows = Pick<Store, 'query'>;

/** What a page tells after something was done. */
export interface News {
  readonly title: string;
  readonly text?: string;
  /** Where more of it is: a page of the same site. */
  readonly more?: { readonly title: string; readonly path: string };
}

export interface SessionRow {
  readonly subject: string;
  readonly sealed: string;
  readonly accessEndsAtMs: number;
  readonly usedAtMs: number;
  readonly endsAtMs: number;
  readonly news?: News;
}

interface Stored {
  readonly subject: string;
  readonly sealed: string;
  readonly access_ends_at: Date;
  readonly used_at: Date;
  readonly ends_at: Date;
  readonly news: News | null;
}

const instant = (ms: number) => new Date(ms);

export interface NewSession extends Omit<SessionRow, 'news'> {
  readonly name: string;
  readonly party: string;
}

export const insertSession = async (rows: Rows, one: NewSession): Promise<void> => {
  await rows.query(
    `insert into portal_session (id_hash, subject, party, sealed, access_ends_at, begun_at, used_at, ends_at)
     values ($1, $2, $3, $4, $5, $6, $6, $7)`,
    [one.name, one.subject, one.party, one.sealed, ...[one.accessEndsAtMs, one.usedAtMs, one.endsAtMs].map(instant)],
  );
};

export const findSession = async (rows: Rows, name: string): Promise<SessionRow | undefined> => {
  const [row] = await rows.query<Stored>(
    'select subject, sealed, access_ends_at, used_at, ends_at, news from portal_session where id_hash = $1',
    [name],
  );
  return (
    row && {
      subject: row.subject,
      sealed: row.sealed,
      accessEndsAtMs: row.access_ends_at.getTime(),
      usedAtMs: row.used_at.getTime(),
      endsAtMs: row.ends_at.getTime(),
      ...(row.news === null ? {} : { news: row.news }),
    }
  );
};

export const touchSession = async (rows: Rows, name: string, nowMs: number): Promise<void> => {
  await rows.query('update portal_session set used_at = greatest(used_at, $2) where id_hash = $1', [
    name,
    instant(nowMs),
  ]);
};

/** @returns whether the tokens may be renewed here: nobody else is at it */
export const claimRenewal = async (rows: Rows, name: string, nowMs: number, untilMs: number): Promise<boolean> => {
  const claimed = await rows.query(
    `update portal_session set renewing_until = $3
     where id_hash = $1 and (renewing_until is null or renewing_until <= $2) returning id_hash`,
    [name, instant(nowMs), instant(untilMs)],
  );
  return claimed.length === 1;
};

export const storeRenewed = async (rows: Rows, name: string, sealed: string, accessEndsAtMs: number): Promise<void> => {
  await rows.query(
    'update portal_session set sealed = $2, access_ends_at = $3, renewing_until = null where id_hash = $1',
    [name, sealed, instant(accessEndsAtMs)],
  );
};

export const releaseRenewal = async (rows: Rows, name: string): Promise<void> => {
  await rows.query('update portal_session set renewing_until = null where id_hash = $1', [name]);
};

export const setNews = async (rows: Rows, name: string, news: News | undefined): Promise<void> => {
  await rows.query('update portal_session set news = $2 where id_hash = $1', [
    name,
    news === undefined ? null : JSON.stringify(news),
  ]);
};

export const deleteSession = async (rows: Rows, name: string): Promise<void> => {
  await rows.query('delete from portal_session where id_hash = $1', [name]);
};

/** Removes what is over. */
export const sweepSessions = async (rows: Rows, nowMs: number, idleMs: number): Promise<void> => {
  await rows.query('delete from portal_session where ends_at <= $1 or used_at <= $2', [
    instant(nowMs),
    instant(nowMs - idleMs),
  ]);
  await rows.query('delete from portal_sign_in where ends_at <= $1', [instant(nowMs)]);
};

export const insertSignIn = async (rows: Rows, name: string, sealed: string, endsAtMs: number): Promise<void> => {
  await rows.query('insert into portal_sign_in (id_hash, sealed, ends_at) values ($1, $2, $3)', [
    name,
    sealed,
    instant(endsAtMs),
  ]);
};

/** Once: of two who come back at the same moment, one finds it. */
export const takeSignIn = async (rows: Rows, name: string, nowMs: number): Promise<string | undefined> => {
  const [row] = await rows.query<{ sealed: string }>(
    'delete from portal_sign_in where id_hash = $1 and ends_at > $2 returning sealed',
    [name, instant(nowMs)],
  );
  return row?.sealed;
};
