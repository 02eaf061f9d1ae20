/** Links new records into blocks, and proves the whole chain. */
import type { Logger } from '../kit/logging.ts';
import { type Loop, startLoop } from '../kit/loop.ts';
import type { Store, Transaction } from '../kit/store/store.ts';
import { type Block, faultOf, nextBlock, type StoredRecord } from './domain/block.ts';

const recordColumns = `transaction_id::text, sequence::text, id::text, recorded_at::text, component, event, outcome, reference,
  refusal_code, conversation_id, message_id, traceparent, circle, party, subject, protocol, content_sha256, personal_data,
  acting_for, mandates`;
const blockColumns = `position::text, first_transaction_id::text, first_sequence::text, last_transaction_id::text,
  last_sequence::text, records, previous_hash, hash`;

const maxRecordsPerBlock = 2000;

/** Hashes are taken over text: the database must write times the same way in every session. */
const fixTextForms = (transaction: Transaction) =>
  transaction.query(`select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO, YMD', true)`);

const lastBlock = async (transaction: Pick<Transaction, 'query'>): Promise<Block | undefined> =>
  (await transaction.query<Block>(`select ${blockColumns} from block order by block.position desc limit 1`))[0];

/** Records after `last` whose transactions, and all earlier ones, have ended. */
const finalRecords = (transaction: Transaction, last: Block | undefined): Promise<StoredRecord[]> =>
  transaction.query<StoredRecord>(
    `select ${recordColumns} from record
     where (transaction_id, sequence) > ($1::xid8, $2::bigint) and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
     order by record.transaction_id, record.sequence limit ${maxRecordsPerBlock}`,
    [last?.last_transaction_id ?? '0', last?.last_sequence ?? '0'],
  );

/** Seals at most one block; answers how many records it took. One process at a time. */
export const sealBlock = (store: Store): Promise<number> =>
  store.transaction(async (transaction) => {
    const [lock] = await transaction.query<{ held: boolean }>(
      `select pg_try_advisory_xact_lock(hashtext('audit block')) as held`,
    );
    if (!lock?.held) return 0;
    await fixTextForms(transaction);
    const last = await lastBlock(transaction);
    const records = await finalRecords(transaction, last);
    if (records.length === 0) return 0;
    const block = nextBlock(last, records);
    await transaction.query(
      `insert into block (position, first_transaction_id, first_sequence, last_transaction_id, last_sequence, records, previous_hash, hash)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        block.position,
        block.first_transaction_id,
        block.first_sequence,
        block.last_transaction_id,
        block.last_sequence,
        block.records,
        block.previous_hash,
        block.hash,
      ],
    );
    return records.length;
  });

/** Every `intervalMs`, seals as long as there is something to seal. */
export const startSealer = (store: Store, log: Logger, intervalMs = 500): Loop => {
  let stopping = false;
  const work = async () => {
    while (!stopping && (await sealBlock(store)) === maxRecordsPerBlock);
  };
  const loop = startLoop({ name: 'audit sealer', intervalMs, work, log });
  return {
    stop: () => {
      stopping = true;
      return loop.stop();
    },
  };
};

export interface ChainProof {
  readonly blocks: number;
  readonly records: number;
  /** The first block that does not hold, and why. */
  readonly broken?: { readonly position: string; readonly reason: string };
}

/** Recomputes every block from its records. */
export const proveChain = (store: Store): Promise<ChainProof> =>
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
