/**
 * What each component may do in the database, found out by trying: every role at every table of every other component.
 * The components are those that the platform has; a new one, and a new table, are in this table of trials by themselves.
 */
import assert from 'node:assert/strict';
import pg from 'pg';
import { discoverContracts } from '../reference-architecture/catalogue/discover.ts';
import { silentLogger } from '../shared-services/kit/logging.ts';
import { type ComponentDatabase, prepareComponents } from '../shared-services/kit/postgres/components.ts';
import { changeConnection } from '../shared-services/kit/postgres/connection-string.ts';
import { type TestDatabase, testDatabase, testRoleSecret } from '../shared-services/kit/postgres/test-support.ts';
import { componentsOf } from './components.ts';
import { root } from './root.ts';

const refused = '42501';

/** A foreign key to a table without a primary key, or that is not logged: nobody can have it, and rights are looked at later. */
const impossible = ['42704', '42P16'];

/** What is meant for all: records are added to the audit chain, code lists are read. Nothing else is. */
const shared: Readonly<Record<string, readonly string[]>> = {
  'audit.record': ['insert'],
  'reference-data.code': ['select'],
  'reference-data.code_list': ['select'],
  'reference-data.code_import': ['select'],
};

/** The guard of commits: it may take the waiting back, and have that read (shared-services/backup-restore/guard.ts). */
const rightsOfTheServer: Readonly<Record<string, readonly string[]>> = {
  'backup-restore': ['a new reading of the settings'],
};

/** Tables of a component of which it changes or deletes nothing. */
const onlyAddedTo: Readonly<Record<string, readonly (readonly [string, readonly ('update' | 'delete')[]])[]>> = {
  audit: [['record block batch node checkpoint cosignature', ['update', 'delete']]],
  entry: [['filing_document filing_transport_document decision member_state_message', ['update']]],
  decisions: [['decision', ['update', 'delete']]],
  'risk-analysis': [
    ['profile_set assessment control_result watch_list profile_draft_step profile_retirement', ['update', 'delete']],
    ['rule_draft_step rule_retirement rule_set trial_rule trial_exemption campaign_step', ['update', 'delete']],
    ['retention_rule sealing_key sealed_place', ['update', 'delete']],
    ['profile rule profile_draft rule_draft watch_list_entry random_seed backtest', ['delete']],
    ['declaration_block trader_find', ['update']],
  ],
  governance: [['setting_change dangerous_setting', ['update', 'delete']]],
  security: [['incident_step response_step', ['update', 'delete']]],
  'reference-data': [['code_import', ['update', 'delete']]],
  'backup-restore': [['drill', ['update', 'delete']]],
  mandates: [['mandate_change', ['update', 'delete']]],
  credentials: [['history', ['update', 'delete']]],
};

interface Table {
  readonly component: string;
  readonly schema: string;
  readonly name: string;
  readonly column: string;
}

const trials = ({ schema, name, column }: Table): Readonly<Record<string, string>> => {
  const table = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`;
  const at = pg.escapeIdentifier(column);
  return {
    select: `select 1 from ${table} limit 1`,
    insert: `insert into ${table} default values`,
    update: `update ${table} set ${at} = ${at} where false`,
    delete: `delete from ${table} where false`,
    truncate: `truncate ${table}`,
    lock: `lock table ${table} in access exclusive mode`,
    alter: `alter table ${table} add column intruder int`,
    drop: `drop table ${table}`,
    index: `create index on ${table} (${at})`,
    trigger: `create trigger intruder before insert on ${table} execute function suppress_redundant_updates_trigger()`,
    references: `create table intruder (id int references ${table})`,
    copy: `copy ${table} to stdout`,
  };
};

/** What no component needs of the server. */
const ofTheServer: Readonly<Record<string, string>> = {
  'passwords of roles': 'select rolpassword from pg_authid',
  'passwords by another name': 'select passwd from pg_shadow',
  'statistics of others’ values': 'select 1 from pg_statistic limit 1',
  'large objects of others': 'select 1 from pg_largeobject limit 1',
  'a file of the server': "select pg_read_file('PG_VERSION')",
  'a folder of the server': "select pg_ls_dir('.')",
  'a program on the server': "copy (select 1) to program 'true'",
  'a file written by the server': "copy (select 1) to '/tmp/intruder'",
  'a file as a large object': "select lo_import('/etc/hostname')",
  'a setting of the server': "alter system set log_statement = 'all'",
  'a new reading of the settings': 'select pg_reload_conf()',
  'a role': 'create role intruder',
  'a database': 'create database intruder',
  'a schema': 'create schema intruder',
  'a table in public': 'create table public.intruder (id int)',
  'an extension with the system’s rights': 'create extension dblink',
  'a language': 'create language plperlu',
  'the role of the administrator': 'set role postgres',
  'an end of others’ sessions': `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() limit 1`,
  'a subscription': "create subscription intruder connection 'dbname=x' publication x",
};

describe('the rights of components in the database', function () {
  this.timeout(120_000);
  let database: TestDatabase;
  let prepared: Map<string, ComponentDatabase>;
  let tables: readonly Table[];
  let names: readonly string[];

  before(async () => {
    database = await testDatabase();
    const found = await discoverContracts(root);
    const components = componentsOf(found);
    names = components.map(({ name }) => name);
    prepared = await prepareComponents({
      adminUrl: database.adminUrl,
      roleSecret: testRoleSecret,
      components,
      log: silentLogger(),
    });
    const admin = new pg.Client({ connectionString: changeConnection(database.adminUrl, {}) });
    await admin.connect();
    const bySchema = new Map([...prepared].map(([name, { schema }]) => [schema, name]));
    const { rows } = await admin.query<Omit<Table, 'component'>>(
      `select schemaname as schema, tablename as name,
         (select attname from pg_attribute where attrelid = format('%I.%I', schemaname, tablename)::regclass
          and attnum > 0 and not attisdropped and attidentity = '' and attgenerated = '' order by attnum limit 1) as column
       from pg_tables where schemaname = any($1)`,
      [[...bySchema.keys()]],
    );
    await admin.end();
    tables = rows.map((row) => ({ ...row, component: bySchema.get(row.schema)! }));
  });
  after(() => database.drop());

  const as = async <T>(name: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: prepared.get(name)!.connectionString });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };

  /** Undone in any case; `ok`, or the state of PostgreSQL. */
  const attempt = async (client: pg.Client, sql: string): Promise<string> => {
    await client.query('begin');
    try {
      await client.query(sql);
      return 'ok';
    } catch (error) {
      return (error as { code?: string }).code ?? String(error);
    } finally {
      await client.query('rollback');
    }
  };

  /** What the component works on: not the list of migrations, which is the owner's. */
  const ownRows = (name: string): readonly Table[] =>
    tables.filter((one) => one.component === name && one.name !== 'migration');

  const isShared = ({ component, name }: Table, what: string): boolean =>
    (shared[`${component}.${name}`] ?? []).includes(what);

  it('open nothing of another component, but the audit chain to add to and the code lists to read', async () => {
    const wrong: string[] = [];
    let tried = 0;
    for (const name of names)
      await as(name, async (client) => {
        for (const table of tables.filter(({ component }) => component !== name))
          for (const [what, sql] of Object.entries(trials(table))) {
            if (isShared(table, what)) continue;
            // A copy of what may be read tells no more than reading it.
            if (what === 'copy' && isShared(table, 'select')) continue;
            tried += 1;
            const outcome = await attempt(client, sql);
            if (what === 'references' && name === 'dead-letters' && impossible.includes(outcome)) continue;
            if (outcome !== refused) wrong.push(`${name}: ${what} of ${table.schema}.${table.name}: ${outcome}`);
          }
      });
    assert.deepEqual(wrong, []);
    // Every component has tables, and every one was tried by all others.
    assert.deepEqual([...new Set(tables.map(({ component }) => component))].toSorted(), [...names].toSorted());
    assert.ok(tried > names.length * tables.length);
  });

  it('are enough for its own tables: the trials before could have come to something', async () => {
    for (const name of names)
      await as(name, async (client) => {
        for (const table of ownRows(name)) {
          assert.equal(await attempt(client, trials(table)['select']!), 'ok', `${name}: ${table.name}`);
          // Whatever a constraint says of a row without values, the right to write it is there.
          assert.notEqual(await attempt(client, trials(table)['insert']!), refused, `${name}: ${table.name}`);
        }
      });
  });

  it('make, alter and remove no table of its own: that is the owner’s, as whom nobody logs in', async () => {
    const wrong: string[] = [];
    for (const name of names)
      await as(name, async (client) => {
        for (const table of tables.filter(({ component }) => component === name))
          for (const what of ['truncate', 'alter', 'drop', 'index', 'trigger', 'references']) {
            if (what === 'truncate' && name === 'logging' && /^line_\d$/.test(table.name)) continue;
            const outcome = await attempt(client, trials(table)[what]!);
            if (outcome !== refused) wrong.push(`${name}: ${what} of ${table.name}: ${outcome}`);
          }
        const { schema, role } = prepared.get(name)!;
        for (const sql of [
          `create table ${schema}.intruder (id int)`,
          `create function ${schema}.intruder() returns int language sql as 'select 1'`,
          `alter schema ${schema} rename to intruder`,
          `set role ${role}_owner`,
          `update ${schema}.migration set sha256 = ''`,
        ])
          if ((await attempt(client, sql)) !== refused) wrong.push(`${name}: ${sql}`);
      });
    assert.deepEqual(wrong, []);
  });

  it('leave what is only added to as it was written', async () => {
    const wrong: string[] = [];
    const triedOf = new Map<string, number>();
    for (const [name, rights] of Object.entries(onlyAddedTo))
      await as(name, async (client) => {
        for (const [names_, denied] of rights)
          for (const wanted of names_.split(' ')) {
            const table = tables.find((one) => one.component === name && one.name === wanted);
            assert.ok(table, `${name}: ${wanted}`);
            for (const what of denied) {
              const outcome = await attempt(client, trials(table)[what]!);
              if (outcome !== refused) wrong.push(`${name}: ${what} of ${wanted}: ${outcome}`);
              triedOf.set(name, (triedOf.get(name) ?? 0) + 1);
            }
          }
      });
    assert.deepEqual(wrong, []);
    assert.equal(triedOf.size, Object.keys(onlyAddedTo).length);
  });

  it('run out before the server does: connections and times have limits', async () => {
    await as('risk-analysis', async (client) => {
      const { rows } = await client.query(
        `select rolname, rolconnlimit, array_to_string(rolconfig, ',') as set, rolsuper or rolcreaterole or rolcreatedb or
           rolreplication or rolbypassrls as more, rolcanlogin from pg_roles where rolname = any($1)`,
        [[...prepared.values()].flatMap(({ role }) => [role, `${role}_owner`])],
      );
      assert.equal(rows.length, 2 * names.length);
      for (const { rolname, rolconnlimit, set, more, rolcanlogin } of rows) {
        assert.equal(more, false, rolname);
        assert.equal(rolcanlogin, !rolname.endsWith('_owner'), rolname);
        if (!rolcanlogin) continue;
        assert.equal(rolconnlimit, 60, rolname);
        assert.match(set, /statement_timeout=2min/, rolname);
        assert.match(set, /idle_in_transaction_session_timeout=5min/, rolname);
      }
    });
  });

  it('are lent by few functions, which look for names where they were made alone', async () => {
    await as('audit', async (client) => {
      const { rows } = await client.query<{ name: string; path: string | null; schema: string }>(
        `select p.proname as name, n.nspname as schema,
           (select one from unnest(proconfig) one where starts_with(one, 'search_path=')) as path
         from pg_proc p join pg_namespace n on n.oid = pronamespace where prosecdef and n.nspname like 'portorium%'`,
      );
      assert.deepEqual([...new Set(rows.map(({ name }) => name))].toSorted(), [
        'close_lost_messages',
        'lost_messages',
        'replay_lost_messages',
        'take_readings',
      ]);
      // The temporary schema last: nobody puts a table of his own before ours.
      for (const { schema, path } of rows) assert.match(path ?? '', new RegExp(`^search_path="?${schema}"?, pg_temp$`));
    });
  });

  it('are what was meant for all, and no more of it', async () => {
    await as('speed2ng', async (client) => {
      const { rows } = await client.query('select count(*)::int as lists from portorium_reference_data.code_list');
      assert.equal(rows.length, 1);
      assert.equal(await attempt(client, 'delete from portorium_audit.record'), refused);
      assert.equal(await attempt(client, 'select 1 from portorium_audit.record'), refused);
    });
  });

  it('open lost messages to the component of dead letters alone', async () => {
    for (const name of names)
      await as(name, async (client) => {
        for (const schema of new Set(tables.filter((one) => one.name === 'dead_letter').map((one) => one.schema)))
          for (const call of [
            'lost_messages()',
            `replay_lost_messages('{1}')`,
            `close_lost_messages('{1}', 'a', 'b')`,
          ]) {
            if (prepared.get(name)!.schema === schema) continue;
            const outcome = await attempt(client, `select * from ${pg.escapeIdentifier(schema)}.${call}`);
            assert.equal(outcome, name === 'dead-letters' ? 'ok' : refused, `${name}: ${schema}.${call}`);
          }
      });
  });

  it('open no other role', async () => {
    for (const name of names)
      await as(name, async (client) => {
        for (const other of names.filter((one) => one !== name)) {
          const role = pg.escapeIdentifier(prepared.get(other)!.role);
          for (const sql of [`set role ${role}`, `alter role ${role} password null`, `grant ${role} to current_user`])
            assert.equal(await attempt(client, sql), refused, `${name}: ${sql}`);
        }
      });
  });

  it('open nothing of the server', async () => {
    const wrong: string[] = [];
    // An extension or language that is not installed on the server is as good as refused.
    const absent = ['58P01', '0A000', '42704'];
    for (const name of names)
      await as(name, async (client) => {
        for (const [what, sql] of Object.entries(ofTheServer)) {
          if (rightsOfTheServer[name]?.includes(what)) continue;
          // Some of it cannot be tried in a transaction.
          const outcome = await client.query(sql).then(
            () => 'ok',
            (error: { code?: string }) => error.code ?? String(error),
          );
          if (outcome !== refused && !absent.includes(outcome)) wrong.push(`${name}: ${what}: ${outcome}`);
        }
        const others = `select query from pg_stat_activity
          where usename <> current_user and query not in ('', '<insufficient privilege>')`;
        wrong.push(...(await client.query(others)).rows.map(({ query }) => `${name} sees what others ask: ${query}`));
      });
    assert.deepEqual(wrong, []);
  });
});
