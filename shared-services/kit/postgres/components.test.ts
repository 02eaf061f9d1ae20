import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { silentLogger } from '../logging.ts';
import { withClient } from './client.ts';
import { type Component, componentDatabase, prepareComponents } from './components.ts';
import { changeConnection, databaseOf } from './connection-string.ts';
import { ownerNameOf, roleNameOf } from './roles.ts';
import { type TestDatabase, testDatabase, testRoleSecret } from './test-support.ts';

const log = silentLogger();
const noPrivilege = { code: '42501' };

const ask = async (connectionString: string, sql: string): Promise<unknown[]> =>
  withClient(connectionString, async (client) => {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
    return (rows ?? []).flat(); // no rows of several statements at once
  });

describe('component databases', () => {
  let database: TestDatabase;
  let folder = '';

  /** A component whose migrations are the given files. */
  const component = (name: string, files: Readonly<Record<string, string>>): Component => {
    const migrationsDirectory = join(folder, name);
    mkdirSync(migrationsDirectory, { recursive: true });
    for (const [file, sql] of Object.entries(files)) writeFileSync(join(migrationsDirectory, file), sql);
    return { name, migrationsDirectory };
  };

  const prepare = async (components: readonly Component[], adminUrl = database.adminUrl) => {
    const prepared = await prepareComponents({ adminUrl, roleSecret: testRoleSecret, components, log });
    return (name: string): string => prepared.get(name)?.connectionString ?? assert.fail(`no ${name}`);
  };

  beforeEach(async () => {
    database = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), 'portorium-components-'));
  });

  afterEach(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('gives each component a schema and a role of its own, in which its names are found', async () => {
    const urlOf = await prepare([
      component('test-entry', { '0001-filing.sql': 'create table filing (id int); insert into filing values (7)' }),
    ]);
    assert.deepEqual(await ask(urlOf('test-entry'), 'select current_user, current_schema, id from filing'), [
      'portorium_test_entry',
      'portorium_test_entry',
      7,
    ]);
    assert.deepEqual(await ask(urlOf('test-entry'), "select tableowner from pg_tables where tablename = 'filing'"), [
      'portorium_test_entry_owner',
    ]);
    for (const sql of [
      'alter table filing add column intruder int',
      'drop table filing',
      'truncate filing',
      'create table intruder (id int)',
      'create index on filing (id)',
      'update migration set sha256 = sha256',
      'select * from migration',
      'set role portorium_test_entry_owner',
    ])
      await assert.rejects(ask(urlOf('test-entry'), sql), noPrivilege, sql);
    assert.deepEqual(await ask(urlOf('test-entry'), 'update filing set id = 8 returning id'), [8]);
    assert.equal(
      componentDatabase(database.adminUrl, testRoleSecret, 'test-entry').connectionString,
      urlOf('test-entry'),
    );
  });

  it('lets no component read, write or find what another one has', async () => {
    const urlOf = await prepare([
      component('test-a', { '0001-secret.sql': 'create table secret (id int)' }),
      { name: 'test-b' },
    ]);
    for (const sql of [
      'select * from portorium_test_a.secret',
      'insert into portorium_test_a.secret values (1)',
      'drop table portorium_test_a.secret',
      'create table portorium_test_a.intruder (id int)',
      'create table public.intruder (id int)',
      'create schema intruder',
      'set role portorium_test_a',
      'alter role portorium_test_a password null',
      'create role intruder',
    ]) {
      await assert.rejects(ask(urlOf('test-b'), sql), noPrivilege, sql);
    }
    await assert.rejects(ask(urlOf('test-b'), 'select * from secret'), { code: '42P01' });
  });

  it('hands a schema of an earlier version, which belonged to the component, over to its owner, with all rows', async () => {
    const [name, secret] = ['test-old', testRoleSecret];
    const { role } = componentDatabase(database.adminUrl, secret, name);
    await ask(
      database.adminUrl,
      `do $$ begin create role ${role} login; exception when duplicate_object then null; end $$`,
    );
    await ask(
      database.adminUrl,
      `create schema ${role} authorization ${role}; set role ${role};
       create table ${role}.filing (id int generated always as identity, lrn text); create sequence ${role}.number;
       insert into ${role}.filing (lrn) values ('A')`,
    );
    const urlOf = await prepare([component(name, { '0001-more.sql': 'create table more (id int)' })]);
    assert.deepEqual(
      await ask(
        urlOf(name),
        `insert into filing (lrn) values ('B'); insert into more values (1);
        select nextval('number'); update filing set lrn = 'C' where lrn = 'A'; select lrn from filing`,
      ).catch(String),
      [],
    );
    assert.deepEqual(await ask(urlOf(name), 'select lrn from filing order by 1'), ['B', 'C']);
    for (const sql of ['drop table filing', 'alter table filing add x int', `drop schema ${role} cascade`])
      await assert.rejects(ask(urlOf(name), sql), noPrivilege, sql);
  });

  it('refuses the password of another component and of another installation', async () => {
    const urlOf = await prepare([{ name: 'test-a' }, { name: 'test-b' }]);
    const crossed = urlOf('test-a').replace('portorium_test_a:', 'portorium_test_b:');
    await assert.rejects(ask(crossed, 'select 1'), { code: '28P01' });
    const foreign = componentDatabase(database.adminUrl, 'the secret of somebody else', 'test-a').connectionString;
    await assert.rejects(ask(foreign, 'select 1'), { code: '28P01' });
  });

  it('follows a new role secret', async () => {
    await prepare([{ name: 'test-a' }]);
    const roleSecret = 'a new secret, after the old one leaked';
    const components = [{ name: 'test-a' }];
    const renewed = await prepareComponents({ adminUrl: database.adminUrl, roleSecret, components, log });
    assert.deepEqual(await ask(renewed.get('test-a')?.connectionString ?? '', 'select 1'), [1]);
    await prepare([{ name: 'test-a' }]);
  });

  it('lets a component open its schema to all by an administrator migration', async () => {
    const audit = component('test-audit', {
      '0001-record.sql': 'create table record (who text default current_user, what text)',
      '0002-all-insert.admin.sql': `grant usage on schema portorium_test_audit to portorium_component;
        grant insert on portorium_test_audit.record to portorium_component`,
    });
    const urlOf = await prepare([audit, { name: 'test-b' }]);
    await ask(urlOf('test-b'), "insert into portorium_test_audit.record (what) values ('seen')");
    assert.deepEqual(await ask(urlOf('test-audit'), 'select who, what from record'), ['portorium_test_b', 'seen']);
    await assert.rejects(ask(urlOf('test-b'), 'select * from portorium_test_audit.record'), noPrivilege);
    await assert.rejects(ask(urlOf('test-b'), 'delete from portorium_test_audit.record'), noPrivilege);
  });

  it('runs other migrations with the rights of the owner of the schema alone', async () => {
    const greedy = component('test-greedy', { '0001-grant.sql': 'create role intruder' });
    await assert.rejects(prepare([greedy]), /0001-grant\.sql could not be applied: permission denied/);
  });

  describe('migrations', () => {
    it('are applied once, in order, and continued', async () => {
      component('test-a', {
        '0002-fill.sql': 'insert into step values (2)',
        '0001-make.sql': 'create table step (id int)',
        'README.md': 'no SQL',
      });
      await prepare([component('test-a', {})]);
      const urlOf = await prepare([component('test-a', { '0003-fill.sql': 'insert into step values (3)' })]);
      assert.deepEqual(await ask(urlOf('test-a'), 'select id from step order by id'), [2, 3]);
      assert.deepEqual(
        await ask(database.adminUrl, 'select name from portorium_test_a.migration order by applied_at'),
        ['0001-make.sql', '0002-fill.sql', '0003-fill.sql'],
      );
    });

    it('refuse the start when an applied file was changed, and name it', async () => {
      await prepare([component('test-a', { '0001-make.sql': 'create table step (id int)' })]);
      await prepare([component('test-a', { '0001-make.sql': 'create table step (id int)' })]);
      const changed = component('test-a', {
        '0001-make.sql': 'create table step (id bigint)',
        '0002-more.sql': 'create table more ()',
      });
      await assert.rejects(prepare([changed]), /test-a\/0001-make\.sql was changed after it had been applied/);
      const { connectionString } = componentDatabase(database.adminUrl, testRoleSecret, 'test-a');
      await assert.rejects(ask(connectionString, 'select * from more'), { code: '42P01' });
    });

    it('leave nothing of a file that fails, and keep the files before it', async () => {
      const files = {
        '0001-make.sql': 'create table step (id int)',
        '0002-fail.sql': 'create table half (id int); select 1/0',
      };
      await assert.rejects(
        prepare([component('test-a', files)]),
        /0002-fail\.sql could not be applied: division by zero/,
      );
      const urlOf = await prepare([component('test-a', { '0002-fail.sql': 'create table half (id int)' })]);
      assert.deepEqual(await ask(urlOf('test-a'), 'select count(*)::int from step, half'), [0]);
    });

    for (const [title, files, message] of [
      ['a file with an odd name', { 'make.sql': '' }, /make\.sql: a migration is named like/],
      [
        'two files of one number',
        { '0001-a.sql': '', '0001-b.sql': '' },
        /0001-b\.sql: another migration has the number 0001/,
      ],
      [
        'a file that ends its own transaction',
        { '0001-a.sql': 'commit; begin' },
        /0001-a\.sql .*must not end its own transaction/,
      ],
    ] as const) {
      it(`refuse ${title}`, () => assert.rejects(prepare([component('test-a', files)]), message));
    }

    it('refuse a file that comes before one already applied', async () => {
      await prepare([component('test-a', { '0002-make.sql': 'create table step (id int)' })]);
      await assert.rejects(
        prepare([component('test-a', { '0001-late.sql': '' })]),
        /0001-late\.sql comes before 0002-make\.sql/,
      );
    });
  });

  it('are prepared by several processes at once, in one database and in several', async () => {
    const other = await testDatabase();
    const suffix = databaseOf(database.adminUrl).slice(-12);
    const names = ['one', 'two', 'three'].map((name) => `test-${name}-a${suffix}`);
    const components = names.map((name) =>
      component(name, { '0001-make.sql': 'select pg_sleep(0.05); create table step (id int)' }),
    );
    try {
      const prepareIn = async (adminUrl: string) => {
        const told = JSON.stringify({ adminUrl, roleSecret: testRoleSecret, components });
        const { stdout } = await promisify(execFile)(process.execPath, [
          join(import.meta.dirname, 'components.child.ts'),
          told,
        ]);
        return JSON.parse(stdout) as string[];
      };
      const urls = [database.adminUrl, other.adminUrl, database.adminUrl, other.adminUrl];
      for (const prepared of await Promise.all(urls.map(prepareIn))) assert.deepEqual(prepared, names);
      for (const url of [database.adminUrl, other.adminUrl]) {
        for (const name of names) {
          const { connectionString } = componentDatabase(url, testRoleSecret, name);
          assert.deepEqual(await ask(connectionString, 'select count(*)::int from step'), [0]);
        }
      }
    } finally {
      await other.drop();
      await database.drop();
      const roles = names.map((one) => `${roleNameOf(one)}, ${ownerNameOf(roleNameOf(one))}`).join(', ');
      await ask(changeConnection(database.adminUrl, { database: 'postgres' }), `drop role ${roles}`);
    }
  });

  it('need no superuser: an owner of the database who may create roles is enough', async () => {
    const name = databaseOf(database.adminUrl);
    const [admin, password] = [`owner_${name}`, 'only-for-this-test'];
    const component1 = component(`test-a${name.slice(-12)}`, {
      '0001-make.sql': 'create table step (id int)',
      '0002-open.admin.sql': 'grant usage on schema pg_catalog to current_user',
    });
    await ask(database.adminUrl, `create role ${admin} login createrole password '${password}'`);
    await ask(database.adminUrl, `alter database ${name} owner to ${admin}`);
    // Managed servers give such an owner the group, too, when another one made it.
    await ask(
      database.adminUrl,
      `do $$ begin if to_regrole('portorium_component') is not null then grant portorium_component to ${admin} with admin option; end if; end $$`,
    );
    const role = roleNameOf(component1.name);
    try {
      const adminUrl = changeConnection(database.adminUrl, { user: admin, password });
      await prepare([component1], adminUrl);
      const urlOf = await prepare([component1], adminUrl);
      assert.deepEqual(await ask(urlOf(component1.name), 'select count(*)::int from step'), [0]);
    } finally {
      await database.drop();
      await ask(
        changeConnection(database.adminUrl, { database: 'postgres' }),
        `drop role if exists ${role}, ${ownerNameOf(role)}; drop role ${admin}`,
      );
    }
  });

  it('refuse names that cannot be a schema, and a short secret', async () => {
    for (const name of ['component', 'Entry', 'a--b', 'a_b', '1a', '', 'a'.repeat(51), 'a;b']) {
      await assert.rejects(prepare([{ name }]), /cannot name a component/, name);
    }
    const short = { adminUrl: database.adminUrl, roleSecret: 'short', components: [], log };
    await assert.rejects(prepareComponents(short), /at least 16 characters/);
  });
});
