/** Results of controls that say which declaration they are of. */
import type { Store } from '../../../../../shared-services/kit/store/store.ts';
import type { RiskAreaCode } from '../../domain/risk-areas.ts';
import type { KnownResult } from '../../domain/trials/tally.ts';

interface Row {
  readonly reference: string;
  readonly found: boolean;
  readonly risk_area: RiskAreaCode | null;
}

/** By the declaration's reference. */
export const knownResults = async (
  from: Pick<Store, 'query'>,
  references: readonly string[],
): Promise<ReadonlyMap<string, readonly KnownResult[]>> => {
  const rows = await from.query<Row>(
    `select reference, found, risk_area from control_result where reference = any($1::text[])`,
    [references],
  );
  const resultOf = ({ found, risk_area }: Row): KnownResult =>
    risk_area === null ? { found } : { found, riskAreaCode: risk_area };
  const grouped = Map.groupBy(rows, (row) => row.reference);
  return new Map([...grouped].map(([reference, all]) => [reference, all.map(resultOf)]));
};
