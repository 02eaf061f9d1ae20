/** Holds each record against the hash under which it was sealed, and says what happened to the first that has another. */
import { hashOfLeaf } from './tree.ts';

export interface Batch {
  readonly firstLeaf: number;
  readonly records: number;
  /** Base64; 32 bytes for each record. */
  readonly leafHashes: string;
}

export interface RecordLine {
  readonly hash: Buffer;
  readonly position: string;
  readonly parsed: unknown;
}

export interface BatchCheckParts {
  readonly size: () => number;
  readonly take: (record: RecordLine) => void;
  readonly fail: (leaf: number, reason: string, position?: string) => void;
}

const hashBytes = 32;

/** Whether a position comes after another: numbers without leading zeros, so the longer is the larger. */
const isAfter = (one: string, other: string): boolean => {
  const [transaction = '', sequence = ''] = one.split('-');
  const [otherTransaction = '', otherSequence = ''] = other.split('-');
  const larger = (a: string, b: string) => a.length > b.length || (a.length === b.length && a > b);
  return larger(transaction, otherTransaction) || (transaction === otherTransaction && larger(sequence, otherSequence));
};

export const createBatchCheck = ({ size, take, fail }: BatchCheckParts) => {
  let sealed: Buffer = Buffer.alloc(0);
  let index = 0;
  let last = '0-0';
  /** A record that has another hash: the next line shows whether it was changed or put in. */
  let suspect: RecordLine | undefined;

  const sealedAt = (at: number): Buffer => sealed.subarray(at * hashBytes, (at + 1) * hashBytes);
  const judge = (next: Buffer | undefined) => {
    if (suspect === undefined) return;
    const { hash, position } = suspect;
    const wasPutIn = index >= sealed.length / hashBytes || next?.equals(sealedAt(index)) === true;
    const what = wasPutIn ? 'the record was put in' : 'the record was changed';
    if (hash.equals(sealedAt(index + 1))) fail(size(), 'a record is missing before this one', position);
    else fail(size(), what, position);
    suspect = undefined;
  };
  const read = (line: Buffer): RecordLine => {
    const parsed = JSON.parse(line.toString('utf8')) as { readonly position: string };
    return { hash: hashOfLeaf(line), position: parsed.position, parsed };
  };

  return {
    begin: ({ firstLeaf, records, leafHashes }: Batch): void => {
      if (firstLeaf !== size()) fail(size(), `the leaves ${size()} to ${firstLeaf - 1} are missing`);
      sealed = Buffer.from(leafHashes, 'base64');
      index = 0;
      if (sealed.length !== records * hashBytes) fail(size(), 'the hashes of the batch are not as many as its records');
    },
    record: (line: Buffer): void => {
      const record = read(line);
      if (suspect !== undefined) {
        judge(record.hash);
        return;
      }
      if (!record.hash.equals(sealedAt(index))) {
        suspect = record;
        return;
      }
      if (!isAfter(record.position, last)) fail(size(), 'the record stands in another order', record.position);
      last = record.position;
      index += 1;
      take(record);
    },
    /** The batch is over. */
    finish: (): void => {
      judge(undefined);
      if (index * hashBytes < sealed.length) fail(size(), 'a record is missing');
    },
  };
};
