/** What could be recovered now, and what drills have shown. */
import type { ReplyOf } from '../../../reference-architecture/contract/language.ts';
import type { contract as backups } from '../../backup-restore/contract.ts';
import { type Html, html, type Piece } from '../../gateway/pages/html.ts';
import { code, facts, type StateTone, state } from '../../gateway/pages/parts.ts';
import type { GridColumn } from '../shown/grid.ts';
import { ago, bytes, duration, instant, whole } from '../shown/words.ts';

type Operations = (typeof backups)['services']['Backups']['operations'];
export type Recovery = ReplyOf<Operations['consultRecovery']>;
export type Backup = NonNullable<ReplyOf<Operations['listBackups']>['backup']>[number];
export type Drill = NonNullable<ReplyOf<Operations['listDrills']>['drill']>[number];
export type Task = NonNullable<ReplyOf<Operations['listBackupTasks']>['task']>[number];

const tones: Readonly<Record<string, StateTone>> = {
  streaming: 'good',
  sound: 'good',
  done: 'good',
  'catching-up': 'waiting',
  requested: 'waiting',
  running: 'waiting',
  failing: 'bad',
  stopped: 'bad',
  silent: 'bad',
  failed: 'bad',
  damaged: 'bad',
};
const words: Readonly<Record<string, string>> = {
  'catching-up': 'catching up',
  'not-configured': 'not configured',
  none: 'not verified',
};
export const standing = (name: string): Html => state(words[name] ?? name, tones[name] ?? 'ended');

const lossOf = ({ synchronous, archiveLagSeconds = 0 }: Recovery): string =>
  synchronous ? 'nothing that was acknowledged' : `what was done in the last ${duration(archiveLagSeconds)}`;

export const recoveryFacts = (now: Recovery, nowMs: number): Html =>
  facts({
    'Log archive': standing(now.state),
    'Would be lost now': now.configured ? lossOf(now) : 'everything: there is no place for backups',
    'Commits wait for the archive':
      now.synchronous === now.wishedSynchronous
        ? now.synchronous
          ? 'yes'
          : 'no'
        : html`${state(now.synchronous ? 'yes, although it is not asked for' : 'not now, although it is asked for', 'bad')}`,
    'Not in the archive yet': now.archiveLagBytes === undefined ? undefined : bytes(now.archiveLagBytes),
    'Backups that can be restored': whole(now.backups),
    'Last backup': now.lastBackupAtMs === undefined ? 'never' : ago(now.lastBackupAtMs, nowMs),
    'Last found sound': now.lastVerifiedAtMs === undefined ? 'never' : ago(now.lastVerifiedAtMs, nowMs),
    'Earliest moment that can be restored': now.oldestMomentMs === undefined ? undefined : instant(now.oldestMomentMs),
    Place: now.place === undefined ? undefined : code(now.place),
    'Log has a gap since': now.gapSinceMs === undefined ? undefined : instant(now.gapSinceMs),
    Fault: now.fault,
    'Last word of the keeper': now.heardAtMs === undefined ? undefined : ago(now.heardAtMs, nowMs),
  });

/** @param verify what can be done about a backup, where somebody may */
export const backupColumns = (nowMs: number, verify?: (one: Backup) => Piece): readonly GridColumn<Backup>[] => [
  {
    key: 'startedAt',
    title: 'Begun',
    value: ({ startedAtMs }) => startedAtMs,
    cell: ({ startedAtMs, backupId }) => html`${instant(startedAtMs)}<br><span class="muted">${backupId}</span>`,
  },
  {
    key: 'took',
    title: 'Took',
    sorts: false,
    value: ({ startedAtMs, completedAtMs }) => completedAtMs - startedAtMs,
    cell: ({ startedAtMs, completedAtMs }) => duration((completedAtMs - startedAtMs) / 1000),
  },
  { key: 'bytes', title: 'Size', numeric: true, value: (one) => one.bytes, cell: (one) => bytes(one.bytes) },
  {
    key: 'verification',
    title: 'Verified',
    sorts: false,
    value: ({ verification }) => verification,
    cell: ({ verification, verifiedAtMs, fault }) =>
      html`${standing(verification)}${verifiedAtMs !== undefined && html` <span class="muted">${ago(verifiedAtMs, nowMs)}</span>`}${fault !== undefined && html`<br>${fault}`}`,
  },
  {
    key: 'postgres',
    title: 'PostgreSQL',
    sorts: false,
    value: ({ postgresVersion }) => postgresVersion,
    cell: ({ postgresVersion, timeline }) =>
      html`${postgresVersion}<br><span class="muted">timeline ${timeline}</span>`,
  },
  ...(verify === undefined ? [] : [{ key: 'verify', title: 'Do', sorts: false, value: () => undefined, cell: verify }]),
];
