import { commonRefusals } from '../../reference-architecture/contract/common-refusals.ts';
import { application, operation, service } from '../../reference-architecture/contract/language.ts';
import {
  element,
  flag,
  integer,
  many,
  message,
  optional,
  text,
  token,
} from '../../reference-architecture/contract/schema.ts';

const namespace = 'urn:portorium:backup-restore:1';

const epochMs = (description: string) =>
  integer({
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    description: `${description} Milliseconds since the epoch.`,
  });
const count = (description: string) => integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description });
const page = {
  offset: optional(integer({ minimum: 0, maximum: 1_000_000, description: 'How many to pass over; 0 unless said.' })),
  limit: optional(integer({ minimum: 1, maximum: 200, description: 'How many at most; 50 unless said.' })),
};
const backupId = token({
  maxLength: 40,
  pattern: '^[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}$',
  description: 'When the backup began, and something drawn: 20261122T024501Z-1a2b3c4d.',
});

const backup = element({
  backupId,
  startedAtMs: epochMs('When it began.'),
  completedAtMs: epochMs('When it was whole: it restores this moment and any later one.'),
  bytes: count('What it takes in the store, sealed.'),
  files: count('Files of the installation in it beside the database (certificates, keys, secrets).'),
  postgresVersion: token({ maxLength: 40 }),
  timeline: integer({ minimum: 1, maximum: 4_294_967_295 }),
  beginsAt: token({ maxLength: 20, description: 'Position in the write-ahead log at which its recovery begins.' }),
  endsAt: token({ maxLength: 20, description: 'Position at which it is consistent.' }),
  verification: token({ maxLength: 10, description: 'sound, damaged or none.' }),
  verifiedAtMs: optional(epochMs('When it was last read back and held against its checksums.')),
  fault: optional(text({ maxLength: 1000, description: 'What is wrong with it, naming the object.' })),
});

const task = element({
  taskId: token({ maxLength: 36 }),
  kind: token({ maxLength: 10, description: 'backup or verify.' }),
  state: token({ maxLength: 10, description: 'requested, running, done or failed.' }),
  backupId: optional(backupId),
  requestedAtMs: epochMs('When it was asked for.'),
  finishedAtMs: optional(epochMs('When it ended.')),
  fault: optional(text({ maxLength: 1000 })),
});

const drill = element({
  drillId: token({ maxLength: 60 }),
  atMs: epochMs('When the data folder was destroyed.'),
  rpoSeconds: text({
    maxLength: 20,
    description: 'Age of the newest acknowledged filing that was lost; 0 where none was.',
  }),
  rtoSeconds: text({ maxLength: 20, description: 'From the destruction to the first filing accepted again.' }),
  acknowledged: count('Filings answered with 201 before the destruction.'),
  lost: count('Of them, those that were not there afterwards.'),
  auditConsistent: flag({
    description: 'The audit chain was proven whole after the restore, and has every acknowledged filing.',
  }),
  passed: flag({ description: 'Nothing was lost, and the audit is consistent.' }),
  synchronous: flag({ description: 'Commits waited for the log archive.' }),
});

const recovery = element({
  configured: flag({ description: 'A place for backups is set, and a keeper has reported.' }),
  state: token({
    maxLength: 20,
    description: 'streaming, catching-up, failing, stopped, silent (no word of the keeper), or not-configured.',
  }),
  synchronous: flag({ description: 'Commits wait for the log archive: nothing acknowledged can be lost (RPO 0).' }),
  wishedSynchronous: flag({ description: 'The setting asks for it. Where the two differ, the gap is open now.' }),
  archiveLagBytes: optional(count('Write-ahead log that is not in the archive yet.')),
  archiveLagSeconds: optional(
    count('How long there has been log that is not in the archive: the recovery point objective now.'),
  ),
  heardAtMs: optional(epochMs('Last word of the keeper.')),
  place: optional(text({ maxLength: 300, description: 'Where backups are kept.' })),
  spoolBytes: optional(count('Log under way to the store.')),
  gapSinceMs: optional(epochMs('Log was lost to the archive then, and no backup has been taken since.')),
  fault: optional(text({ maxLength: 1000, description: 'What keeps the archive from going on.' })),
  backups: count('Backups that can be restored.'),
  oldestMomentMs: optional(epochMs('The earliest moment that can be restored.')),
  lastBackupAtMs: optional(epochMs('End of the last whole backup.')),
  lastBackupAgeSeconds: optional(count('Its age.')),
  lastVerifiedAtMs: optional(epochMs('When a backup was last found sound.')),
  lastDrill: optional(drill),
});

const readers = [
  { circle: 'administrators', profiles: ['operator', 'support', 'security-officer', 'auditor', 'service-owner'] },
] as const;
const operators = [{ circle: 'administrators', profiles: ['operator'] }] as const;

const query = { audience: readers, effect: 'query', priority: 'C', emits: [], retention: 'none' } as const;
const command = { audience: operators, effect: 'command', priority: 'C', emits: [], retention: 'record' } as const;

const unconfigured = {
  BACKUP_NOT_CONFIGURED: {
    status: 'conflict',
    title: 'No keeper of backups runs: the operator has to set PORTORIUM_BACKUP_STORE first.',
  },
} as const;

/** Backups of the database and of the installation's files, the log archive, drills, and what could be recovered now. */
export const contract = application({
  name: 'backup-restore',
  platform: 'shared-services',
  title: 'Backup and restore',
  description: 'Encrypted, verified backups, the archive of the write-ahead log, and drills that prove them.',
  owner: 'Shared services: backup and restore',
  version: '1.0.0',
  services: {
    Backups: service({
      title: 'Backups and recovery',
      namespace,
      version: '1',
      operations: {
        consultRecovery: operation({
          ...query,
          summary: 'What could be recovered at this moment, and how much would be lost.',
          request: message('RecoveryQuery', namespace, 'Nothing', element({})),
          reply: message('Recovery', namespace, 'What could be recovered now', recovery),
          refusals: commonRefusals,
          audit: { event: 'backup-restore.recovery.consult', openingOnly: true },
          deadlineMs: 5000,
          bpmnTask: 'backup-restore.bpmn#ConsultRecovery',
          rest: { method: 'GET', path: '/backup-restore/recovery' },
        }),
        listBackups: operation({
          ...query,
          summary: 'The backups that can be restored, newest first unless asked otherwise.',
          request: message(
            'BackupQuery',
            namespace,
            'Which backups',
            element({
              verification: optional(token({ maxLength: 10, pattern: '^(sound|damaged|none)$' })),
              sort: optional(
                token({
                  maxLength: 20,
                  pattern: '^-?(startedAt|bytes)$',
                  description: 'A minus in front: descending.',
                }),
              ),
              ...page,
            }),
          ),
          reply: message(
            'BackupList',
            namespace,
            'Backups',
            element({ total: count('How many there are beside the page.'), backup: optional(many(backup, 0, 200)) }),
          ),
          refusals: commonRefusals,
          audit: { event: 'backup-restore.backup.list', openingOnly: true },
          deadlineMs: 5000,
          bpmnTask: 'backup-restore.bpmn#ListBackups',
          rest: { method: 'GET', path: '/backup-restore/backups' },
        }),
        listBackupTasks: operation({
          ...query,
          summary: 'What the keeper was asked to do, newest first, and what came of it.',
          request: message(
            'BackupTaskQuery',
            namespace,
            'Which tasks',
            element({
              state: optional(token({ maxLength: 10, pattern: '^(requested|running|done|failed)$' })),
              ...page,
            }),
          ),
          reply: message(
            'BackupTaskList',
            namespace,
            'Tasks',
            element({ total: count('How many there are beside the page.'), task: optional(many(task, 0, 200)) }),
          ),
          refusals: commonRefusals,
          audit: { event: 'backup-restore.task.list', openingOnly: true },
          deadlineMs: 5000,
          bpmnTask: 'backup-restore.bpmn#ListBackupTasks',
          rest: { method: 'GET', path: '/backup-restore/tasks' },
        }),
        startBackup: operation({
          ...command,
          summary: 'Asks the keeper for a backup now; the same message again asks for no second one.',
          request: message('BackupOrder', namespace, 'Nothing', element({})),
          reply: message('BackupTask', namespace, 'The task', task),
          refusals: { ...commonRefusals, ...unconfigured },
          audit: { event: 'backup-restore.backup.start' },
          deadlineMs: 5000,
          bpmnTask: 'backup-restore.bpmn#StartBackup',
          rest: { method: 'POST', path: '/backup-restore/backups', status: 202 },
        }),
        verifyBackup: operation({
          ...command,
          summary: 'Asks the keeper to read a backup back and to hold it against its checksums.',
          request: message('VerificationOrder', namespace, 'Which backup', element({ backupId })),
          reply: message('VerificationTask', namespace, 'The task', task),
          refusals: {
            ...commonRefusals,
            ...unconfigured,
            BACKUP_UNKNOWN: { status: 'notFound', title: 'There is no such backup.' },
          },
          audit: { event: 'backup-restore.backup.verify' },
          deadlineMs: 5000,
          bpmnTask: 'backup-restore.bpmn#VerifyBackup',
          rest: { method: 'POST', path: '/backup-restore/backups/{backupId}/verification', status: 202 },
        }),
        listDrills: operation({
          ...query,
          summary: 'The drills that destroyed a platform and restored it, newest first.',
          request: message('DrillQuery', namespace, 'Which drills', element(page)),
          reply: message(
            'DrillList',
            namespace,
            'Drills',
            element({ total: count('How many there are beside the page.'), drill: optional(many(drill, 0, 200)) }),
          ),
          refusals: commonRefusals,
          audit: { event: 'backup-restore.drill.list', openingOnly: true },
          deadlineMs: 5000,
          bpmnTask: 'backup-restore.bpmn#ListDrills',
          rest: { method: 'GET', path: '/backup-restore/drills' },
        }),
      },
    }),
  },
  events: {},
  notifications: {},
  subscribes: [],
});
