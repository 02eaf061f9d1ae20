/** Who may no longer be believed, as rows that a gateway asks for by revision. */
import type { Store, Transaction } from '../../../../shared-services/kit/store/store.ts';

export const standingChannel = 'portorium_credentials_standing';

/** What operators have barred, beside what its own register says: neither takes the other back. */
export const barKinds = ['party', 'certificate', 'barred-client', 'barred-account'] as const;
export type BarKind = (typeof barKinds)[number];
export type StandingKind = 'client' | 'subject' | 'session' | 'seal' | BarKind;

export interface StandingChange {
  readonly kind: StandingKind;
  readonly id: string;
  readonly believed: boolean;
  /** Whole seconds, as tokens tell their time. */
  readonly issuedBeforeMs?: number | undefined;
  /** Of a bar. */
  readonly untilMs?: number | undefined;
}

/** The row of the revision is locked until the commit: revisions become visible in their order. */
const countUp = 'update standing_revision set revision = revision + 1 returning revision';

const upsert = `
  insert into standing (kind, id, believed, issued_before, revision, at) values ($1, $2, $3, $4, $5, $6)
  on conflict (kind, id) do update set believed = excluded.believed, issued_before = excluded.issued_before,
    revision = excluded.revision, at = excluded.at`;

/** Gives the revision; who listens is woken by the commit. */
export const writeStanding = async (
  transaction: Transaction,
  { kind, id, believed, issuedBeforeMs }: StandingChange,
  nowMs: number,
): Promise<string> => {
  const [row] = await transaction.query<{ revision: string }>(countUp);
  const revision = row?.revision ?? '0';
  const issuedBefore = issuedBeforeMs === undefined ? null : new Date(issuedBeforeMs);
  transaction.execute(upsert, [kind, id, believed, issuedBefore, revision, new Date(nowMs)]);
  transaction.execute(`select pg_notify('${standingChannel}', '')`);
  return revision;
};

interface Row {
  readonly kind: StandingKind;
  readonly id: string;
  readonly believed: boolean;
  readonly issued_before: Date | null;
  readonly until: Date | null;
}

export interface StandingNews {
  readonly revision: string;
  readonly whole: boolean;
  readonly changes: readonly StandingChange[];
}

const changeOf = ({ kind, id, believed, issued_before: issuedBefore, until }: Row): StandingChange => ({
  kind,
  id,
  believed,
  ...(issuedBefore === null ? {} : { issuedBeforeMs: issuedBefore.getTime() }),
  ...(until === null ? {} : { untilMs: until.getTime() }),
});

/** One statement, so one snapshot: the revision and the changes up to it belong together. */
const read = `
  select r.revision::text, (r.forgotten_revision > $1::bigint or $1::bigint > r.revision or $1::bigint < 0) as behind,
    s.kind, s.id, s.believed, s.issued_before, s.until
  from standing_revision r left join standing s
    on s.revision > case when r.forgotten_revision > $1::bigint or $1::bigint > r.revision then 0 else $1::bigint end
  order by s.revision`;

/** Everything since a revision; all that is known, where the asker is too far behind, ahead, or knows nothing. */
export const readStanding = async (store: Pick<Store, 'query'>, since: string | undefined): Promise<StandingNews> => {
  type Line = Row & { readonly revision: string; readonly behind: boolean };
  const rows = await store.query<Line>(read, [since ?? '-1']);
  const [first] = rows;
  return {
    revision: first?.revision ?? '0',
    whole: first?.behind ?? true,
    changes: rows.filter(({ kind }) => kind !== null).map(changeOf),
  };
};

/** Forgets what is older than any token can be; gives the number of rows. */
export const forgetStanding = (store: Store, olderThanMs: number): Promise<number> =>
  store.transaction(async (transaction) => {
    // The lock first: nobody counts up meanwhile.
    await transaction.query('select revision from standing_revision for update');
    const gone = await transaction.query<{ revision: string }>(
      'delete from standing where at < $1 and (believed or kind <> all($2::text[])) returning revision',
      [new Date(olderThanMs), barKinds],
    );
    if (gone.length > 0)
      transaction.execute(
        'update standing_revision set forgotten_revision = greatest(forgotten_revision, $1::bigint)',
        [
          gone
            .map(({ revision }) => BigInt(revision))
            .reduce((a, b) => (a > b ? a : b))
            .toString(),
        ],
      );
    return gone.length;
  });

export interface BarChange {
  readonly kind: BarKind;
  readonly id: string;
  /** Of two changes the later one counts, in whatever order they come. */
  readonly version: number;
  readonly barred: boolean;
  readonly until?: string | undefined;
}

const putBar = `
  insert into standing as known (kind, id, believed, until, version, revision, at) values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (kind, id) do update set believed = excluded.believed, until = excluded.until, version = excluded.version,
    revision = excluded.revision, at = excluded.at where known.version < excluded.version`;

export const writeBar = async (transaction: Transaction, bar: BarChange, nowMs: number): Promise<void> => {
  const [row] = await transaction.query<{ revision: string }>(countUp);
  const { kind, id, barred, until = null, version } = bar;
  transaction.execute(putBar, [kind, id, !barred, until, version, row?.revision ?? '0', new Date(nowMs)]);
  transaction.execute(`select pg_notify('${standingChannel}', '')`);
};

/** The bar that stands now, and when it ends by itself, if it does. */
export const findBar = async (
  reads: Pick<Store, 'query'>,
  kind: BarKind,
  id: string,
  nowMs: number,
): Promise<{ readonly untilMs?: number } | undefined> => {
  const [row] = await reads.query<{ readonly until: Date | null }>(
    'select until from standing where kind = $1 and id = $2 and not believed and (until is null or until > $3)',
    [kind, id, new Date(nowMs)],
  );
  if (row === undefined) return undefined;
  return row.until === null ? {} : { untilMs: row.until.getTime() };
};

export const isBarred = async (reads: Pick<Store, 'query'>, kind: BarKind, id: string, nowMs: number) =>
  (await findBar(reads, kind, id, nowMs)) !== undefined;
