import assert from 'node:assert/strict';
import { silentLogger } from '../logging.ts';
import { type TestComponents, testComponents } from '../test-support/components.ts';
import { sampleMessage, sampleRecord } from '../test-support/samples.ts';
import { createStore, type Store } from './store.ts';

describe('store', () => {
  let components: TestComponents;
  let store: Store;
  let sent: string[][];

  before(async () => {
    components = await testComponents([{ name: 'sample', outbox: true }]);
    await components.admin(
      'set role portorium_sample_owner; create table portorium_sample.work (id integer primary key); reset role',
    );
  });
  after(() => components.drop());
  beforeEach(async () => {
    await components.admin('truncate portorium_sample.work, portorium_sample.outbox');
    await components.admin(
      'set session_replication_role = replica; delete from portorium_audit.record; set session_replication_role = origin',
    );
    store = createStore({ component: 'sample', pool: components.poolOf('sample'), log: silentLogger() });
    sent = [];
    store.onSent((subscribers) => sent.push([...subscribers].sort()));
  });

  const counts = async () => {
    const [row] = await components.admin<{ work: number; outbox: number; audit: number }>(
      `select (select count(*)::int from portorium_sample.work) as work,
        (select count(*)::int from portorium_sample.outbox) as outbox, (select count(*)::int from portorium_audit.record) as audit`,
    );
    return row;
  };

  it('commits business rows, messages and audit records together', async () => {
    const answer = await store.transaction(async (transaction) => {
      await transaction.query('insert into work values (1)');
      transaction.send(sampleMessage({ subscriber: 'b' }), sampleMessage({ subscriber: 'a' }));
      transaction.audit(sampleRecord());
      assert.deepEqual(sent, []);
      return 'done';
    });
    assert.equal(answer, 'done');
    assert.deepEqual(await counts(), { work: 1, outbox: 2, audit: 1 });
    assert.deepEqual(sent, [['a', 'b']]);
  });

  it('leaves nothing of a transaction that fails, and announces nothing', async () => {
    const failing = store.transaction(async (transaction) => {
      await transaction.query('insert into work values (1)');
      transaction.send(sampleMessage());
      transaction.audit(sampleRecord());
      throw new Error('no');
    });
    await assert.rejects(failing, /^Error: no$/);
    assert.deepEqual(await counts(), { work: 0, outbox: 0, audit: 0 });
    assert.deepEqual(sent, []);
  });

  it('leaves nothing when the audit record cannot be written', async () => {
    const failing = store.transaction(async (transaction) => {
      await transaction.query('insert into work values (1)');
      transaction.audit(sampleRecord({ event: null as unknown as string }));
    });
    await assert.rejects(failing, /not-null/);
    assert.deepEqual(await counts(), { work: 0, outbox: 0, audit: 0 });
  });

  it('acknowledges nothing when a failed statement was swallowed and PostgreSQL quietly rolled back', async () => {
    const swallowing = store.transaction(async (transaction) => {
      await transaction.query('insert into work values (1)');
      await transaction.query('insert into work values (1)').catch(() => undefined);
      return 'acknowledged';
    });
    await assert.rejects(swallowing, /nothing was committed/);
    assert.deepEqual(await counts(), { work: 0, outbox: 0, audit: 0 });
  });

  it('a listener that fails does not make a committed transaction look failed', async () => {
    store.onSent(() => {
      throw new Error('deaf');
    });
    await store.transaction(async (transaction) => transaction.send(sampleMessage()));
    assert.equal((await counts())?.outbox, 1);
  });

  it('keeps every field of a message', async () => {
    const full = sampleMessage({ priority: 'A', recipient: 'BE', content: { text: 'é "\\ \u0000', list: [1, null] } });
    await store.transaction(async (transaction) => transaction.send(full));
    const [row] = await store.query<Record<string, unknown>>('select * from outbox');
    assert.deepEqual(
      [row?.['name'], row?.['subscriber'], row?.['ordering_key'], row?.['priority'], row?.['recipient']],
      [full.name, full.subscriber, full.orderingKey, 1, 'BE'],
    );
    assert.deepEqual(
      [row?.['message_id'], row?.['conversation_id'], row?.['traceparent'], row?.['attempts']],
      [full.messageId, full.conversationId, full.traceparent, 0],
    );
    assert.deepEqual(JSON.parse(String(row?.['content'])), full.content);
  });

  it('writes the component’s own name into its audit records', async () => {
    const record = sampleRecord({
      reference: 'R',
      refusalCode: 'X',
      contentSha256: 'f'.repeat(64),
      personalData: true,
    });
    await store.audit(record);
    const [row] = await components.admin<Record<string, unknown>>('select * from portorium_audit.record');
    assert.deepEqual(
      [row?.['component'], row?.['reference'], row?.['refusal_code'], row?.['content_sha256'], row?.['personal_data']],
      ['sample', 'R', 'X', 'f'.repeat(64), true],
    );
  });

  it('group commit: one transaction for many callers, and a failing one harms no other', async () => {
    await store.query('insert into work values (5)');
    const write = store.groupCommit<number, number>(async (transaction, items) => {
      for (const item of items) await transaction.query('insert into work values ($1)', [item]);
      transaction.audit(...items.map((item) => sampleRecord({ reference: String(item) })));
      return items;
    });
    const results = await Promise.allSettled([1, 2, 3, 4, 5, 6, 7, 8].map(write));
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled'],
    );
    assert.deepEqual(await counts(), { work: 8, outbox: 0, audit: 7 });
  });

  it('survives the loss of its connection in the middle of a transaction', async () => {
    const cut = store.transaction(async (transaction) => {
      await transaction.query('insert into work values (1)');
      const [row] = await transaction.query<{ pid: number }>('select pg_backend_pid() as pid');
      await components.admin('select pg_terminate_backend($1)', [row!.pid]);
      await transaction.query('insert into work values (2)');
    });
    await assert.rejects(cut);
    await store.transaction((transaction) => transaction.query('insert into work values (3)'));
    assert.deepEqual(await store.query('select id from work'), [{ id: 3 }]);
  });
});
