/** One drill from the first filing to the last question. */
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { expressFiling } from '../../journeys/support/filings.ts';
import type { Started } from '../../journeys/support/started.ts';
import type { DrillRecord } from '../../shared-services/backup-restore/continuity/drill-record.ts';
import { auditAfter, lostOf } from './check.ts';
import { type Client, type Commits, type Installation, makeInstallation } from './installation.ts';
import { type Acknowledged, startLoad } from './load.ts';
import { waitFor } from './wait.ts';

export interface DrillParts {
  readonly seconds: number;
  readonly commits: Exclude<Commits, 'no-backup'>;
  readonly machine: string;
  readonly tell: (line: string) => void;
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
const secondsSince = (sinceMs: number): number => rounded((performance.now() - sinceMs) / 1000);

/** The archive streams, and a first whole backup is there. */
export const isReady = (operator: Client, commits: Commits) => async () => {
  const { body } = await operator.get('/rest/v1/backup-restore/recovery');
  const wished = commits === 'synchronous' ? body.synchronous === true : body.state === 'streaming';
  return wished && body.backups > 0 ? true : undefined;
};

/** Ordered as an operator does, while filings come in. */
const backUpUnderLoad = async (operator: Client): Promise<{ seconds: number; mebibytes: number }> => {
  const sinceMs = performance.now();
  const ordered = await operator.post('/rest/v1/backup-restore/backups', {});
  if (ordered.status !== 202)
    throw new Error(`the backup was answered ${ordered.status} ${JSON.stringify(ordered.body)}`);
  const done = await waitFor(
    'the backup',
    async () => {
      const { body } = await operator.get('/rest/v1/backup-restore/tasks');
      const task = body.task.find((one: { taskId: string }) => one.taskId === ordered.body.taskId);
      if (task?.state === 'failed') return task;
      return task?.state === 'done' ? task : undefined;
    },
    120_000,
  );
  if (done.state === 'failed') throw new Error(`the backup failed: ${done.fault}`);
  const { body } = await operator.get('/rest/v1/backup-restore/backups');
  const [backup] = body.backup;
  if (backup.verification !== 'sound') throw new Error(`the backup is ${backup.verification}`);
  return { seconds: secondsSince(sinceMs), mebibytes: rounded(backup.bytes / 1024 / 1024) };
};

const kill = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself, with its parent.
  }
};

/** What a fire does: no process ends in order, nothing of the folder is left. */
const destroy = async (installation: Installation, started: Started): Promise<void> => {
  for (const pid of await installation.processes(started)) kill(pid);
  await waitFor(
    'the end of the data folder',
    async () => {
      await rm(installation.data, { recursive: true, force: true });
      return true;
    },
    10_000,
  );
};

const firstFiling = async (installation: Installation): Promise<Client> => {
  const trader = await installation.client('invented-customs-agents');
  const answer = await trader.post('/rest/v1/entry/filings/F32', expressFiling());
  if (answer.status !== 201) throw new Error(`the first filing after the restore was answered ${answer.status}`);
  return trader;
};

const ageOfOldest = (lost: readonly Acknowledged[], destroyedAtMs: number): number =>
  lost.length === 0 ? 0 : rounded((destroyedAtMs - Math.min(...lost.map(({ atMs }) => atMs))) / 1000);

export const runDrill = async ({ seconds, commits, machine, tell }: DrillParts): Promise<DrillRecord> => {
  const installation = await makeInstallation(commits);
  let started: Started | undefined;
  try {
    started = await installation.start();
    const operator = await installation.client('invented-operations', 'shared-services');
    await waitFor('the archive of the log and a first backup', isReady(operator, commits), 60_000);
    tell(`the platform works, its log is archived (commits ${commits}), a first backup is there`);

    const trader = await installation.client('invented-customs-agents');
    const load = startLoad(trader);
    const loadSinceMs = performance.now();
    const backup = await backUpUnderLoad(operator);
    tell(`a backup of ${backup.mebibytes} MiB was taken and verified under load in ${backup.seconds} s`);
    await sleep(Math.max(0, seconds * 1000 - (performance.now() - loadSinceMs)));
    const proof = await (await installation.client('invented-audit-office', 'shared-services')).get(
      '/rest/v1/audit/chain',
    );
    if (proof.body.holds !== true) throw new Error('the audit chain did not hold before anything was destroyed');
    const loadSeconds = secondsSince(loadSinceMs);

    const at = new Date();
    const destroyedMs = performance.now();
    await destroy(installation, started);
    started = undefined;
    await load.stop();
    await Promise.all([trader.close(), operator.close()]);
    const { acknowledged } = load;
    tell(
      `everything was destroyed: ${acknowledged.length} filings had been acknowledged, ${rounded(acknowledged.length / loadSeconds)} a second`,
    );

    const restoreSinceMs = performance.now();
    tell((await installation.command('restore', '--to', 'latest', '--data', installation.data, '--yes')).trim());
    const restoreSeconds = secondsSince(restoreSinceMs);
    const startSinceMs = performance.now();
    started = await installation.start();
    const startSeconds = secondsSince(startSinceMs);
    const again = await firstFiling(installation);
    const rtoSeconds = secondsSince(destroyedMs);
    tell(`the first filing was accepted ${rtoSeconds} s after the destruction`);

    const lost = await lostOf(again, acknowledged);
    const auditor = await installation.client('invented-audit-office', 'shared-services');
    const audit = await auditAfter(auditor, acknowledged, Number(proof.body.records ?? 0));
    tell(`${acknowledged.length - lost.length} of ${acknowledged.length} acknowledged filings are there`);
    tell(
      `audit chain: ${audit.records} records, ${audit.consistent ? 'whole' : `NOT whole, ${audit.withoutRecord} without record`}`,
    );
    await Promise.all([again.close(), auditor.close()]);
    return {
      at: at.toISOString(),
      rpoSeconds: ageOfOldest(lost, at.getTime()),
      rtoSeconds,
      acknowledged: acknowledged.length,
      lost: lost.length,
      auditConsistent: audit.consistent,
      auditRecords: audit.records,
      synchronous: commits === 'synchronous',
      filingsPerSecond: rounded(acknowledged.length / loadSeconds),
      backupSeconds: backup.seconds,
      backupMebibytes: backup.mebibytes,
      restoreSeconds,
      startSeconds,
      machine,
    };
  } finally {
    await started?.interrupt();
    await installation.remove();
  }
};
