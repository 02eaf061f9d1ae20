import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { silentLogger } from '../logging.ts';
import { openPool } from '../postgres/pool.ts';
import { type TestDatabase, testDatabase } from '../postgres/test-support.ts';
import { createStore, type Store } from '../store/store.ts';
import { createSealing } from './keeping.ts';
import { drawSealingKey, readSealingKey, sealingKeyOf } from './key.ts';
import { noMarks, openMarks } from './marks.ts';
import { countLeft, resealAll } from './reseal.ts';
import { openKeyRing, ringOf } from './ring.ts';
import { listKeys, rewrap, rotate } from './rotate.ts';
import { sealedStore } from './store.ts';
import { type SealedPlace, toSeal } from './values.ts';

const places: readonly SealedPlace[] = [
  { table: 'criterion', column: 'definition', key: { id: 'text', version: 'integer' } },
  { table: 'other', column: 'definition', key: { id: 'text', version: 'integer' } },
];
const key = sealingKeyOf('a1'.repeat(32));
const log = silentLogger();

describe('sealed columns', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let bare: Store;
  let admin: pg.Client;
  const table = { component: 'test', schema: 'public' };
  const insert = 'insert into criterion (id, version, definition) values ($1, $2, $3)';
  const rows = async (text = 'select id, version, definition from criterion order by id, version') =>
    (await admin.query<{ definition: string }>(text)).rows.map(({ definition }) => definition);

  before(async () => {
    database = await testDatabase();
    pool = openPool(database.adminUrl, { maxConnections: 4, applicationName: 't', statementTimeoutMs: 10_000, log });
    bare = createStore({ component: 'test', pool, log });
    admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    await admin.query(`create table sealing_key (generation integer primary key, wrapped bytea not null,
      key_id text not null, made_at timestamptz not null default now(), active_at timestamptz not null);
      create table criterion (id text, version integer, definition text not null, primary key (id, version));
      create table other (like criterion including all);
      create table sealed_place (place text primary key, since timestamptz not null default now())`);
  });
  beforeEach(() => admin.query('truncate sealing_key, sealed_place, criterion, other'));
  after(async () => {
    await admin.end();
    await pool.end();
    await database.drop();
  });

  const fresh = (with_ = key) => sealedStore(bare, places, openKeyRing(bare, with_));
  const write = (store: Store, id: string, version: number, text: string) =>
    store.query(insert, [id, version, toSeal('criterion.definition', [id, version], text)]);

  it('show what they hold to who has the key, and nothing of it in the table', async () => {
    const store = fresh();
    await write(store, 'A', 1, `secret “criterion” ${'x'.repeat(10_000)}`);
    await store.transaction(async (transaction) => {
      const ids = ['B', 'B'];
      const sealed = [1, 2].map((version) => toSeal('criterion.definition', ['B', version], `secret ${version}`));
      await transaction.query(
        'insert into criterion (id, version, definition) select * from unnest($1::text[], $2::integer[], $3::text[])',
        [ids, [1, 2], sealed],
      );
      const seen = await transaction.query<{ definition: string }>(
        `select id, version, definition from criterion where id = 'B' order by version`,
      );
      assert.deepEqual(
        seen.map(({ definition }) => definition),
        ['secret 1', 'secret 2'],
      );
    });
    for (const text of await rows()) assert.match(text, /^sealed:1:1:criterion\.definition:[A-Za-z0-9+/]+=*$/);
    // Another process, with the same key.
    const all = await fresh().query<{ definition: string }>('select * from criterion order by id, version');
    assert.deepEqual(
      all.map(({ definition }) => definition.slice(0, 8)),
      ['secret “', 'secret 1', 'secret 2'],
    );
    const [wrapped] = (await admin.query<{ wrapped: Buffer }>('select wrapped from sealing_key')).rows;
    assert.equal(wrapped!.wrapped.length, 12 + 32 + 16);
  });

  it('do not open in another row, version, table or component, nor when a bit is another', async () => {
    const store = fresh();
    await write(store, 'A', 1, 'secret');
    const [sealed] = await rows();
    const reads = () => store.query('select id, version, definition from criterion');
    for (const set of [`id = 'B'`, 'version = 2']) {
      await admin.query(`update criterion set ${set}`);
      await assert.rejects(reads(), /was changed, or belongs to another row/, set);
      await admin.query(`update criterion set id = 'A', version = 1, definition = $1`, [sealed]);
    }
    const bytes = Buffer.from(sealed!.split(':')[4]!, 'base64');
    for (const at of [0, 15, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      await admin.query('update criterion set definition = $1', [
        `sealed:1:1:criterion.definition:${changed.toString('base64')}`,
      ]);
      await assert.rejects(reads(), /was changed/);
    }
    await admin.query('update criterion set definition = $1', [sealed]);
    const stranger = sealedStore({ ...bare, component: 'stranger' }, places, ringOf(await store.dataKeys()));
    await assert.rejects(stranger.query('select id, version, definition from criterion'), /was changed/);
    await assert.rejects(store.query('select definition from criterion'), /read without id/);
    assert.equal((await reads()).length, 1);
  });

  it('do not open in another table with the same key, whatever place they say that they are of', async () => {
    const store = fresh();
    await write(store, 'A', 1, 'secret');
    await admin.query('insert into other select * from criterion');
    const reads = () => store.query('select id, version, definition from other');
    await assert.rejects(reads(), /other.definition of A\/1 was changed, or belongs to another row/);
    await admin.query(`update other set definition = replace(definition, 'criterion.', 'other.')`);
    await assert.rejects(reads(), /was changed, or belongs to another row/);
    const joined = `select o.id, o.version, o.definition from criterion c join other o using (id)`;
    await assert.rejects(store.query(joined), /was changed/, 'the table counts, not the statement');
    await assert.rejects(
      store.query(`select id, version, definition || '' as definition from criterion`),
      /does not say from which table/,
    );
    await admin.query('create table unsealed as select * from criterion');
    await assert.rejects(store.query('select * from unsealed'), /seals nothing/);
    await admin.query('drop table unsealed');
  });

  it('are not believed plain once all were sealed; a database restored from before is sealed again', async () => {
    const figures = new Map<string, () => number>();
    const gauge = (name: string, _: string, read: () => number) => void figures.set(name, read);
    const start = async () => {
      const sealing = createSealing({ store: bare, places, key, log, gauge });
      await sealing.ready();
      await sealing.stop();
      return sealing.store;
    };
    const reads = (store: Store) => store.query<{ definition: string }>('select * from criterion order by id');
    await admin.query(`insert into criterion values ('A', 1, 'from before')`);
    assert.equal((await reads(await start()))[0]!.definition, 'from before', 'sealed, and marked');
    await admin.query(`insert into criterion values ('B', 1, 'by hand')`);
    const second = await start();
    await assert.rejects(reads(second), /criterion.definition of B\/1 is not sealed, though all of it was/);
    assert.equal(figures.get('portorium_sealing_foreign_values')!(), 1);
    assert.equal(figures.get('portorium_sealing_values_left')!(), 0, 'it is not sealed for who wrote it');
    assert.equal((await rows()).at(-1), 'by hand');
    const transacted = second.transaction((transaction) => transaction.query('select * from criterion'));
    await assert.rejects(transacted, /not sealed, though/);
    await admin.query(`delete from criterion where id = 'B'`);
    assert.equal((await reads(second)).length, 1);
    // What a process has seen, it keeps to.
    const marks = openMarks(bare);
    await marks.read();
    await admin.query('truncate sealed_place');
    assert.ok(marks.has('criterion.definition'));
    // As a backup from before has it: plain values, and no mark.
    await admin.query(`update criterion set definition = 'restored'`);
    assert.equal((await reads(await start()))[0]!.definition, 'restored');
    assert.match((await rows())[0]!, /^sealed:/);
    assert.equal(figures.get('portorium_sealing_foreign_values')!(), 0);
  });

  it('refuse another key, no key, and a store that does not seal', async () => {
    await write(fresh(), 'A', 1, 'secret');
    const other = sealingKeyOf('b2'.repeat(32));
    await assert.rejects(
      fresh(other).query('select * from criterion'),
      /wrapped with the sealing key .* is [0-9a-f]{16}/,
    );
    await assert.rejects(sealedStore(bare, places).query('select * from criterion'), /no key to open/);
    await assert.rejects(write(bare, 'B', 1, 'secret'), /this store does not seal/);
    assert.equal((await rows()).length, 1);
  });

  it('say what cannot be opened: cut short, of a generation that there is not', async () => {
    const store = fresh();
    await write(store, 'A', 1, 'secret');
    for (const [definition, reason] of [
      ['sealed:1:1:criterion.definition:AAAA', /cut short/],
      ['sealed:1:9:criterion.definition:AAAA', /no data key of generation 9/],
      ['sealed:1::criterion.definition:AAAA', /no data key of generation 0/],
    ] as const) {
      await admin.query('update criterion set definition = $1', [definition]);
      await assert.rejects(store.query('select id, version, definition from criterion'), reason);
    }
  });

  it('are written by query alone, and with a key that counts', async () => {
    const store = fresh();
    const sealed = toSeal('criterion.definition', ['A', 1], 'secret');
    await assert.rejects(
      store.transaction(async (transaction) => transaction.execute(insert, ['A', 1, sealed])),
      /by query, not by execute/,
    );
    await write(store, 'A', 1, 'secret');
    await admin.query(`update sealing_key set active_at = now() + interval '1 hour'`);
    await assert.rejects(write(fresh(), 'B', 1, 'secret'), /no data key to seal with/);
    await assert.rejects(ringOf([]).current(), /no data key was handed over/);
    assert.equal((await rows()).length, 1);
  });

  it('have data keys that are those of their component and generation alone', async () => {
    const wrapped = key.wrap('test/1', Buffer.alloc(32, 7));
    assert.deepEqual(key.unwrap('test/1', wrapped), Buffer.alloc(32, 7));
    for (const name of ['test/2', 'other/1', '']) assert.throws(() => key.unwrap(name, wrapped), name);
    await write(fresh(), 'A', 1, 'secret');
    await assert.rejects(openKeyRing({ ...bare, component: 'other' }, key).current());
    await admin.query('update sealing_key set generation = 2');
    await assert.rejects(openKeyRing(bare, key).current());
  });

  it('seal what is there from before, and all anew with another data key, while it is read', async () => {
    await admin.query(`insert into criterion select 'P' || n, 1, 'plain ' || n from generate_series(1, 2500) n`);
    const ring = openKeyRing(bare, key);
    const parts = { store: bare, places, ring, log, marks: noMarks };
    const store = sealedStore(bare, places, ring);
    const contents = async () =>
      (await store.query<{ definition: string }>('select * from criterion order by id')).map((one) => one.definition);
    const before = await contents();
    assert.equal(await countLeft(parts), 2500);
    // Two processes at once: each row is written once, or by one after the other alike.
    await Promise.all([resealAll(parts), resealAll({ ...parts, ring: openKeyRing(bare, key) })]);
    assert.deepEqual([await countLeft(parts), (await contents()).join()], [0, before.join()]);
    assert.ok((await rows()).every((text) => text.startsWith('sealed:1:1:')));

    assert.equal(await rotate(admin, table, key), 2);
    await ring.refresh();
    assert.equal((await ring.current()).generation, 1, 'until all processes have read it');
    await admin.query('update sealing_key set active_at = now()');
    await ring.refresh();
    // A process that has not read the new key yet finds it when it needs it.
    const late = sealedStore(bare, places, openKeyRing(bare, key));
    await late.query('select * from criterion limit 1');
    assert.equal(await resealAll(parts), 2500);
    assert.ok((await rows()).every((text) => text.startsWith('sealed:1:2:')));
    assert.deepEqual((await late.query<{ definition: string }>('select * from criterion order by id')).length, 2500);
    assert.deepEqual(await contents(), before);
  });

  it('are not sealed over what was written meanwhile', async () => {
    await admin.query(`insert into criterion values ('A', 1, 'plain')`);
    const overtaken: Store = {
      ...bare,
      query: async (text, values) => {
        const read = await bare.query(text, values);
        if (text.startsWith('select id')) await admin.query(`update criterion set definition = 'newer'`);
        return read as never;
      },
    };
    const ring = openKeyRing(bare, key);
    await resealAll({ store: overtaken, places, ring, log, marks: noMarks });
    assert.deepEqual(await rows(), ['newer']);
    assert.equal(await countLeft({ store: bare, places, ring, marks: noMarks }), 1, 'its turn comes again');
  });

  it('are wrapped anew with another sealing key: the old one opens nothing then', async () => {
    await write(fresh(), 'A', 1, 'secret');
    const next = sealingKeyOf('c3'.repeat(32));
    assert.equal(await rewrap(admin, table, key, next), 1);
    assert.deepEqual(
      (await listKeys(admin, table)).map(({ keyId }) => keyId),
      [next.id],
    );
    await assert.rejects(fresh().query('select * from criterion'), /wrapped with the sealing key/);
    const [row] = await fresh(next).query<{ definition: string }>('select * from criterion');
    assert.equal(row!.definition, 'secret');
    await assert.rejects(rotate(admin, table, key), /another sealing key/);
  });

  it('are kept so by a component from its start on, with figures', async () => {
    await admin.query(`insert into criterion values ('A', 1, 'plain')`);
    const figures = new Map<string, () => number>();
    const gauge = (name: string, _: string, read: () => number) => void figures.set(name, read);
    const sealing = createSealing({ store: bare, places, key, log, gauge });
    await sealing.ready();
    await sealing.stop();
    assert.match((await rows())[0]!, /^sealed:/);
    assert.deepEqual(
      [figures.get('portorium_sealing_values_left')!(), figures.get('portorium_sealing_generation')!()],
      [0, 1],
    );
    assert.ok(figures.get('portorium_sealing_key_made_timestamp_seconds')!() > 1.7e9);
  });

  it('have their key in a file of its owner, drawn once, refused where others may write it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'portorium-sealing-'));
    const file = join(folder, 'sealing-key');
    await drawSealingKey(file);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.equal((await readSealingKey(file)).id, (await readSealingKey(file)).id);
    await assert.rejects(drawSealingKey(file), { code: 'EEXIST' });
    await chmod(file, 0o666);
    await assert.rejects(readSealingKey(file), /written by others/);
    await writeFile(join(folder, 'short'), 'abc');
    await assert.rejects(readSealingKey(join(folder, 'short')), /64 hexadecimal/);
    await assert.rejects(readSealingKey(join(folder, 'none')), /cannot be read \(ENOENT\)/);
    await rm(folder, { recursive: true });
  });
});
