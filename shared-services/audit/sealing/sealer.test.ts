import assert from 'node:assert/strict';
import { createLogger } from '../../kit/logging.ts';
import { deferred, eventually, sampleRecord } from '../../kit/test-support/samples.ts';
import { emptyTree, grow, leafHash, rootOf } from '../domain/merkle.ts';
import { headOf, noteHolds } from '../domain/note.ts';
import { type TestLog, testLog } from '../test-support/log.ts';
import { newestCheckpoint } from '../tree/checkpoints.ts';
import { proveTree } from '../tree/prove.ts';
import { sealBatch, startSealer } from './sealer.ts';
import { createWatch } from './watch.ts';

const errorLog = () => {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  return { lines, log: createLogger({ level: 'error', platform: 'test', destination: { write } }) };
};

describe('the sealer of the audit log', () => {
  let log: TestLog;
  before(async () => {
    log = await testLog();
  });
  after(() => log.components.drop());
  beforeEach(() => log.empty());

  const seal = () => sealBatch({ store: log.audit, signer: log.signer });
  const prove = () => proveTree(log.audit, log.signer.keys());
  const sizes = async () =>
    (
      await log.components.admin<{ records: number }>('select records from portorium_audit.batch order by tree_size')
    ).map(({ records }) => records);

  it('has nothing to say of an empty log', async () => {
    assert.equal(await seal(), 0);
    assert.deepEqual(await prove(), { records: 0, checkpoints: 0 });
  });

  it('makes each record a leaf once, under a signed root that anybody computes from the exported lines', async () => {
    await log.write('1', '2');
    await log.sealAll();
    await log.write('3');
    await log.sealAll();
    assert.deepEqual(await prove(), { records: 3, checkpoints: 2 });
    const leaves = (await log.export()).filter((line) => line.startsWith('{"record":'));
    const newest = await newestCheckpoint(log.audit);
    assert.equal(newest?.treeSize, 3);
    assert.equal(newest.rootHash, rootOf(grow(emptyTree, leaves.map(leafHash)).tree).toString('base64'));
    assert.ok(noteHolds(newest.note, log.signer.keys()));
    assert.deepEqual(headOf(newest.note), { size: 3, root: newest.rootHash });
    assert.match(newest.note, /^portorium\.example\/audit\n3\n[\w+/]{43}=\n\n\u2014 portorium\.example\/audit \S+\n$/);
  });

  it('writes leaves the same way whatever the time zone and the date style of the session', async () => {
    await log.write('1', '"quoted"\nand on the next line: \u00e9');
    await log.sealAll();
    const before = await log.export();
    await log.components.poolOf('audit').query(`set timezone = 'Asia/Tokyo'; set datestyle = 'German'`);
    await log.components.admin(`alter role portorium_audit set timezone = 'Asia/Tokyo'`);
    try {
      assert.deepEqual(await log.export(), before);
      assert.equal((await prove()).bad, undefined);
    } finally {
      await log.components.admin('alter role portorium_audit reset timezone');
    }
  });

  it('seals in the order of transactions, and nothing past one that is still open', async () => {
    const open = deferred();
    const begun = deferred();
    const long = log.entry.transaction(async (transaction) => {
      await transaction.query('select pg_current_xact_id()');
      begun.resolve();
      await open.promise;
      transaction.audit(sampleRecord({ reference: 'began first' }));
    });
    await begun.promise;
    await log.write('began later');
    assert.equal(await seal(), 0);
    open.resolve();
    await long;
    await log.sealAll();
    const references = (await log.export())
      .filter((line) => line.startsWith('{"record":'))
      .map((line) => (JSON.parse(line) as { reference: string }).reference);
    assert.deepEqual(references, ['began first', 'began later']);
  });

  it('a transaction that was rolled back holds up nothing', async () => {
    const failed = log.entry.transaction(async (transaction) => {
      await transaction.query('select pg_current_xact_id()');
      throw new Error('no');
    });
    await assert.rejects(failed);
    await log.write('1');
    assert.equal(await seal(), 1);
  });

  it('seals much in several batches, and keeps the nodes that proofs need', async () => {
    await log.write(...[...Array(9000).keys()].map(String));
    await log.sealAll();
    assert.deepEqual(await sizes(), [8192, 808]);
    assert.deepEqual(await prove(), { records: 9000, checkpoints: 2 });
    const [count] = await log.components.admin<{ nodes: number }>(
      'select count(*)::int as nodes from portorium_audit.node',
    );
    // 35 whole subtrees of 256 leaves, and what stands above them.
    assert.equal(count?.nodes, 35 + 17 + 8 + 4 + 2 + 1);
  });

  it('two sealers at once make one tree', async () => {
    const { log: logger, lines: errors } = errorLog();
    const sealers = [1, 2].map(() => startSealer({ store: log.audit, signer: log.signer, log: logger, intervalMs: 1 }));
    await Promise.all([...Array(60).keys()].map((number) => log.write(`${number}`)));
    await eventually('all sealed', async () => (await prove()).records === 60, 30_000);
    await Promise.all(sealers.map((sealer) => sealer.stop()));
    assert.deepEqual(errors, []);
    assert.equal((await prove()).bad, undefined);
  });

  it('a sealer goes on after an error, and stops at once', async () => {
    const { log: logger, lines: errors } = errorLog();
    await log.components.admin('alter table portorium_audit.batch rename to hidden');
    const sealer = startSealer({ store: log.audit, signer: log.signer, log: logger, intervalMs: 5 });
    await eventually('an error', () => errors.length > 0, 30_000);
    await log.components.admin('alter table portorium_audit.hidden rename to batch');
    await log.write('1');
    await eventually('the batch', async () => (await sizes()).length === 1, 30_000);
    await sealer.stop();
  });

  it('signs nothing on top of a tree that was cut back or written anew under its hands', async () => {
    const watch = createWatch();
    const parts = { store: log.audit, signer: log.signer, watch };
    await log.write('1', '2');
    await sealBatch(parts);
    await log.write('3');
    await log.tamper('delete from portorium_audit.batch; delete from portorium_audit.checkpoint');
    await assert.rejects(sealBatch(parts), /the tree of 2 leaves that this process sealed is not there/);
    await log.tamper(`update portorium_audit.record set party = 'x' where reference = '1'`);
    await seal();
    await assert.rejects(sealBatch(parts), /was changed in the database/);
    assert.equal((await newestCheckpoint(log.audit))?.treeSize, 3);
  });

  describe('its tables are append-only', () => {
    const columns = { record: 'event', batch: 'records', node: 'level', checkpoint: 'note', cosignature: 'line' };
    for (const [table, column] of Object.entries(columns)) {
      for (const text of [`update ${table} set ${column} = ${column}`, `delete from ${table}`, `truncate ${table}`]) {
        it(`refuses "${text}", even of its own component and of the administrator`, async () => {
          await assert.rejects(log.audit.query(text), /permission denied/);
          await assert.rejects(log.components.admin(text.replace(table, `portorium_audit.${table}`)), /append-only/);
        });
      }
      it(`another component may not read or write ${table}, but add records`, async () => {
        await assert.rejects(log.entry.query(`select * from portorium_audit.${table}`), /permission denied/);
        await assert.rejects(log.entry.query(`delete from portorium_audit.${table}`), /permission denied/);
        if (table !== 'record')
          await assert.rejects(
            log.entry.query(`insert into portorium_audit.${table} default values`),
            /permission denied/,
          );
      });
    }

    const insertWith = (column: string, value: string, component = 'entry') =>
      log.entry.query(
        `insert into portorium_audit.record (${column}id, component, event, outcome, conversation_id, message_id, traceparent, circle, party, subject, protocol, personal_data)
         values (${value}gen_random_uuid(), '${component}', 'e', 'done', 'c', 'm', 't', 'central', 'p', 's', 'internal', false)`,
      );
    for (const [column, value] of [
      ['transaction_id, ', `'1', `],
      ['recorded_at, ', `'2020-01-01', `],
      ['sequence, ', '1, '],
    ] as const)
      it(`another component may not choose ${column}`, () =>
        assert.rejects(insertWith(column, value), /permission denied|cannot insert a non-DEFAULT/));

    it('a component writes in its own name alone, dashes and all', async () => {
      await insertWith('', '');
      await assert.rejects(insertWith('', '', 'decisions'), /in the name of decisions/);
      await log.storeOf('risk-analysis').audit(sampleRecord());
    });
  });
}).timeout(120_000);
