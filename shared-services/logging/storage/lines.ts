/** The ring of segments in which lines are kept. */
import type { Store, Transaction } from '../../kit/store/store.ts';
import type { LogLine } from '../domain/read-line.ts';

export const segments = 8;

export interface KeptLine extends LogLine {
  readonly content: string;
}

export interface Batch {
  readonly platform: string;
  readonly instance: string;
  readonly batch: number;
}

interface Ring {
  readonly segment: number;
  readonly written: string;
}

/** Held until the end of the transaction: one writes at a time, so a segment is emptied once. */
const lockRing = async (transaction: Transaction): Promise<Ring> => {
  const [ring] = await transaction.query<Ring>('select segment, written from ring for update');
  return ring!;
};

/** The segment to write to: the next one, emptied, where this one is full. */
const segmentFor = async (transaction: Transaction, maxCharacters: number): Promise<number> => {
  const { segment, written } = await lockRing(transaction);
  if (Number(written) < maxCharacters / segments) return segment;
  const next = (segment + 1) % segments;
  await transaction.query(`truncate line_${next}`);
  await transaction.query('update ring set segment = $1, written = 0', [next]);
  return next;
};

const orNull = (value: string | undefined) => value ?? null;

export const writeLines = async (
  transaction: Transaction,
  platform: string,
  lines: readonly KeptLine[],
  maxCharacters: number,
): Promise<void> => {
  if (lines.length === 0) return;
  const segment = await segmentFor(transaction, maxCharacters);
  await transaction.query(
    `insert into line (segment, platform, at, level, message, conversation_id, reference, partner, operation, content)
     select $1, $2, to_timestamp(at / 1000.0), level, message, conversation, reference, partner, operation, content
     from unnest($3::float8[], $4::smallint[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
       as given (at, level, message, conversation, reference, partner, operation, content)`,
    [
      ...[segment, platform],
      lines.map(({ atMs }) => atMs),
      lines.map(({ level }) => level),
      lines.map(({ message }) => message),
      lines.map(({ conversationId }) => orNull(conversationId)),
      lines.map(({ reference }) => orNull(reference)),
      lines.map(({ partner }) => orNull(partner)),
      lines.map(({ operation }) => orNull(operation)),
      lines.map(({ content }) => content),
    ],
  );
  const characters = lines.reduce((sum, { content }) => sum + content.length, 0);
  await transaction.query('update ring set written = written + $1', [characters]);
};

/** False: the batch was taken before. */
export const noteBatch = async (
  transaction: Transaction,
  { platform, instance, batch }: Batch,
  lines: number,
  dropped: number,
): Promise<boolean> => {
  const taken = await transaction.query(
    `insert into source as known (platform, instance, lines, dropped, last_batch, last_dropped_at, last_seen_at)
     values ($1, $2, $3, $4::bigint, $5, case when $4::bigint > 0 then now() end, now())
     on conflict (platform, instance) do update set
       lines = known.lines + excluded.lines, dropped = known.dropped + excluded.dropped, last_batch = excluded.last_batch,
       last_dropped_at = coalesce(excluded.last_dropped_at, known.last_dropped_at), last_seen_at = now()
     where known.last_batch < excluded.last_batch returning 1`,
    [platform, instance, lines, dropped, batch],
  );
  return taken.length > 0;
};

/** Processes that ended long ago are not told of any more. */
export const forgetSources = (transaction: Transaction): Promise<unknown> =>
  transaction.query("delete from source where last_seen_at < now() - interval '30 days'");

export interface Wanted {
  readonly from?: string;
  readonly to?: string;
  readonly platform?: string;
  readonly level?: number;
  readonly conversationId?: string;
  readonly reference?: string;
  readonly partner?: string;
  readonly contains?: string;
  readonly before?: string;
}

export interface FoundLine {
  readonly id: string;
  readonly at: Date;
  readonly platform: string;
  readonly level: number;
  readonly message: string;
  readonly conversation_id: string | null;
  readonly reference: string | null;
  readonly partner: string | null;
  readonly operation: string | null;
  readonly content: string;
}

const conditions: { readonly [Name in keyof Wanted]-?: string } = {
  from: 'at >= $::timestamptz',
  to: 'at < $::timestamptz',
  platform: 'platform = $',
  level: 'level >= $',
  conversationId: 'conversation_id = $',
  reference: 'reference = $',
  partner: 'partner = $',
  contains: 'strpos(lower(content), lower($)) > 0',
  before: 'id < $::bigint',
};

/** The newest first, by the order in which they were taken. */
export const findLines = (store: Store, wanted: Wanted, limit: number): Promise<FoundLine[]> => {
  const given = (Object.keys(conditions) as (keyof Wanted)[]).filter((name) => wanted[name] !== undefined);
  const where = given.map((name, index) => conditions[name].replace('$', `$${index + 1}`));
  return store.query<FoundLine>(
    `select id, at, platform, level, message, conversation_id, reference, partner, operation, content from line
     ${where.length === 0 ? '' : `where ${where.join(' and ')}`} order by id desc limit ${limit}`,
    given.map((name) => wanted[name]),
  );
};
