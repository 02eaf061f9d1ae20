import { implement } from '../kit/host/module.ts';
import type { Loop } from '../kit/loop.ts';
import { consultRecovery } from './consult-recovery.ts';
import { contract } from './contract.ts';
import { startGuard } from './guard.ts';
import { keepDrill } from './keep-drill.ts';
import { listBackupTasks } from './list-backup-tasks.ts';
import { listBackups } from './list-backups.ts';
import { listDrills } from './list-drills.ts';
import { startBackup } from './start-backup.ts';
import { verifyBackup } from './verify-backup.ts';

export default implement(contract, import.meta.dirname, ({ store, clock, log }) => {
  let guard: Loop | undefined;
  return {
    handlers: {
      consultRecovery: consultRecovery(store, clock),
      listBackups: listBackups(store),
      listBackupTasks: listBackupTasks(store),
      listDrills: listDrills(store),
      startBackup: startBackup(store),
      verifyBackup: verifyBackup(store),
    },
    ready: async () => {
      await keepDrill(store);
      guard = startGuard(store, clock, log);
    },
    stop: async () => guard?.stop(),
  };
});
