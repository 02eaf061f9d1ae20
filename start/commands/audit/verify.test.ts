import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestLog, testLog, testSigner } from '../../../shared-services/audit/test-support/log.ts';
import { newestCheckpoint } from '../../../shared-services/audit/tree/checkpoints.ts';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
import { createStore } from '../../../shared-services/kit/store/store.ts';
import { sampleRecord } from '../../../shared-services/kit/test-support/samples.ts';
import { audit } from '../audit.ts';

describe('npx portorium audit verify', () => {
  let log: TestLog;
  let folder: string;
  before(async () => {
    log = await testLog();
    folder = await mkdtemp(join(tmpdir(), 'portorium-audit-'));
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
    await log.components.drop();
  });

  const run = async (...options: string[]) => {
    const told: string[] = [];
    const code = await audit.run(['verify', ...options], { environment: {}, tell: (line) => void told.push(line) });
    return { code, text: told.join('\n') };
  };
  const key = () => log.signer.keys()[0]!.verifierKey;
  const file = async (name: string, content: string) => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const exported = async () => file('export.ndjson', `${(await log.export()).join('\n')}\n`);
  const verify = async (...options: string[]) => run(await exported(), '--key', key(), ...options);
  const checkpoint = async (name = 'kept') => file(name, (await newestCheckpoint(log.audit))!.note);
  const refused = async (words: RegExp, ...options: string[]) => {
    const { code, text } = await verify(...options);
    assert.match(text, words);
    assert.equal(code, 1);
  };

  /** Three batches over the records 1 to 6, by one run of a component. */
  beforeEach(async () => {
    await log.empty();
    const entry = createStore({ component: 'entry', pool: log.components.poolOf('entry'), log: silentLogger() });
    for (const pair of [
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]) {
      await entry.transaction(async (transaction) => {
        transaction.audit(...pair.map((reference) => sampleRecord({ reference })));
      });
      await log.sealAll();
    }
    run6 = entry;
  });
  let run6: TestLog['entry'];

  it('proves what is whole', async () => {
    const { code, text } = await verify('--checkpoint', await checkpoint());
    assert.match(text, /^PROVEN/);
    assert.match(text, /records {8}6, of which 6 stand under a signed checkpoint/);
    assert.equal(code, 0);
  });

  it('proves what npx portorium audit export wrote', async () => {
    const [into, told] = [join(folder, 'exported.ndjson'), [] as string[]];
    const options = ['export', '--into', into, '--database', log.components.connectionStringOf('audit')];
    const surroundings = {
      environment: { PORTORIUM_AUDIT_KEYS: folder },
      tell: (line: string) => void told.push(line),
    };
    assert.equal(await audit.run(options, surroundings), 0);
    assert.match(told.join(), /^6 records written/);
    assert.equal((await run(into, '--key', key(), '--checkpoint', await checkpoint())).code, 0);
    await assert.rejects(audit.run(options, surroundings), /EEXIST/);
  });

  it('proves an export in parts, in a folder', async () => {
    const lines = await log.export();
    const parts = await mkdtemp(join(folder, 'parts-'));
    await writeFile(join(parts, '1.ndjson'), `${lines.slice(0, 5).join('\n')}\n`);
    await writeFile(join(parts, '2.ndjson'), `${lines.slice(5).join('\n')}\n`);
    assert.equal((await run(parts, '--key', key())).code, 0);
  });

  const record = (reference: string) => `portorium_audit.record where reference = '${reference}'`;
  const update = (what: string, reference: string) =>
    log.tamper(`update portorium_audit.record set ${what} where reference = '${reference}'`);

  it('finds a record that was changed, and names it', async () => {
    const [row] = await log.components.admin<{ position: string }>(
      `select transaction_id || '-' || sequence as position from ${record('3')}`,
    );
    await update(`outcome = 'refused'`, '3');
    await refused(new RegExp(`leaf 2 \\(record ${row?.position}\\): the record was changed`));
  });

  it('finds a time that was moved by a microsecond', async () => {
    await update(`recorded_at = recorded_at + interval '1 microsecond'`, '1');
    await refused(/leaf 0 .*the record was changed/);
  });

  it('finds every column that was changed', async () => {
    const texts = `component event outcome reference conversation_id message_id traceparent circle party subject protocol origin`;
    for (const column of texts.split(' ')) {
      await log.tamper(`update portorium_audit.record set ${column} = ${column} || ' changed' where reference = '4'`);
      await refused(/leaf 3 .*changed/);
      await log.tamper(`update portorium_audit.record set ${column} = replace(${column}, ' changed', '')`);
    }
    assert.equal((await verify()).code, 0);
  });

  it('finds a record that was deleted', async () => {
    await log.tamper(`delete from ${record('3')}`);
    await refused(/leaf 2 .*a record is missing before this one/);
    await log.tamper(`delete from ${record('4')}`);
    await refused(/leaf 2: a record is missing/);
  });

  it('finds a record that was put in', async () => {
    await log.tamper(
      `insert into portorium_audit.record overriding system value select (r).* from (select jsonb_populate_record(r, '{"sequence": "90000", "reference": "new"}') as r from portorium_audit.record as r where reference = '3') as copied`,
    );
    await refused(/leaf 4 .*the record was put in|leaf 3 .*the record was put in/);
  });

  it('finds two records that changed places', async () => {
    await log.tamper(
      `update portorium_audit.record as one set reference = other.reference, id = other.id from portorium_audit.record as other
       where one.reference in ('3', '4') and other.reference in ('3', '4') and one.reference <> other.reference`,
    );
    await refused(/leaf 2 .*the record was changed/);
  });

  it('finds lines of an export that changed places, and an export that was cut off', async () => {
    const lines = await log.export();
    const [one, other] = [
      lines.indexOf(lines.find((line) => line.includes('"reference":"3"'))!),
      lines.findIndex((line) => line.includes('"reference":"4"')),
    ];
    const swapped = lines.with(one, lines[other]!).with(other, lines[one]!);
    const { text } = await run(await file('swapped', swapped.join('\n')), '--key', key());
    assert.match(text, /leaf 2 /);
    const cut = await run(await file('cut', lines.slice(0, -1).join('\n')), '--key', key());
    assert.match(cut.text, /the export is cut off/);
  });

  it('finds a batch that was deleted, with its records and without', async () => {
    await log.tamper('delete from portorium_audit.batch where tree_size = 4');
    await refused(/leaf 2: the leaves 2 to 3 are missing/);
    await log.tamper(`delete from portorium_audit.record where reference in ('3', '4')`);
    await refused(/leaf 2: the leaves 2 to 3 are missing/);
  });

  it('finds a record that was changed together with its hash', async () => {
    await update(`party = 'x'`, '4');
    await log.tamper(`update portorium_audit.batch set leaf_hashes = set_byte(leaf_hashes, 0, 1) where tree_size = 4`);
    await refused(/leaf 2/);
    // The hashes of the rows as they are now, under the signatures of before.
    const lines = (await log.export()).filter((line) => line.startsWith('{"record":'));
    const { leafHash } = await import('../../../shared-services/audit/domain/merkle.ts');
    const hashes = Buffer.concat(lines.slice(2, 4).map(leafHash)).toString('hex');
    await log.tamper(`update portorium_audit.batch set leaf_hashes = '\\x${hashes}' where tree_size = 4`);
    await refused(/leaf 2: a record of the leaves 2 to 3 was changed, and its hash with it/);
  });

  it('finds a checkpoint that somebody else signed', async () => {
    const stranger = testSigner();
    const { note } = stranger.sign((await newestCheckpoint(log.audit))!.note.split('\n\n')[0]!.concat('\n'));
    await log.tamper(`update portorium_audit.checkpoint set note = '${note}' where tree_size = 6`);
    await refused(/leaf 4: the checkpoint of 6 leaves is not signed with one of the keys/);
  });

  const cutOff = (after: number) =>
    log.tamper(
      `delete from portorium_audit.batch where tree_size > ${after}; delete from portorium_audit.checkpoint where tree_size > ${after};
       delete from portorium_audit.record where reference::int > ${after}`,
    );

  it('finds an end that was cut off by a checkpoint that a witness has', async () => {
    const kept = await checkpoint();
    await cutOff(4);
    assert.equal((await verify()).code, 0, 'by itself it is whole');
    await refused(/leaf 4: the end was cut off: a kept checkpoint has 6 leaves/, '--checkpoint', kept);
  });

  it('finds an end that was cut off by the numbers of the run that goes on', async () => {
    await cutOff(4);
    await run6.audit(sampleRecord({ reference: '7' }));
    await new Promise((resolve) => setTimeout(resolve, 10));
    await run6.audit(sampleRecord({ reference: '8' }));
    await log.sealAll();
    const { text } = await verify();
    assert.match(text, /not there {6}record 5 of entry/, 'not yet missed: the run went on for a moment only');
    await refused(/record 5 of entry \(origin \S+\) is missing: the run went on without it/, '--settle-seconds', '0');
  });

  it('does not miss the number of a transaction that was rolled back', async () => {
    const failing = run6.transaction(async (transaction) => {
      transaction.execute('select 1 / 0');
      transaction.audit(sampleRecord({ reference: 'never' }));
    });
    await assert.rejects(failing);
    for (const reference of ['7', '8']) await run6.audit(sampleRecord({ reference }));
    await log.sealAll();
    const { code, text } = await verify('--settle-seconds', '0');
    assert.equal(code, 0, text);
    assert.doesNotMatch(text, /not there/);
  });

  it('finds a log that was written anew, by a checkpoint that a witness has', async () => {
    const kept = await checkpoint();
    await update(`party = 'x'`, '1');
    await log.tamper(
      'delete from portorium_audit.batch; delete from portorium_audit.node; delete from portorium_audit.checkpoint',
    );
    await log.sealAll();
    assert.equal((await verify()).code, 0, 'by itself it is whole, and signed');
    await refused(/the log of 6 leaves is another one than the kept checkpoint vouches for/, '--checkpoint', kept);
  });

  it('cannot be tried with a kept checkpoint that is not signed, or without an export', async () => {
    const forged = await file('forged', testSigner().sign('portorium.example/audit\n6\nAAAA\n').note);
    await assert.rejects(verify('--checkpoint', forged), /is not signed with one of the keys/);
    await assert.rejects(run(join(folder, 'nothing')), /cannot be read/);
    await assert.rejects(run(), /say which export/);
  });
}).timeout(120_000);
