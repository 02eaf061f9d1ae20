/**
 * Commits may wait for the keeper of the log archive; when it falls silent, they must not. The keeper takes the waiting back
 * itself when it can; this guard, in another process and with no right but this one, does it when the keeper cannot.
 */
import type { Clock } from '../kit/clock.ts';
import type { Logger } from '../kit/logging.ts';
import { type Loop, startLoop } from '../kit/loop.ts';
import type { Store } from '../kit/store/store.ts';
import { readKeeper } from './consult-recovery.ts';
import { standbyName } from './domain/standby.ts';
import { isSilent } from './domain/standing.ts';

const isWaitedFor = async (store: Store): Promise<boolean> => {
  const [row] = await store.query<{ names: string }>(`select current_setting('synchronous_standby_names') as names`);
  return row?.names === standbyName;
};

/** One round; true when commits were let go. */
export const letGoWhenSilent = async (store: Store, clock: Clock, log: Logger): Promise<boolean> => {
  if (!(await isWaitedFor(store))) return false;
  const keeper = await readKeeper(store);
  if (keeper !== undefined && !isSilent(keeper, clock.nowMs())) return false;
  // Not in a transaction: neither statement could be undone, and a commit would wait.
  await store.query(`alter system set synchronous_standby_names = ''`);
  await store.query('select pg_reload_conf()');
  log.error({ lastHeardAt: keeper?.seen_at }, 'the keeper of backups is silent: commits do not wait for it any more');
  return true;
};

export const startGuard = (store: Store, clock: Clock, log: Logger): Loop =>
  startLoop({
    name: 'guard of waiting commits',
    intervalMs: 1000,
    work: () => letGoWhenSilent(store, clock, log),
    log,
  });
