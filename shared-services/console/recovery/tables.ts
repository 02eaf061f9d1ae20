/** Drills, and what the keeper of backups was asked to do. */
import { html, type Piece } from '../../gateway/pages/html.ts';
import { state, table } from '../../gateway/pages/parts.ts';
import { ago, instant, whole } from '../shown/words.ts';
import { type Drill, standing, type Task } from './parts.ts';

export const drillTable = (drills: readonly Drill[]): Piece =>
  drills.length === 0
    ? html`<h2>Drills</h2><p>No drill has been recorded. It is done by <code>npm run drill</code>: it destroys a platform under load, restores it, and counts what was lost.</p>`
    : table({
        caption: 'Drills: a platform under load, destroyed and restored',
        rows: drills,
        columns: [
          { title: 'When', cell: ({ atMs }) => instant(atMs) },
          { title: 'Outcome', cell: ({ passed }) => state(passed ? 'passed' : 'failed', passed ? 'good' : 'bad') },
          { title: 'Lost', cell: ({ lost, acknowledged }) => `${whole(lost)} of ${whole(acknowledged)} filings` },
          { title: 'Age of what was lost', cell: ({ rpoSeconds }) => `${rpoSeconds} s` },
          { title: 'Accepted again after', cell: ({ rtoSeconds }) => `${rtoSeconds} s` },
          { title: 'Audit log', cell: ({ auditConsistent }) => (auditConsistent ? 'proven whole' : 'not whole') },
          { title: 'Commits waited', cell: ({ synchronous }) => (synchronous ? 'yes' : 'no') },
        ],
      });

export const taskTable = (tasks: readonly Task[], nowMs: number): Piece =>
  tasks.length > 0 &&
  table({
    caption: 'Asked of the keeper',
    rows: tasks,
    columns: [
      { title: 'What', cell: ({ kind }) => kind },
      { title: 'State', cell: (one) => standing(one.state) },
      { title: 'Backup', cell: ({ backupId = 'a new one' }) => backupId },
      { title: 'Asked', cell: ({ requestedAtMs }) => ago(requestedAtMs, nowMs) },
      {
        title: 'Ended',
        cell: ({ finishedAtMs, fault }) =>
          html`${finishedAtMs === undefined ? 'not yet' : ago(finishedAtMs, nowMs)}${fault !== undefined && html`<br>${fault}`}`,
      },
    ],
  });
