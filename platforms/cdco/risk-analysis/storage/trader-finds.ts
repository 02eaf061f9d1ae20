/** Confirmed finds of controls, by operator. */
import type { Store, Transaction } from '../../../../shared-services/kit/store/store.ts';
import type { RiskAreaCode } from '../domain/risk-areas.ts';

export interface TraderFind {
  /** Of the declaration that was controlled. */
  readonly reference: string;
  readonly EORI: string;
  readonly riskAreaCode: RiskAreaCode;
  /** `2026-11-21` */
  readonly foundOn: string;
}

/** For whoever takes results of controls, in the transaction of the result. A repetition changes nothing. */
export const recordFinds = async (transaction: Transaction, finds: readonly TraderFind[]): Promise<void> => {
  if (finds.length === 0) return;
  await transaction.query(
    `insert into trader_find (reference, eori, risk_area, found_on)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::date[]) on conflict do nothing`,
    [
      finds.map(({ reference }) => reference),
      finds.map(({ EORI }) => EORI),
      finds.map(({ riskAreaCode }) => riskAreaCode),
      finds.map(({ foundOn }) => foundOn),
    ],
  );
};

/** Days of finds by EORI. A declaration with finds in two areas counts once. */
export const readFindDays = async (
  from: Pick<Store, 'query'>,
  EORIs: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  if (EORIs.length === 0) return new Map();
  const rows = await from.query<{ eori: string; found_on: string }>(
    `select eori, max(found_on)::text as found_on from trader_find where eori = any($1::text[])
     group by eori, reference order by eori, found_on desc`,
    [EORIs],
  );
  return new Map(
    [...Map.groupBy(rows, ({ eori }) => eori)].map(([eori, of]) => [eori, of.map(({ found_on }) => found_on)]),
  );
};
