/**
 * The blocks by which records were linked before there was a tree. They are proven once more before their records become the
 * first leaves, and stay as they are.
 */
import type { Logger } from '../../kit/logging.ts';
import type { Store } from '../../kit/store/store.ts';
import { type Block, faultOf, type StoredRecord } from '../domain/block.ts';
import { fixTextForms } from './sealer.ts';

const recordColumns = `transaction_id::text, sequence::text, id::text, recorded_at::text, component, event, outcome, reference,
  refusal_code, conversation_id, message_id, traceparent, circle, party, subject, protocol, content_sha256, personal_data,
  acting_for, mandates`;
const blockColumns = `position::text, first_transaction_id::text, first_sequence::text, last_transaction_id::text,
  last_sequence::text, records, previous_hash, hash`;

export interface BlocksProof {
  readonly blocks: number;
  readonly records: number;
  /** The first block that does not hold, and why. */
  readonly broken?: { readonly position: string; readonly reason: string };
}

/** Recomputes every block from its records. */
export const proveBlocks = (store: Store): Promise<BlocksProof> =>
  store.transaction(async (transaction) => {
    await fixTextForms(transaction);
    const blocks = await transaction.query<Block>(`select ${blockColumns} from block order by block.position`);
    let before: Block | undefined;
    let records = 0;
    for (const block of blocks) {
      const inBlock = await transaction.query<StoredRecord>(
        `select ${recordColumns} from record where (transaction_id, sequence) > ($1::xid8, $2::bigint)
         and (transaction_id, sequence) <= ($3::xid8, $4::bigint) order by record.transaction_id, record.sequence`,
        [
          before?.last_transaction_id ?? '0',
          before?.last_sequence ?? '0',
          block.last_transaction_id,
          block.last_sequence,
        ],
      );
      const reason = faultOf(block, before, inBlock);
      if (reason !== undefined) return { blocks: blocks.length, records, broken: { position: block.position, reason } };
      records += inBlock.length;
      before = block;
    }
    return { blocks: blocks.length, records };
  });

/** Where nothing is sealed yet and there are blocks: says whether they hold. Nothing stops for it; it cannot be mended. */
export const proveBlocksOfBefore = async (store: Store, log: Logger): Promise<void> => {
  const [row] = await store.query<{ due: boolean }>(
    'select exists (select 1 from block) and not exists (select 1 from batch) as due',
  );
  if (row?.due !== true) return;
  const { blocks, records, broken } = await proveBlocks(store);
  if (broken === undefined)
    log.info({ blocks, records }, 'the blocks of the audit chain hold; their records become leaves');
  else
    log.error(
      { blocks, records, broken },
      'the blocks of the audit chain do not hold; their records become leaves as they are',
    );
};
