/** What the statistics had learned, in the database. */
import { createHash, type Hash } from 'node:crypto';
import type { Store, Transaction } from '../../../../shared-services/kit/store/store.ts';
import type { Learned, SmallPart } from '../domain/statistics/hit-rates.ts';

/** Parts are put together until they have so many bytes: neither many small rows nor a few that are too long. */
const rowBytes = 1_000_000;
/** The newest ones that are kept: a damaged one has another behind it. */
const kept = 2;

interface Header {
  readonly last_number: string;
  readonly small: string;
  readonly parts: number;
  readonly sha256: string;
}

const bytesOf = (numbers: Uint32Array): Buffer => Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);

function* rowsOf(counts: Generator<Uint32Array>): Generator<Buffer> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for (const part of counts) {
    waiting.push(bytesOf(part));
    bytes += part.byteLength;
    if (bytes < rowBytes) continue;
    yield Buffer.concat(waiting);
    [waiting, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(waiting);
}

const writeRows = async (
  transaction: Transaction,
  rows: Generator<Buffer>,
  { format, lastNumber, hash }: { readonly format: string; readonly lastNumber: number; readonly hash: Hash },
): Promise<number> => {
  let part = 0;
  for (const row of rows) {
    hash.update(row);
    await transaction.query(
      'insert into statistics_snapshot_part (format, last_number, part, content) values ($1, $2, $3, $4)',
      [format, lastNumber, part, row],
    );
    part += 1;
  }
  return part;
};

export const newestSnapshot = async (from: Pick<Store, 'query'>, format: string): Promise<number> => {
  const [row] = await from.query<{ newest: string | null }>(
    'select max(last_number) as newest from statistics_snapshot where format = $1',
    [format],
  );
  return Number(row?.newest ?? 0);
};

/** One process at a time; false: another is at it, or has just done it. */
export const writeSnapshot = (
  store: Store,
  { format, lastNumber, learned }: { readonly format: string; readonly lastNumber: number; readonly learned: Learned },
): Promise<boolean> =>
  store.transaction(async (transaction) => {
    const [lock] = await transaction.query<{ mine: boolean }>(
      `select pg_try_advisory_xact_lock(hashtext('risk-analysis statistics_snapshot')) as mine`,
    );
    if (!lock?.mine || (await newestSnapshot(transaction, format)) >= lastNumber) return false;
    const small = JSON.stringify(learned.small);
    const hash = createHash('sha256').update(small);
    await transaction.query(
      `insert into statistics_snapshot (format, last_number, small, parts, sha256) values ($1, $2, $3, 0, '')`,
      [format, lastNumber, small],
    );
    const parts = await writeRows(transaction, rowsOf(learned.counts()), { format, lastNumber, hash });
    await transaction.query(
      'update statistics_snapshot set parts = $3, sha256 = $4 where format = $1 and last_number = $2',
      [format, lastNumber, parts, hash.digest('hex')],
    );
    // Those of other rules go with the older ones: nobody reads them any more.
    await transaction.query(
      `delete from statistics_snapshot where (format, last_number) not in (
         select format, last_number from statistics_snapshot where format = $1 order by last_number desc limit ${kept})`,
      [format],
    );
    return true;
  });

export interface Restoring {
  restore(small: SmallPart): void;
  restoreCounts(part: Uint32Array): void;
}

const numbersOf = (bytes: Buffer): Uint32Array =>
  new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));

/** Numbers of the snapshots that reach no further than the result, the newest first. */
export const snapshotsUpTo = async (
  from: Pick<Store, 'query'>,
  format: string,
  number: number,
): Promise<readonly number[]> => {
  const rows = await from.query<Pick<Header, 'last_number'>>(
    'select last_number from statistics_snapshot where format = $1 and last_number <= $2 order by last_number desc',
    [format, number],
  );
  return rows.map(({ last_number }) => Number(last_number));
};

/** Throws where it is damaged; what it was read into is not to be used then. */
export const readSnapshot = async (
  from: Pick<Store, 'query'>,
  { format, lastNumber }: { readonly format: string; readonly lastNumber: number },
  into: Restoring,
): Promise<void> => {
  const [header] = await from.query<Header>(
    'select last_number, small, parts, sha256 from statistics_snapshot where format = $1 and last_number = $2',
    [format, lastNumber],
  );
  if (header === undefined) throw new Error('the snapshot is gone');
  const hash = createHash('sha256').update(header.small);
  into.restore(JSON.parse(header.small) as SmallPart);
  for (let part = 0; part < header.parts; part += 1) {
    const [row] = await from.query<{ content: Buffer }>(
      'select content from statistics_snapshot_part where format = $1 and last_number = $2 and part = $3',
      [format, lastNumber, part],
    );
    if (row === undefined || row.content.length % 16 !== 0) throw new Error(`part ${part} of the snapshot is missing`);
    hash.update(row.content);
    into.restoreCounts(numbersOf(row.content));
  }
  if (hash.digest('hex') !== header.sha256) throw new Error('the snapshot is damaged');
};

export const dropSnapshot = async (store: Store, format: string, lastNumber: number): Promise<void> => {
  await store.query('delete from statistics_snapshot where format = $1 and last_number = $2', [format, lastNumber]);
};
