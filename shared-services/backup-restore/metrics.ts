/** Figures of backup and archive for Prometheus; read from the keeper's last word when they are scraped. */
import { Gauge, type Registry } from 'prom-client';
import type { Clock } from '../kit/clock.ts';
import type { Store } from '../kit/store/store.ts';
import { consultRecovery } from './consult-recovery.ts';

type Recovery = Awaited<ReturnType<ReturnType<typeof consultRecovery>>>;

const seconds = (timeMs: number | undefined): number | undefined => (timeMs === undefined ? undefined : timeMs / 1000);

/** Without a keeper there are no figures but the first: nobody is woken for what was never set up. */
const figures: readonly (readonly [string, string, (recovery: Recovery) => number | undefined])[] = [
  [
    'portorium_backup_configured',
    'Whether a keeper of backups has ever reported: 0 or 1',
    ({ configured }) => Number(configured),
  ],
  [
    'portorium_backup_archive_lag_seconds',
    'How long there has been log that is not in the archive: what would be lost now',
    (one) => one.archiveLagSeconds,
  ],
  ['portorium_backup_archive_lag_bytes', 'Log that is not in the archive', (one) => one.archiveLagBytes],
  ['portorium_backup_spool_bytes', 'Log under way to the store', (one) => one.spoolBytes],
  [
    'portorium_backup_synchronous',
    'Whether commits wait for the archive: 0 or 1',
    (one) => (one.configured ? Number(one.synchronous) : undefined),
  ],
  [
    'portorium_backup_synchronous_wished',
    'Whether they should: 0 or 1',
    (one) => (one.configured ? Number(one.wishedSynchronous) : undefined),
  ],
  [
    'portorium_backup_gap',
    'Whether log was lost to the archive and no backup was taken since: 0 or 1',
    (one) => (one.configured ? Number(one.gapSinceMs !== undefined) : undefined),
  ],
  [
    'portorium_backup_keeper_last_word_timestamp_seconds',
    'When the keeper last reported',
    (one) => seconds(one.heardAtMs),
  ],
  [
    'portorium_backup_last_completion_timestamp_seconds',
    'End of the last whole backup',
    (one) => seconds(one.lastBackupAtMs),
  ],
  [
    'portorium_backup_last_verification_timestamp_seconds',
    'When a backup was last found sound',
    (one) => seconds(one.lastVerifiedAtMs),
  ],
];

/** One reading for all figures of a scrape; one that fails leaves them out, and the others of the process in. */
export const measureRecovery = (registry: Registry, store: Store, clock: Clock): void => {
  const consult = consultRecovery(store, clock) as unknown as () => Promise<Recovery>;
  let reading: Promise<Recovery | undefined> | undefined;
  const read = () => {
    reading ??= consult()
      .catch(() => undefined)
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  for (const [name, help, of] of figures)
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const recovery = await read();
        const value = recovery === undefined ? undefined : of(recovery);
        this.reset();
        if (value !== undefined) this.set(value);
        else this.remove();
      },
    });
};
