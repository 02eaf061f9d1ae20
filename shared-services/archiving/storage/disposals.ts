/** Proposals to destroy packages, decisions, proofs. */
import type { Transaction } from '../../kit/store/store.ts';
import type { Queries } from './packages.ts';

export interface DisposalRow {
  readonly id: string;
  readonly package_id: string;
  readonly case_id: string;
  readonly state: 'proposed' | 'approved' | 'rejected' | 'withdrawn' | 'destroyed';
  readonly reason: string;
  readonly proposed_by: string;
  readonly proposed_at: Date;
  readonly decided_by: string | null;
  readonly decided_at: Date | null;
  readonly decision_reason: string | null;
  readonly destroyed_at: Date | null;
  readonly proof: string | null;
  readonly proof_sha256: string | null;
}

const select = 'select disposal.*, case_id from disposal join package on package.id = package_id';

const one = async (queries: Queries, where: string, values: readonly unknown[]): Promise<DisposalRow | undefined> =>
  (await queries.query<DisposalRow>(`${select} where ${where}`, values))[0];

export const approvedDisposal = (queries: Queries, packageId: string) =>
  one(queries, `package_id = $1 and disposal.state = 'approved'`, [packageId]);

export const standingDisposal = (queries: Queries, packageId: string) =>
  one(queries, `package_id = $1 and disposal.state = 'proposed'`, [packageId]);

export const readDisposal = (queries: Queries, id: string) => one(queries, 'disposal.id = $1', [id]);

export const lockDisposal = async (transaction: Transaction, id: string): Promise<DisposalRow | undefined> => {
  await transaction.query('select from disposal where id = $1 for update', [id]);
  return readDisposal(transaction, id);
};

export const disposalsOfPackage = (queries: Queries, packageId: string): Promise<DisposalRow[]> =>
  queries.query<DisposalRow>(`${select} where package_id = $1 order by proposed_at desc, disposal.id desc limit 100`, [
    packageId,
  ]);

export const addDisposal = async (
  transaction: Transaction,
  of: { readonly id: string; readonly packageId: string; readonly reason: string; readonly by: string },
): Promise<void> => {
  await transaction.query('insert into disposal (id, package_id, reason, proposed_by) values ($1, $2, $3, $4)', [
    ...[of.id, of.packageId, of.reason, of.by],
  ]);
};

export const decideDisposalRow = async (
  transaction: Transaction,
  id: string,
  decision: string,
  by: string,
  reason: string,
): Promise<void> => {
  await transaction.query(
    'update disposal set state = $2, decided_by = $3, decided_at = now(), decision_reason = $4 where id = $1',
    [id, decision, by, reason],
  );
};

export const noteDestroyed = async (
  transaction: Transaction,
  id: string,
  proof: string,
  sha256: string,
): Promise<void> => {
  await transaction.query(
    `update disposal set state = 'destroyed', destroyed_at = now(), proof = $2, proof_sha256 = $3 where id = $1`,
    [id, proof, sha256],
  );
};

/** Newest first; one more than asked for tells that there are more. */
export const listDisposalRows = (
  queries: Queries,
  { state, before }: { readonly state?: string; readonly before?: string },
  limit: number,
): Promise<(DisposalRow & { readonly total: string })[]> =>
  queries.query(
    `select *, (select count(*) from disposal where $1::text is null or state = $1)::text as total
     from (${select}) as listed where ($1::text is null or state = $1) and ($2::uuid is null or id < $2::uuid)
     order by id desc limit ${limit + 1}`,
    [state ?? null, before ?? null],
  );
