/** The page of the business continuity plan: what was measured last, and what follows from it for operators. */
import { type DrillRecord, lastLine, passed } from './drill-record.ts';

const promise = ({ synchronous }: DrillRecord): string =>
  synchronous
    ? 'Nothing that was acknowledged is lost while commits wait for the archive (`PORTORIUM_BACKUP_COMMITS=synchronous`).'
    : 'Commits did not wait for the archive: what was acknowledged in the last moments may be lost.';

/** Whole: the file is never written by hand. */
export const continuityPage = (record: DrillRecord): string => `# Business continuity: loss of the data folder

Written by \`npm run continuity\` from the last drill that was kept (\`last-drill.json\`); \`npm run drill -- --record\` makes both anew.

## What is promised, and what was measured

${record.at.slice(0, 16).replace('T', ' ')} UTC, ${record.machine}. The drill ${passed(record) ? 'passed' : '**failed**'}.

| | Measured |
|---|---|
| Recovery point (RPO): age of the oldest acknowledged filing that was lost | ${record.rpoSeconds} s |
| Recovery time (RTO): from the destruction to the next accepted filing | ${record.rtoSeconds} s |
| of it: restore command / start of the platform | ${record.restoreSeconds} s / ${record.startSeconds} s |
| Filings acknowledged before the destruction | ${record.acknowledged}, ${record.filingsPerSecond} a second |
| of them lost | ${record.lost} |
| Audit chain after the restore | ${record.auditRecords} records, ${record.auditConsistent ? 'proven whole' : 'NOT whole'} |
| Backup under load, written and read back | ${record.backupMebibytes} MiB in ${record.backupSeconds} s |

\`${lastLine(record)}\`

${promise(record)}
The time to restore grows with the size of the database and with the log since the last backup: repeat the drill on the machine, and with the
amount of data, for which it is to count.

## When it happens

1. Stop what is left of the platform, so that nobody writes: \`npm start\` is ended, its database too.
2. Make sure of the store, the spool and the key; \`npx portorium backup list\` shows what can be restored.
3. \`npx portorium restore --to latest --data FOLDER\` into an empty folder; an earlier moment, when something was destroyed by
   a command that was obeyed: \`--to 2026-11-22T03:00:00Z\`.
4. \`PORTORIUM_DATA=FOLDER npm start\`. The keeper takes a new backup by itself: the restored database is on a timeline of its own.
5. An auditor proves the chain: \`GET /rest/v1/audit/chain\`.
6. Tell Member States and traders from when to when nothing was answered. What was not acknowledged they send again; what
   they send twice is registered once.

## When it does not go on as planned

| | What is done |
|---|---|
| The archive has stopped (\`consultRecovery\` says failing or silent) | Filings go on. What is acknowledged from then on is on the database's disk alone: mend the disk or the store, the archive goes on by itself |
| A gap is told (\`gapSinceMs\`) | The server removed log that was not archived. The keeper takes a whole backup at once; moments inside the gap cannot be restored |
| A backup is damaged | The object is named. Older backups with the log since restore the same moments: \`--backup ID\` |
| The key is lost | Nothing can be opened, by anybody. Draw a new one, begin a new store, take a backup at once |
| The spool is lost with the machine, the store is not | \`--to latest\` ends with the last whole segment in the store (16 MB of log): keep the spool on another machine's disk |
`;
