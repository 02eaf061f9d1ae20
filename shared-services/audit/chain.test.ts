import assert from 'node:assert/strict';
import { createLogger, silentLogger } from '../kit/logging.ts';
import { createStore, type Store } from '../kit/store/store.ts';
import { type TestComponents, testComponents } from '../kit/test-support/components.ts';
import { deferred, eventually, sampleRecord } from '../kit/test-support/samples.ts';
import { proveChain, sealBlock, startSealer } from './chain.ts';

interface BlockRow {
  readonly position: string;
  readonly records: number;
}

const errorLog = () => {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  return { lines, log: createLogger({ level: 'error', platform: 'test', destination: { write } }) };
};

describe('audit chain', () => {
  let components: TestComponents;
  let entry: Store;
  let audit: Store;

  before(async () => {
    components = await testComponents([{ name: 'entry', outbox: true }, { name: 'risk-analysis' }]);
    const storeOf = (component: string) =>
      createStore({ component, pool: components.poolOf(component), log: silentLogger() });
    entry = storeOf('entry');
    audit = storeOf('audit');
  });
  after(() => components.drop());
  beforeEach(() => tamper('delete from portorium_audit.block; delete from portorium_audit.record'));

  const write = (...references: string[]) =>
    entry.transaction(async (transaction) => {
      transaction.audit(...references.map((reference) => sampleRecord({ reference })));
    });
  const sealAll = async () => {
    for (;;) if ((await sealBlock(audit)) === 0) return;
  };
  const blocks = () =>
    components.admin<BlockRow>('select position, records from portorium_audit.block order by position');
  /** As somebody who may do everything. */
  const tamper = (text: string) =>
    components.admin(`set session_replication_role = replica; ${text}; set session_replication_role = origin`);
  const brokenAt = async () => (await proveChain(audit)).broken;

  /** Three blocks over the records 1 to 6. */
  const sealedChain = async () => {
    for (const pair of [
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]) {
      await write(...pair);
      await sealAll();
    }
    assert.deepEqual(await proveChain(audit), { blocks: 3, records: 6 });
  };

  it('an empty chain holds', async () => {
    assert.equal(await sealBlock(audit), 0);
    assert.deepEqual(await proveChain(audit), { blocks: 0, records: 0 });
  });

  it('seals what was written, each record once, and holds', async () => {
    await sealedChain();
    assert.deepEqual(
      (await blocks()).map(({ records }) => records),
      [2, 2, 2],
    );
  });

  it('goes on beyond nine blocks', async () => {
    for (let count = 1; count <= 12; count += 1) {
      await write(`${count}`);
      assert.equal(await sealBlock(audit), 1);
    }
    assert.deepEqual(await proveChain(audit), { blocks: 12, records: 12 });
  });

  it('holds whatever the time zone and the date style of the one who proves it', async () => {
    await sealedChain();
    const prover = components.poolOf('audit');
    await components.admin(`alter role portorium_audit set timezone = 'Asia/Tokyo'`);
    await components.admin(`alter role portorium_audit set datestyle = 'German'`);
    try {
      await prover.query(`set timezone = 'Asia/Tokyo'; set datestyle = 'German'`);
      assert.equal(await brokenAt(), undefined);
    } finally {
      await components.admin('alter role portorium_audit reset all');
    }
  });

  it('seals in the order of transactions, and nothing past one that is still open', async () => {
    const open = deferred();
    const begun = deferred();
    const long = entry.transaction(async (transaction) => {
      await transaction.query('select pg_current_xact_id()');
      begun.resolve();
      await open.promise;
      transaction.audit(sampleRecord({ reference: 'began first' }));
    });
    await begun.promise;
    await write('began later');
    assert.equal(await sealBlock(audit), 0);
    open.resolve();
    await long;
    await sealAll();
    assert.deepEqual(await proveChain(audit), { blocks: 1, records: 2 });
    const order = await components.admin(
      'select reference from portorium_audit.record order by transaction_id, sequence',
    );
    assert.deepEqual(order, [{ reference: 'began first' }, { reference: 'began later' }]);
  });

  it('a transaction that was rolled back holds up nothing', async () => {
    const failed = entry.transaction(async (transaction) => {
      await transaction.query('select pg_current_xact_id()');
      throw new Error('no');
    });
    await assert.rejects(failed);
    await write('1');
    assert.equal(await sealBlock(audit), 1);
  });

  it('seals much in several blocks, and takes what is written meanwhile into later ones', async () => {
    const many = [...Array(2500).keys()].map(String);
    await write(...many);
    const meanwhile = write('later');
    await sealAll();
    await meanwhile;
    await sealAll();
    assert.equal((await proveChain(audit)).records, 2501);
    assert.equal((await blocks())[0]?.records, 2000);
    assert.equal(await brokenAt(), undefined);
  });

  it('two sealers at once make one chain', async () => {
    const { log, lines: errors } = errorLog();
    const sealers = [1, 2].map(() => startSealer(audit, log, 1));
    await Promise.all([...Array(60).keys()].map((number) => write(`${number}`)));
    await eventually('all sealed', async () => (await proveChain(audit)).records === 60);
    await Promise.all(sealers.map((sealer) => sealer.stop()));
    assert.deepEqual(errors, []);
    assert.equal(await brokenAt(), undefined);
  });

  it('a sealer goes on after an error, and stops at once', async () => {
    const { log, lines: errors } = errorLog();
    await components.admin('alter table portorium_audit.block rename to hidden');
    const sealer = startSealer(audit, log, 5);
    await eventually('an error', () => errors.length > 0);
    await components.admin('alter table portorium_audit.hidden rename to block');
    await write('1');
    await eventually('the block', async () => (await blocks()).length === 1);
    await sealer.stop();
  });

  describe('is append-only', () => {
    for (const table of ['record', 'block']) {
      for (const text of [
        `update ${table} set ${table === 'record' ? 'event' : 'hash'} = ''`,
        `delete from ${table}`,
        `truncate ${table}`,
      ]) {
        it(`refuses "${text}", even of its own component and of the administrator`, async () => {
          await write('1');
          await sealAll();
          await assert.rejects(audit.query(text), /append-only/);
          await assert.rejects(components.admin(text.replace(table, `portorium_audit.${table}`)), /append-only/);
        });
      }
    }

    const denied = [
      'select * from portorium_audit.record',
      'update portorium_audit.record set event = event',
      'delete from portorium_audit.record',
      'select * from portorium_audit.block',
      `insert into portorium_audit.block values (9, '1', 1, '1', 1, 1, '', '')`,
    ];
    for (const text of denied)
      it(`another component may not: ${text}`, () => assert.rejects(entry.query(text), /permission denied/));

    const insertWith = (column: string, value: string, component = 'entry') =>
      entry.query(
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
      const risk = createStore({
        component: 'risk-analysis',
        pool: components.poolOf('risk-analysis'),
        log: silentLogger(),
      });
      await risk.audit(sampleRecord());
    });
  });

  describe('finds', () => {
    beforeEach(sealedChain);

    const record = (reference: string) => `portorium_audit.record where reference = '${reference}'`;

    it('a changed record', async () => {
      await tamper(`update portorium_audit.record set outcome = 'refused' where reference = '3'`);
      assert.deepEqual(await brokenAt(), { position: '2', reason: 'a record was changed' });
    });

    it('a record whose time was moved by a microsecond', async () => {
      await tamper(
        `update portorium_audit.record set recorded_at = recorded_at + interval '1 microsecond' where reference = '1'`,
      );
      assert.deepEqual(await brokenAt(), { position: '1', reason: 'a record was changed' });
    });

    it('a deleted record', async () => {
      await tamper(`delete from ${record('4')}`);
      assert.equal((await brokenAt())?.position, '2');
    });

    it('an inserted record', async () => {
      await tamper(
        `insert into portorium_audit.record overriding system value select (r).* from (select jsonb_populate_record(r, '{"sequence": "90000"}') as r from portorium_audit.record as r where reference = '4') as copied`,
      );
      assert.equal((await brokenAt())?.reason, 'it was sealed over 2 records and 3 are there');
    });

    it('two records that changed places', async () => {
      await tamper(
        `update portorium_audit.record as one set reference = other.reference, id = other.id from portorium_audit.record as other
         where one.reference in ('3', '4') and other.reference in ('3', '4') and one.reference <> other.reference`,
      );
      assert.deepEqual(await brokenAt(), { position: '2', reason: 'a record was changed' });
    });

    it('a record that went from one block to the next', async () => {
      await tamper(
        `update portorium_audit.record set transaction_id = (select transaction_id from ${record('5')}) where reference = '4'`,
      );
      assert.equal((await brokenAt())?.position, '2');
    });

    it('a deleted block', async () => {
      await tamper('delete from portorium_audit.block where position = 2');
      assert.equal((await brokenAt())?.position, '3');
    });

    for (const change of [
      `hash = repeat('0', 64)`,
      `previous_hash = repeat('1', 64)`,
      'records = 1',
      'first_sequence = first_sequence + 1',
      'last_sequence = last_sequence - 1',
      'position = 20',
    ]) {
      it(`a block with ${change}`, async () => {
        await tamper(`update portorium_audit.block set ${change} where position = 2`);
        assert.ok((await brokenAt()) !== undefined);
      });
    }

    it('a record and its block that were changed together', async () => {
      await tamper(`delete from ${record('4')}`);
      await tamper(
        `update portorium_audit.block set records = 1, last_sequence = (select sequence from ${record('3')}) where position = 2`,
      );
      assert.ok((await brokenAt()) !== undefined);
    });
  });
}).timeout(60_000);
