/** Which trials an approval needs. */
import type { Store, Transaction } from '../../../../../shared-services/kit/store/store.ts';
import type { Person } from '../../domain/profile-life/person.ts';

export interface TrialRule {
  readonly backtestDemanded: boolean;
  readonly leastDeclarations: number;
  readonly why: string;
  readonly sinceMs: number;
}

type Queries = Pick<Store, 'query'>;

/** Undefined: nobody has set one, and nothing is demanded. */
export const currentRule = async (from: Queries): Promise<TrialRule | undefined> => {
  const [row] = await from.query<{ backtest_demanded: boolean; least_declarations: number; why: string; set_at: Date }>(
    'select backtest_demanded, least_declarations, why, set_at from trial_rule order by number desc limit 1',
  );
  if (row === undefined) return undefined;
  return {
    backtestDemanded: row.backtest_demanded,
    leastDeclarations: row.least_declarations,
    why: row.why,
    sinceMs: row.set_at.getTime(),
  };
};

/** Whoever sets one at the same time fails, and may try again: numbers are taken once. */
export const insertRule = (transaction: Transaction, rule: TrialRule, by: Person) =>
  transaction.query(
    `insert into trial_rule (number, backtest_demanded, least_declarations, subject, official, why, set_at)
     select coalesce(max(number), 0) + 1, $1, $2, $3, $4, $5, $6 from trial_rule`,
    [
      rule.backtestDemanded,
      rule.leastDeclarations,
      by.subject,
      by.official ?? null,
      rule.why,
      new Date(rule.sinceMs).toISOString(),
    ],
  );

/** Whether a backtest of the draft has reached so many declarations, or all that there were then. */
export const hasBacktest = async (from: Queries, draftId: string, leastDeclarations: number): Promise<boolean> => {
  const rows = await from.query(
    `select from backtest where draft_ids @> array[$1::uuid] and state = 'done' and done > 0
       and (done >= $2 or (first_day is null and last_day is null)) limit 1`,
    [draftId, leastDeclarations],
  );
  return rows.length > 0;
};

export const insertExemption = (transaction: Transaction, draftId: string, why: string) =>
  transaction.query('insert into trial_exemption (draft_id, why) values ($1, $2)', [draftId, why]);

export const exemptionOf = async (from: Queries, draftId: string): Promise<string | undefined> =>
  (await from.query<{ why: string }>('select why from trial_exemption where draft_id = $1', [draftId]))[0]?.why;
