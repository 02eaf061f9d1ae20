/**
 * `npm run drill`: destroys a platform that works under load, and restores it. Its own installation is made, filings are sent, a backup
 * is taken meanwhile, every process is killed at once and the data folder removed; then it is restored by the command, started, and
 * asked for every filing that had been acknowledged. Ends with 1 when one is lost, or the audit chain is not consistent.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { lastLine, passed } from '../shared-services/backup-restore/continuity/drill-record.ts';
import { writeContinuityPage } from '../shared-services/backup-restore/continuity/files.ts';
import { compareCommits } from './drill/compare.ts';
import { runDrill } from './drill/run.ts';

const usage = `npm run drill -- [options]
  --seconds N       how long there is load before everything is destroyed (20)
  --asynchronous    commits do not wait for the archive of the log: something may then be lost
  --compare         instead: what a filing costs with, with asynchronous, and without backups
  --record          keeps the result, and writes the page of the continuity plan anew`;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    asynchronous: { type: 'boolean' },
    compare: { type: 'boolean' },
    record: { type: 'boolean' },
    help: { type: 'boolean' },
  },
});

const seconds = Number(values.seconds);
if (values.help === true || !(seconds > 0)) console.log(usage);
else if (values.compare === true) await compareCommits(seconds, console.log);
else {
  const machine = `${cpus().length} cores, ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.versions.node}`;
  const record = await runDrill({
    seconds,
    commits: values.asynchronous === true ? 'asynchronous' : 'synchronous',
    machine,
    tell: console.log,
  });
  if (values.record === true) await writeContinuityPage(record);
  console.log(lastLine(record));
  process.exitCode = passed(record) ? 0 : 1;
}
