/** Backups and drills: what could be restored now, and how it is known. */
import { contract as backups } from '../../backup-restore/contract.ts';
import { faultSummary } from '../../gateway/pages/forms.ts';
import { html, type Piece } from '../../gateway/pages/html.ts';
import { notice } from '../../gateway/pages/parts.ts';
import { type Faults, form, noFaults, submit } from '../../gateway/pages/site/forms.ts';
import { livePart, liveState } from '../../gateway/pages/site/live-part.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import type { ConsolePage } from '../page.ts';
import { paths } from '../paths.ts';
import { grid } from '../shown/grid.ts';
import { gridStateOf } from '../shown/grid-state.ts';
import { sent } from '../shown/sent.ts';
import { type Backup, backupColumns, type Recovery, recoveryFacts } from './parts.ts';
import { drillTable, taskTable } from './tables.ts';

const start = 'backup-restore.startBackup';
const verify = 'backup-restore.verifyBackup';

const ask = async ({ calls, fields }: Visit) => {
  const of = calls.to(backups);
  const { sort, page, size } = gridStateOf(fields, '-startedAt');
  const wanted = {
    sort: /^-?(startedAt|bytes)$/.test(sort) ? sort : '-startedAt',
    ...(fields.text('verification') === '' ? {} : { verification: fields.text('verification') }),
    ...{ offset: Math.min(1_000_000, (page - 1) * size), limit: Math.min(size, 200) },
  };
  const [now, list, drills, tasks] = await Promise.all([
    of.consultRecovery({}),
    of.listBackups(wanted),
    of.listDrills({ limit: 20 }),
    of.listBackupTasks({ limit: 10 }),
  ]);
  return { now, list, drills: drills.drill ?? [], tasks: tasks.task ?? [] };
};

const verifyButton = ({ backupId }: Backup): Piece =>
  html`<button class="in-row" form="verify" name="backupId" value="${backupId}" aria-label="Verify ${backupId}">Verify</button>`;

const gridOf = ({ fields, visitor, nowMs }: Visit, { list }: Awaited<ReturnType<typeof ask>>) =>
  grid({
    caption: 'Backups',
    path: paths.recovery,
    fields,
    columns: backupColumns(nowMs, visitor.may(verify) ? verifyButton : undefined),
    rows: list.backup ?? [],
    sort: '-startedAt',
    total: list.total,
    searches: false,
    empty: 'There is no backup yet.',
    filters: [
      {
        name: 'verification',
        label: 'Verified',
        choices: [
          ['', 'all'],
          ['sound', 'sound'],
          ['damaged', 'damaged'],
          ['none', 'not yet'],
        ],
      },
    ],
  });

const nowhere = notice({
  tone: 'warning',
  title: 'There is no place for backups',
  text: html`<p>The operator of the platform has to set <code>PORTORIUM_BACKUP_STORE</code>, and to start the keeper of backups.</p>`,
});

const forms = (visit: Visit, { configured }: Recovery): Piece =>
  visit.visitor.may(start) &&
  configured &&
  html`<h2>Another backup</h2><p>It is taken while the platform works, sealed, and read back afterwards.</p>${form({
    visit,
    action: `${paths.recovery}/startBackup`,
    body: submit('Take a backup now'),
  })}<form id="verify" method="post" action="${paths.recovery}/verifyBackup">${visit.formHead}</form>`;

const shown = async (visit: Visit, faults: Faults = noFaults): Promise<PageAnswer> => {
  const found = await ask(visit);
  const made = gridOf(visit, found);
  if (made.file !== undefined) return made.file;
  const live = {
    now: recoveryFacts(found.now, visit.nowMs),
    backups: html`${made.table}${taskTable(found.tasks, visit.nowMs)}`,
  };
  return {
    here: paths.recovery,
    live,
    ...(faults === noFaults ? {} : { status: 422 }),
    page: {
      title: 'Backups and drills',
      body: html`${faultSummary(faults.fields, faults.others)}${!found.now.configured && nowhere}${liveState}${livePart('now', live.now)}${made.form}${livePart('backups', live.backups)}${forms(visit, found.now)}${drillTable(found.drills)}`,
    },
  };
};

const done = (title: string) => () => ({ goTo: paths.recovery, title });

const begin = (visit: Visit) =>
  sent({
    visit,
    work: () => visit.calls.to(backups).startBackup({}),
    done: done('The keeper was asked for a backup'),
    again: shown,
  });

const check = (visit: Visit) =>
  sent({
    visit,
    work: () => visit.calls.to(backups).verifyBackup({ backupId: visit.fields.text('backupId') }),
    done: done('The keeper was asked to read the backup back'),
    again: shown,
  });

export const recoveryPage: ConsolePage = {
  path: '/recovery',
  link: { title: 'Backups and drills', group: 'Assurance' },
  shows: [
    'backup-restore.consultRecovery',
    'backup-restore.listBackups',
    'backup-restore.listDrills',
    'backup-restore.listBackupTasks',
  ],
  live: true,
  show: (visit) => shown(visit),
  forms: { 'backup-restore.startBackup': begin, 'backup-restore.verifyBackup': check },
};
