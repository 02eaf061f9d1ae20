/** Records on their way into the tree: those that are final, and the batch that they become. */
import type { Transaction } from '../../kit/store/store.ts';
import { emptyTree, type Node, rootOf, splitHashes, type Tree } from '../domain/merkle.ts';
import { leafHashSql } from '../tree/leaf-text.ts';

export interface LastBatch {
  readonly tree: Tree;
  readonly transactionId: string;
  readonly sequence: string;
}

interface LastRow {
  readonly tree_size: string;
  readonly frontier: Buffer;
  readonly last_transaction_id: string;
  readonly last_sequence: string;
}

const beforeAll: LastBatch = { tree: emptyTree, transactionId: '0', sequence: '0' };

export const lastBatch = async (transaction: Pick<Transaction, 'query'>): Promise<LastBatch> => {
  const [row] = await transaction.query<LastRow>(
    `select tree_size::text, frontier, last_transaction_id::text, last_sequence::text
     from batch order by batch.tree_size desc limit 1`,
  );
  if (row === undefined) return beforeAll;
  return {
    tree: { size: Number(row.tree_size), frontier: splitHashes(row.frontier) },
    transactionId: row.last_transaction_id,
    sequence: row.last_sequence,
  };
};

export interface FinalRecords {
  readonly records: number;
  readonly leaf_hashes: Buffer;
  readonly first_transaction_id: string;
  readonly first_sequence: string;
  readonly last_transaction_id: string;
  readonly last_sequence: string;
  readonly earliest_at: string;
  readonly latest_at: string;
}

const at = (order: 'asc' | 'desc') =>
  `(select ROW_VALUE from final order by final.transaction_id ${order}, final.sequence ${order} limit 1)`;
const first = (column: string) => at('asc').replace('ROW_VALUE', `final.${column}::text`);
const last = (column: string) => at('desc').replace('ROW_VALUE', `final.${column}::text`);

/** The database hashes: of each record 32 bytes cross the wire. */
const finalRecordsSql = `with final as materialized (
    select transaction_id, sequence, recorded_at, ${leafHashSql} as hash from record
    where (transaction_id, sequence) > ($1::xid8, $2::bigint) and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
    order by record.transaction_id, record.sequence limit $3)
  select count(*)::int as records, string_agg(hash, ''::bytea order by transaction_id, sequence) as leaf_hashes,
    ${first('transaction_id')} as first_transaction_id, ${first('sequence')} as first_sequence,
    ${last('transaction_id')} as last_transaction_id, ${last('sequence')} as last_sequence,
    min(recorded_at)::text as earliest_at, max(recorded_at)::text as latest_at
  from final`;

/** Records after the last batch whose transactions, and all earlier ones, have ended. */
export const finalRecords = async (
  transaction: Transaction,
  after: LastBatch,
  atMost: number,
): Promise<FinalRecords | undefined> => {
  const [row] = await transaction.query<FinalRecords>(finalRecordsSql, [after.transactionId, after.sequence, atMost]);
  return row === undefined || row.records === 0 ? undefined : row;
};

export const insertBatch = (transaction: Transaction, final: FinalRecords, tree: Tree): void =>
  transaction.execute(
    `insert into batch (tree_size, records, first_transaction_id, first_sequence, last_transaction_id, last_sequence,
       earliest_at, latest_at, leaf_hashes, frontier, root) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      tree.size,
      final.records,
      final.first_transaction_id,
      final.first_sequence,
      final.last_transaction_id,
      final.last_sequence,
      final.earliest_at,
      final.latest_at,
      final.leaf_hashes,
      Buffer.concat(tree.frontier),
      rootOf(tree),
    ],
  );

export const insertNodes = (transaction: Transaction, nodes: readonly Node[]): void => {
  if (nodes.length === 0) return;
  transaction.execute(
    `insert into node (level, place, hash) select level, place, substring($3::bytea from (number::int - 1) * 32 + 1 for 32)
     from unnest($1::smallint[], $2::bigint[]) with ordinality as whole (level, place, number)`,
    [nodes.map(({ level }) => level), nodes.map(({ place }) => place), Buffer.concat(nodes.map(({ hash }) => hash))],
  );
};
