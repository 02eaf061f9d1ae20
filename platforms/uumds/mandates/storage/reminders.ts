/** Mandates whose last day is near, each as often as there are leads. */
import type { Transaction } from '../../../../shared-services/kit/store/store.ts';

export interface Round {
  /** `2026-11-21` */
  readonly today: string;
  readonly atMs: number;
  readonly leadDays: readonly number[];
  readonly limit: number;
}

/**
 * Notes those that come due, and says which: whoever was faster has told them already. A mandate that was accepted when its
 * end was as near as that needs no reminder of it.
 */
export const noteDue = async (transaction: Transaction, round: Round): Promise<string[]> => {
  const rows = await transaction.query<{ mandate_id: string }>(
    `insert into mandate_reminder (mandate_id, lead_days, told_at)
     select mandate_id, lead, to_timestamp($2 / 1000.0) from mandate cross join unnest($3::integer[]) as lead
     where state = 'inForce' and valid_to between $1::date and $1::date + lead
       and (changed_at at time zone 'UTC')::date < valid_to - lead
       and not exists (select 1 from mandate_reminder as told where told.mandate_id = mandate.mandate_id and lead_days = lead)
     order by valid_to, mandate_id limit $4
     on conflict do nothing returning mandate_id`,
    [round.today, round.atMs, round.leadDays, round.limit],
  );
  return [...new Set(rows.map(({ mandate_id }) => mandate_id))];
};
