/** What happened to campaigns: only added to. */
import type { Store, Transaction } from '../../../../shared-services/kit/store/store.ts';
import type { CampaignStep } from './campaigns.ts';

interface Row {
  readonly what: CampaignStep['what'];
  readonly reference: string | null;
  readonly decision: string | null;
  readonly subject: string;
  readonly official: string | null;
  readonly member_state: string;
  readonly happened_at: Date;
  readonly said: string;
  readonly changes: string | null;
}

const stepOf = (row: Row): CampaignStep => ({
  what: row.what,
  ...(row.reference === null ? {} : { reference: row.reference }),
  ...(row.decision === null ? {} : { decision: row.decision }),
  by: { subject: row.subject, ...(row.official === null ? {} : { official: row.official }) },
  memberState: row.member_state,
  atMs: row.happened_at.getTime(),
  said: row.said,
  ...(row.changes === null ? {} : { changes: row.changes }),
});

export const readSteps = async (from: Pick<Store, 'query'>, campaignId: string): Promise<readonly CampaignStep[]> =>
  (await from.query<Row>('select * from campaign_step where campaign_id = $1 order by number', [campaignId])).map(
    stepOf,
  );

export const addCampaignStep = (transaction: Transaction, campaignId: string, step: CampaignStep) =>
  transaction.query(
    `insert into campaign_step (campaign_id, number, reference, what, decision, subject, official, member_state,
       happened_at, said, changes)
     select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10 from campaign_step where campaign_id = $1`,
    [
      campaignId,
      step.reference ?? null,
      step.what,
      step.decision ?? null,
      step.by.subject,
      step.by.official ?? null,
      step.memberState,
      new Date(step.atMs).toISOString(),
      step.said,
      step.changes ?? null,
    ],
  );
