import assert from 'node:assert/strict';
import { withClient } from './client.ts';
import { changeConnection, databaseOf } from './connection-string.ts';
import { createDatabase, dropDatabase, ensureDatabase } from './databases.ts';
import { type TestDatabase, testDatabase } from './test-support.ts';

const localeOf = (url: string) =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ locale: string; encoding: string }>(
      'select datcollate as locale, pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()',
    );
    return rows[0] ?? assert.fail();
  });

describe('databases', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await testDatabase();
  });
  afterEach(() => database.drop());

  it('are UTF-8, ordered by code point, whatever the server is', async () => {
    const { locale, encoding } = await localeOf(database.adminUrl);
    assert.match(locale, /^C(\.UTF-?8)?$/);
    assert.equal(encoding, 'UTF8');
  });

  it('are made once, at once by several, and dropped while in use', async () => {
    const name = `${databaseOf(database.adminUrl)}-"odd"`;
    const made = await Promise.all([1, 2, 3].map(() => ensureDatabase(database.adminUrl, name)));
    const url = made[0] ?? assert.fail();
    await assert.rejects(createDatabase(database.adminUrl, name), { code: '42P04' });
    await withClient(url, async () => dropDatabase(database.adminUrl, name));
    await dropDatabase(database.adminUrl, name);
    await assert.rejects(localeOf(url), { code: '3D000' });
  });
});

describe('connection strings', () => {
  for (const [from, to] of [
    ['postgresql://a:b@host:1/d', 'postgresql://r:p%40%2F@host:1/d?options=-c%20x%3Dy'],
    ['postgres://host', 'postgres://r:p%40%2F@host/?options=-c%20x%3Dy'],
    ['postgresql://a@/d?host=/run/x', 'postgresql://r:p%40%2F@/d?host=/run/x&options=-c%20x%3Dy'],
    [
      'postgresql://a@[::1]:5/d?options=-c%20jit%3Doff&sslmode=require',
      'postgresql://r:p%40%2F@[::1]:5/d?sslmode=require&options=-c%20jit%3Doff%20-c%20x%3Dy',
    ],
  ] as const) {
    it(`get another user and options: ${from}`, () => {
      assert.equal(changeConnection(from, { user: 'r', password: 'p@/', options: '-c x=y' }), to);
    });
  }

  it('are not repeated when they are wrong, since they hold a password', () => {
    assert.throws(
      () => changeConnection('mysql://u:hunter2@h/d', {}),
      (error: Error) => !error.message.includes('hunter2'),
    );
  });
});
