/** Backtests in the database, as who runs them sees them: taken, gone on with, ended, given back. Times are the server's. */
import type { Store } from '../../../../../shared-services/kit/store/store.ts';
import type { Tallies } from '../../domain/trials/tally.ts';

/** Who says nothing for so long has ended. */
const leaseSeconds = 20;

/** More attempts than these, and it is not tried again. */
const mostAttempts = 5;

/** Of all processes one runs one: the oldest. Undefined: nothing is to be done, or somebody does it. */
export const claimBacktest = async (store: Pick<Store, 'query'>, runner: string): Promise<string | undefined> => {
  const [row] = await store.query<{ backtest_id: string }>(
    `update backtest set state = 'running', runner = $1, runner_seen_at = now(), attempts = attempts + 1,
       began_at = coalesce(began_at, now()), attempt_began_at = now(), attempt_from = done
     where backtest_id = (select backtest_id from backtest where state in ('waiting', 'running')
         order by state, number limit 1 for update)
       and (state = 'waiting' or runner_seen_at < now() - make_interval(secs => $2))
     returning backtest_id`,
    [runner, leaseSeconds],
  );
  return row?.backtest_id;
};

/** What belongs to it is fixed once, however often it is taken up. */
export const fixRange = async (store: Store, backtestId: string, newestBlock: number, total: number): Promise<void> => {
  await store.query(
    'update backtest set newest_block = $2, total = $3 where backtest_id = $1 and newest_block is null',
    [backtestId, newestBlock, total],
  );
};

export interface Checkpoint {
  readonly backtestId: string;
  readonly runner: string;
  readonly block: number;
  readonly done: number;
  readonly tallies: Tallies;
}

/** `lost`: another has taken it over. */
export const keepProgress = async (store: Store, of: Checkpoint): Promise<'goOn' | 'cancelled' | 'lost'> => {
  const [row] = await store.query<{ cancel_wished: boolean }>(
    `update backtest set block = $3, done = $4, tallies = $5, runner_seen_at = now()
     where backtest_id = $1 and runner = $2 and state = 'running' returning cancel_wished`,
    [of.backtestId, of.runner, of.block, of.done, JSON.stringify(of.tallies)],
  );
  if (row === undefined) return 'lost';
  return row.cancel_wished ? 'cancelled' : 'goOn';
};

export const endBacktest = async (
  store: Store,
  { backtestId, runner }: Pick<Checkpoint, 'backtestId' | 'runner'>,
  state: 'done' | 'cancelled',
): Promise<void> => {
  await store.query(
    `update backtest set state = $3, ended_at = now() where backtest_id = $1 and runner = $2 and state = 'running'`,
    [backtestId, runner, state],
  );
};

/** Whoever ran it ended before it did: it waits for the next one, or has been tried often enough. */
export const giveBack = async (store: Store, runner: string, trouble: string): Promise<void> => {
  await store.query(
    `update backtest set state = case when cancel_wished then 'cancelled' when attempts < $3 then 'waiting' else 'failed' end,
       ended_at = case when cancel_wished or attempts >= $3 then now() end,
       trouble = case when not cancel_wished and attempts >= $3 then $2 end
     where runner = $1 and state = 'running'`,
    [runner, trouble, mostAttempts],
  );
};

/** As above, and the attempt does not count: the process was asked to end. */
export const handOver = async (store: Store, runner: string): Promise<void> => {
  await store.query(
    `update backtest set state = 'waiting', attempts = greatest(attempts - 1, 1), runner = null where runner = $1 and state = 'running'`,
    [runner],
  );
};
