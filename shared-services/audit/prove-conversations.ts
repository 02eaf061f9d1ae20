/** Proofs of all records of conversations, against one checkpoint: for the archive, which puts them beside the case. */
import type { Store } from '../kit/store/store.ts';
import { inclusionRanges } from './domain/ranges.ts';
import type { CheckpointSigner } from './sealing/signing.ts';
import { newestCheckpoint } from './tree/checkpoints.ts';
import { findLeaf, notSealed } from './tree/find-leaf.ts';
import { positionOf, type Row } from './tree/records.ts';
import { proofOf } from './tree/subtrees.ts';

interface Asked {
  readonly conversationId: readonly string[];
}

const maxRecords = 5000;
/** Connections of the log are for others too. */
const atOnce = 4;

const positionsOf = async (store: Store, conversations: readonly string[]): Promise<string[]> => {
  const rows = await store.query<Pick<Row, 'transaction_id' | 'sequence'>>(
    `select transaction_id::text, sequence::text from record where conversation_id = any($1::text[])
     order by record.transaction_id, record.sequence limit ${maxRecords}`,
    [conversations],
  );
  return rows.map(positionOf);
};

const proven = async (store: Store, position: string, treeSize: number) => {
  const { index, text } = await findLeaf(store, position);
  if (index >= treeSize) throw notSealed();
  const path = await proofOf(store, inclusionRanges(index, treeSize));
  return { leafIndex: index, leaf: text, ...(path.length === 0 ? {} : { path }) };
};

/** @throws {Refusal} AUDIT_NOT_SEALED: a record was written a moment ago; ask again */
export const proveConversations =
  (store: Store, signer: CheckpointSigner | undefined) =>
  async ({ conversationId }: Asked) => {
    if (signer === undefined) return { missing: 'Nobody signs checkpoints of the log.' };
    const checkpoint = await newestCheckpoint(store);
    if (checkpoint === undefined) throw notSealed();
    const positions = await positionsOf(store, conversationId);
    const record = [];
    for (let first = 0; first < positions.length; first += atOnce) {
      const some = positions.slice(first, first + atOnce);
      record.push(...(await Promise.all(some.map((position) => proven(store, position, checkpoint.treeSize)))));
    }
    return { ...(record.length === 0 ? {} : { record }), checkpoint, key: [...signer.keys()] };
  };
