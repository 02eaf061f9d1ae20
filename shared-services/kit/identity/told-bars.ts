/** The bars that a gateway was told last, in its own table: for a start while nobody can tell them. */

import type { StandingChange } from './standing.ts';
import type { ProofRows as Rows } from './used-proofs.ts';

/** Undefined where nothing was ever told here. */
export const readToldBars = async (rows: Rows): Promise<readonly StandingChange[] | undefined> => {
  const [row] = await rows.query<{ bars: readonly StandingChange[] }>('select bars from told_bars');
  return row?.bars;
};

/** @param rows with a table `told_bars`; see the migrations of CCN2ng */
export const keepToldBars =
  (rows: Rows) =>
  async (bars: readonly StandingChange[]): Promise<void> => {
    await rows.query(
      `insert into told_bars (bars) values ($1) on conflict (only_one) do update set bars = excluded.bars, told_at = now()`,
      [JSON.stringify(bars)],
    );
  };
