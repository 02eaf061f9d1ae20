import type { Store, Transaction } from '../../kit/store/store.ts';

export interface ApprovalRow {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly reason: string;
  readonly proposed_by: string;
  readonly proposed_at: Date;
  readonly decided_by: string | null;
  readonly decided_at: Date | null;
  readonly decision: 'approved' | 'rejected' | 'withdrawn' | null;
  readonly decision_reason: string | null;
}

export const listApprovalRows = (store: Store): Promise<ApprovalRow[]> =>
  store.query<ApprovalRow>('select * from approval order by proposed_at desc, id desc limit 1000');

/** Proposing what is proposed or agreed to already changes nothing. */
export const standingApproval = async (
  transaction: Transaction,
  name: string,
  value: string,
): Promise<ApprovalRow | undefined> => {
  const [row] = await transaction.query<ApprovalRow>(
    `select * from approval where name = $1 and value = $2 and (decision is null or decision = 'approved')
     order by proposed_at desc limit 1`,
    [name, value],
  );
  return row;
};

export const addApproval = async (
  transaction: Transaction,
  {
    id,
    name,
    value,
    reason,
    by,
  }: {
    readonly id: string;
    readonly name: string;
    readonly value: string;
    readonly reason: string;
    readonly by: string;
  },
): Promise<ApprovalRow> => {
  const [row] = await transaction.query<ApprovalRow>(
    'insert into approval (id, name, value, reason, proposed_by) values ($1, $2, $3, $4, $5) returning *',
    [id, name, value, reason, by],
  );
  return row!;
};

export const lockApproval = async (transaction: Transaction, id: string): Promise<ApprovalRow | undefined> => {
  const [row] = await transaction.query<ApprovalRow>('select * from approval where id = $1 for update', [id]);
  return row;
};

export const decideApproval = async (
  transaction: Transaction,
  id: string,
  decision: string,
  by: string,
  reason: string,
): Promise<ApprovalRow> => {
  const [row] = await transaction.query<ApprovalRow>(
    `update approval set decision = $2, decided_by = $3, decided_at = now(), decision_reason = $4 where id = $1 returning *`,
    [id, decision, by, reason],
  );
  return row!;
};
