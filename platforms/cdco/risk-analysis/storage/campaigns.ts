/** Campaigns in the database, with all that happened to each. */
import type { Store, Transaction } from '../../../../shared-services/kit/store/store.ts';
import type { Campaign } from '../domain/campaigns/campaign.ts';
import type { Person } from '../domain/profile-life/person.ts';
import type { RiskAreaCode } from '../domain/risk-areas.ts';

type Queries = Pick<Store, 'query'>;

export interface CampaignStep {
  readonly what: 'created' | 'reviewed' | 'ended';
  readonly reference?: string;
  readonly decision?: string;
  readonly by: Person;
  readonly memberState: string;
  readonly atMs: number;
  readonly said: string;
  /** JSON */
  readonly changes?: string;
}

export interface StoredCampaign extends Campaign {
  /** As it was asked for. */
  readonly createdAs: string;
}

interface Row {
  readonly campaign_id: string;
  readonly name: string;
  readonly purpose: string;
  readonly risk_area: RiskAreaCode;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly routes: string;
  readonly member_states: string[];
  readonly ended_at: Date | null;
  readonly created_as: string;
  readonly reviews: number;
}

const select = `
  select campaign_id, name, purpose, risk_area, starts_on::text, ends_on::text, routes, member_states, ended_at, created_as,
    (select count(*)::integer from campaign_step step
      where step.campaign_id = campaign.campaign_id and what = 'reviewed') as reviews
  from campaign`;

const campaignOf = (row: Row): StoredCampaign => ({
  campaignId: row.campaign_id,
  name: row.name,
  purpose: row.purpose,
  riskAreaCode: row.risk_area,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  routes: JSON.parse(row.routes),
  memberStates: row.member_states,
  ...(row.ended_at === null ? {} : { endedAtMs: row.ended_at.getTime() }),
  createdAs: row.created_as,
  reviews: row.reviews,
});

export const readCampaign = async (from: Queries, campaignId: string): Promise<StoredCampaign | undefined> => {
  const [row] = await from.query<Row>(`${select} where campaign_id = $1`, [campaignId]);
  return row && campaignOf(row);
};

/** Until the transaction ends, nobody else changes it, and no profile of it is approved. */
export const lockCampaign = async (
  transaction: Transaction,
  campaignId: string,
): Promise<StoredCampaign | undefined> => {
  await transaction.query('select from campaign where campaign_id = $1 for update', [campaignId]);
  return readCampaign(transaction, campaignId);
};

/** The latest first. */
export const readCampaigns = async (store: Queries): Promise<readonly StoredCampaign[]> =>
  (await store.query<Row>(`${select} order by starts_on desc, campaign_id limit 10000`)).map(campaignOf);

/** False: there is one with this id. */
export const insertCampaign = async (
  transaction: Transaction,
  one: Omit<StoredCampaign, 'reviews'>,
): Promise<boolean> => {
  const rows = await transaction.query(
    `insert into campaign (campaign_id, name, purpose, risk_area, starts_on, ends_on, routes, member_states, created_as)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning campaign_id`,
    [
      one.campaignId,
      one.name,
      one.purpose,
      one.riskAreaCode,
      one.startsOn,
      one.endsOn,
      JSON.stringify(one.routes),
      one.memberStates,
      one.createdAs,
    ],
  );
  return rows.length > 0;
};

export const updateCampaign = (transaction: Transaction, one: Campaign) =>
  transaction.query(
    'update campaign set ends_on = $2, routes = $3, member_states = $4, ended_at = $5 where campaign_id = $1',
    [
      one.campaignId,
      one.endsOn,
      JSON.stringify(one.routes),
      one.memberStates,
      one.endedAtMs === undefined ? null : new Date(one.endedAtMs).toISOString(),
    ],
  );
