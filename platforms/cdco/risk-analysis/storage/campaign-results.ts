/** What campaigns selected, and what controls found: written with the assessment and with the result of the control. */
import type { Store, Transaction } from '../../../../shared-services/kit/store/store.ts';
import type { Results } from '../domain/campaigns/campaign.ts';
import type { StoredAssessment } from './assessments.ts';
import type { StoredResult } from './control-results.ts';

/** Of a declaration that concerns nobody that is known. */
const nobody = 'unknown';

const selectionsOf = ({ reference, hits, memberStates, onDate }: StoredAssessment) =>
  [...new Set(hits.flatMap(({ campaignId = [] }) => campaignId))].map((campaignId) => ({
    campaignId,
    reference,
    memberState: memberStates[0] ?? nobody,
    onDate,
  }));

/** @param assessed those that were new; most have no hit of a campaign, and cost nothing */
export const noteSelections = async (
  transaction: Transaction,
  assessed: readonly StoredAssessment[],
): Promise<void> => {
  const all = assessed.flatMap(selectionsOf);
  if (all.length === 0) return;
  await transaction.query(
    `insert into campaign_selection (campaign_id, reference, member_state, selected_on)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::date[]) on conflict do nothing`,
    [
      all.map(({ campaignId }) => campaignId),
      all.map(({ reference }) => reference),
      all.map(({ memberState }) => memberState),
      all.map(({ onDate }) => onDate),
    ],
  );
};

/** For each campaign that selected the declaration. */
export const noteControl = async (transaction: Transaction, reference: string | undefined, result: StoredResult) => {
  if (reference === undefined) return;
  await transaction.query(
    `insert into campaign_control (campaign_id, reference, reported_by, control_id, found, controlled_on)
     select campaign_id, reference, $2, $3, $4, $5 from campaign_selection where reference = $1 on conflict do nothing`,
    [reference, result.reportedBy, result.controlId, result.found, result.controlledOn],
  );
};

export interface MemberStateResults extends Results {
  readonly campaignId: string;
  readonly memberState: string;
}

/** Declarations count once, however often they are controlled. */
export const readResults = async (
  from: Pick<Store, 'query'>,
  campaignIds: readonly string[],
): Promise<readonly MemberStateResults[]> => {
  const rows = await from.query<{
    campaign_id: string;
    member_state: string;
    selected: string;
    controlled: string;
    finds: string;
  }>(
    `select campaign_id, member_state, count(*) as selected, count(control.found) as controlled,
       count(*) filter (where control.found) as finds
     from campaign_selection
     left join (select campaign_id, reference, bool_or(found) as found from campaign_control
       where campaign_id = any($1::text[]) group by campaign_id, reference) control using (campaign_id, reference)
     where campaign_id = any($1::text[]) group by campaign_id, member_state order by campaign_id, member_state`,
    [campaignIds],
  );
  return rows.map((row) => ({
    campaignId: row.campaign_id,
    memberState: row.member_state,
    selected: Number(row.selected),
    controlled: Number(row.controlled),
    finds: Number(row.finds),
  }));
};
