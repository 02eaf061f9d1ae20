/**
 * The log as lines (NDJSON), for `portorium audit verify`: a head; for each batch the hashes that were sealed, its records as
 * their leaves, byte for byte, and its checkpoint. What the lines mean is said in the README.
 */
import type { Store } from '../../kit/store/store.ts';
import type { CheckpointSigner } from '../sealing/signing.ts';
import { checkpointsBetween } from './checkpoints.ts';
import { leafText } from './leaf-text.ts';

type Reader = Pick<Store, 'query'>;

interface BatchRow {
  readonly tree_size: string;
  readonly records: number;
  readonly leaf_hashes: Buffer;
  readonly last_transaction_id: string;
  readonly last_sequence: string;
}

export const headLine = (signer: Pick<CheckpointSigner, 'origin' | 'keys'> | undefined): string =>
  JSON.stringify({ portoriumAuditExport: 1, origin: signer?.origin ?? null, keys: signer?.keys() ?? [] });

export const endLine = (leaves: number): string => JSON.stringify({ end: { leaves } });

const batchLine = (batch: BatchRow): string =>
  JSON.stringify({
    batch: {
      firstLeaf: Number(batch.tree_size) - batch.records,
      records: batch.records,
      leafHashes: batch.leaf_hashes.toString('base64'),
    },
  });

interface After {
  readonly transactionId: string;
  readonly sequence: string;
}

/** The rows that stand where the batch says: after the batch before it, up to its own end. */
const recordLines = async (store: Reader, after: After, batch: BatchRow): Promise<string[]> => {
  const rows = await store.query<{ leaf: string }>(
    `select ${leafText} as leaf from record where (transaction_id, sequence) > ($1::xid8, $2::bigint)
     and (transaction_id, sequence) <= ($3::xid8, $4::bigint) order by record.transaction_id, record.sequence`,
    [after.transactionId, after.sequence, batch.last_transaction_id, batch.last_sequence],
  );
  return rows.map(({ leaf }) => leaf);
};

const batchColumns = 'tree_size::text, records, leaf_hashes, last_transaction_id::text, last_sequence::text';

const batchAfter = async (store: Reader, size: number): Promise<BatchRow | undefined> =>
  (
    await store.query<BatchRow>(
      `select ${batchColumns} from batch where tree_size > $1 order by batch.tree_size limit 1`,
      [size],
    )
  )[0];

const endOf = async (store: Reader, size: number): Promise<After> => {
  const [row] = await store.query<BatchRow>(
    `select ${batchColumns} from batch where tree_size <= $1 order by batch.tree_size desc limit 1`,
    [size],
  );
  return { transactionId: row?.last_transaction_id ?? '0', sequence: row?.last_sequence ?? '0' };
};

export interface Exported {
  readonly lines: readonly string[];
  /** Leaves up to the end of these lines. */
  readonly size: number;
}

/** The batch after so many leaves; undefined at the end. */
export const exportBatch = async (store: Reader, size: number): Promise<Exported | undefined> => {
  const batch = await batchAfter(store, size);
  if (batch === undefined) return undefined;
  const next = Number(batch.tree_size);
  const records = await recordLines(store, await endOf(store, size), batch);
  const checkpoints = await checkpointsBetween(store, size, next);
  const signed = checkpoints.map(({ note, cosignature = [] }) =>
    JSON.stringify({ checkpoint: { note, cosignatures: cosignature.map(({ witness, line }) => ({ witness, line })) } }),
  );
  return { lines: [batchLine(batch), ...records, ...signed], size: next };
};
