/**
 * `npm run bench:audit`: records appended in batches, sealed, exported and verified, on an embedded PostgreSQL.
 * Last line: `bench:audit appendPerSecond=... verifyMillionSeconds=...`; exit code 1 where 20,000 a second or 30 s are missed.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { sealBatch } from '../shared-services/audit/sealing/sealer.ts';
import { type TestLog, testLog } from '../shared-services/audit/test-support/log.ts';
import { endLine, exportBatch, headLine } from '../shared-services/audit/tree/export.ts';
import { stopTestServer } from '../shared-services/kit/postgres/test-support.ts';
import { sampleRecord } from '../shared-services/kit/test-support/samples.ts';
import { linesAt } from '../start/commands/audit/verify/lines.ts';
import { verifyExport } from '../start/commands/audit/verify/verify-export.ts';

const { values: given } = parseArgs({
  options: { records: { type: 'string', default: '1000000' }, appended: { type: 'string', default: '100000' } },
});
const [all, appended] = [Number(given.records), Number(given.appended)];
const inBatch = 1000;

const timed = async <T>(
  what: string,
  records: number,
  work: () => Promise<T>,
): Promise<{ seconds: number; result: T }> => {
  const sinceMs = performance.now();
  const result = await work();
  const seconds = (performance.now() - sinceMs) / 1000;
  console.log(
    `${what.padEnd(44)} ${String(records).padStart(8)} in ${seconds.toFixed(1)} s, ${Math.round(records / seconds)}/s`,
  );
  return { seconds, result };
};

/** As a filing's record is. */
const recordOf = (index: number) =>
  sampleRecord({
    event: 'entry.filing.register',
    reference: `26BE${String(index).padStart(12, '0')}T7`,
    circle: 'untrusted',
    party: `BE${String(index % 500).padStart(10, '0')}`,
    subject: 'invented-air-express-filing-system',
    protocol: 'rest',
    contentSha256: 'a'.repeat(64),
  });

/** Made beforehand: what is measured is the append. */
const batchesOf = (count: number) =>
  Array.from({ length: count / inBatch }, (_, batch) =>
    Array.from({ length: inBatch }, (_, index) => recordOf(batch * inBatch + index)),
  );

/** Several transactions under way, as components have. */
const append = async ({ entry }: TestLog, batches: ReturnType<typeof batchesOf>) => {
  const waiting = [...batches];
  const writer = async () => {
    for (let records = waiting.pop(); records !== undefined; records = waiting.pop()) {
      const batch = records;
      await entry.transaction(async (transaction) => transaction.audit(...batch));
    }
  };
  await Promise.all([writer(), writer(), writer()]);
};

const seal = async ({ audit, signer }: TestLog) => {
  while ((await sealBatch({ store: audit, signer })) > 0);
};

/** More of the same, by the database itself: what is measured afterwards is the size. */
const fill = ({ components }: TestLog, count: number) =>
  components.admin(
    `insert into portorium_audit.record (id, component, event, outcome, reference, conversation_id, message_id, traceparent, circle, party,
       subject, protocol, content_sha256, personal_data, origin, origin_sequence)
     select gen_random_uuid(), 'entry', 'entry.filing.register', 'accepted', '26DE' || lpad(n::text, 12, '0') || 'T7', gen_random_uuid(),
       gen_random_uuid(), '00-' || md5(n::text) || '-' || left(md5(n::text), 16) || '-01', 'untrusted', 'DE' || lpad((n % 500)::text, 10, '0'),
       'invented-air-express-filing-system', 'rest', md5(n::text) || md5(n::text), true, 'bench', n from generate_series(1, ${count}) as n`,
  );

const exportInto = async ({ audit, signer }: TestLog, path: string) => {
  const file = createWriteStream(path);
  file.write(`${headLine(signer)}\n`);
  let size = 0;
  for (let batch = await exportBatch(audit, size); batch !== undefined; batch = await exportBatch(audit, size)) {
    if (!file.write(`${batch.lines.join('\n')}\n`)) await once(file, 'drain');
    size = batch.size;
  }
  file.end(`${endLine(size)}\n`);
  await finished(file);
};

const folder = await mkdtemp(join(tmpdir(), 'portorium-bench-audit-'));
const log = await testLog();
try {
  const path = join(folder, 'export.ndjson');
  await append(log, batchesOf(5000));
  await seal(log);
  const batches = batchesOf(appended);
  const inserted = await timed(`appended in transactions of ${inBatch}`, appended, () => append(log, batches));
  const sealed = await timed('sealed, with signed checkpoints', appended, () => seal(log));
  await fill(log, all - appended - 5000);
  await timed('sealed, more', all - appended - 5000, () => seal(log));
  await timed('exported', all, () => exportInto(log, path));
  const { seconds, result } = await timed('verified from the export', all, () =>
    verifyExport(linesAt(path), { settleMs: 120_000 }),
  );
  if (!result.proven || result.leaves !== all) throw new Error(`not proven: ${JSON.stringify(result)}`);
  const perSecond = Math.round(appended / inserted.seconds);
  console.log(`sealing costs ${((1e6 * sealed.seconds) / appended).toFixed(1)} us a record, beside the transactions`);
  const million = (seconds * 1e6) / all;
  console.log(`bench:audit appendPerSecond=${perSecond} verifyMillionSeconds=${million.toFixed(1)}`);
  if (perSecond < 20_000 || million > 30) process.exitCode = 1;
} finally {
  await log.components.drop();
  await stopTestServer();
  await rm(folder, { recursive: true, force: true });
}
