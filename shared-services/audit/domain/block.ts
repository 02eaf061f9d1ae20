/** How records were linked before there was a tree: each block's hash covers the hash before it and every field of its records, in order. */
import { createHash } from 'node:crypto';

/** A record as it is stored; the order of the fields is the order in which they are hashed. */
export interface StoredRecord {
  readonly transaction_id: string;
  readonly sequence: string;
  readonly id: string;
  /** Text of the database's own timestamp, so that no conversion can change it. */
  readonly recorded_at: string;
  readonly component: string;
  readonly event: string;
  readonly outcome: string;
  readonly reference: string | null;
  readonly refusal_code: string | null;
  readonly conversation_id: string;
  readonly message_id: string;
  readonly traceparent: string;
  readonly circle: string;
  readonly party: string;
  readonly subject: string;
  readonly protocol: string;
  readonly content_sha256: string | null;
  readonly personal_data: boolean;
  /** For whom the party acted, and by which mandates: both there, or neither. */
  readonly acting_for: string | null;
  readonly mandates: string | null;
}

export interface Block {
  readonly position: string;
  readonly first_transaction_id: string;
  readonly first_sequence: string;
  readonly last_transaction_id: string;
  readonly last_sequence: string;
  readonly records: number;
  readonly previous_hash: string;
  readonly hash: string;
}

export const genesisHash = '0'.repeat(64);

const hashedFields = [
  'transaction_id',
  'sequence',
  'id',
  'recorded_at',
  'component',
  'event',
  'outcome',
  'reference',
  'refusal_code',
  'conversation_id',
  'message_id',
  'traceparent',
  'circle',
  'party',
  'subject',
  'protocol',
  'content_sha256',
  'personal_data',
] as const satisfies readonly (keyof StoredRecord)[];

/** Came later: part of the text of a record that has them, so that blocks sealed before they were there hold. */
const laterFields = ['acting_for', 'mandates'] as const satisfies readonly (keyof StoredRecord)[];

/** A JSON array of the fields: no two different records have the same text. */
const textOf = (record: StoredRecord): string => {
  const later = laterFields.map((field) => record[field]);
  const isThere = later.some((value) => value !== null);
  return JSON.stringify([...hashedFields.map((field) => record[field]), ...(isThere ? later : [])]);
};

export const blockHash = (position: string, previousHash: string, records: readonly StoredRecord[]): string => {
  const hash = createHash('sha256').update(`${position}\n${previousHash}\n`);
  for (const record of records) hash.update(`${textOf(record)}\n`);
  return hash.digest('hex');
};

/** The next block over records that are final, in their order. */
export const nextBlock = (
  last: Pick<Block, 'position' | 'hash'> | undefined,
  records: readonly StoredRecord[],
): Block => {
  const position = String(BigInt(last?.position ?? '0') + 1n);
  const previousHash = last?.hash ?? genesisHash;
  const first = records[0]!;
  const final = records.at(-1)!;
  return {
    position,
    first_transaction_id: first.transaction_id,
    first_sequence: first.sequence,
    last_transaction_id: final.transaction_id,
    last_sequence: final.sequence,
    records: records.length,
    previous_hash: previousHash,
    hash: blockHash(position, previousHash, records),
  };
};

const standsAt = (record: StoredRecord | undefined, transactionId: string, sequence: string): boolean =>
  record?.transaction_id === transactionId && record.sequence === sequence;

/** What is wrong with a block, given its records and the block before it; nothing when it holds. */
export const faultOf = (
  block: Block,
  before: Block | undefined,
  records: readonly StoredRecord[],
): string | undefined => {
  if (BigInt(block.position) !== BigInt(before?.position ?? '0') + 1n) return 'the block before it is missing';
  if (block.previous_hash !== (before?.hash ?? genesisHash)) return 'it does not follow the block before it';
  if (records.length !== block.records)
    return `it was sealed over ${block.records} records and ${records.length} are there`;
  if (!standsAt(records[0], block.first_transaction_id, block.first_sequence)) return 'its first record is another one';
  if (!standsAt(records.at(-1), block.last_transaction_id, block.last_sequence))
    return 'its last record is another one';
  if (blockHash(block.position, block.previous_hash, records) !== block.hash) return 'a record was changed';
  return undefined;
};
