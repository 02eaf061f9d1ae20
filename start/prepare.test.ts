import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { type TestDatabase, testDatabase } from '../shared-services/kit/postgres/test-support.ts';
import { root } from './root.ts';

const run = promisify(execFile);

describe('preparation of platforms that start on machines of their own', () => {
  let database: TestDatabase;
  let folder: string;
  const into = (...path: string[]) => join(folder, 'prepared', ...path);

  const prepare = async (environment: Readonly<Record<string, string>> = {}): Promise<string> => {
    const url = new URL(database.adminUrl);
    await writeFile(join(folder, 'password'), `${decodeURIComponent(url.password)}\n`);
    url.password = '';
    const names = ['--server', 'keycloak', '--host', 'keycloak.invalid', '--password-file', join(folder, 'password')];
    const { stdout } = await run(process.execPath, [join(root, 'start/prepare.ts'), '--into', into(), ...names], {
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: url.href,
        PORTORIUM_DATA: join(folder, 'authority'),
        PORTORIUM_LOG_LEVEL: 'warn',
        ...environment,
      },
    });
    return stdout;
  };

  before(async () => {
    database = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), 'portorium-prepare-'));
    await prepare();
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
    await database.drop();
  });

  it('gives each platform its own files, and only a gateway a public certificate', async () => {
    assert.deepEqual((await readdir(into('speed2ng'))).sort(), [
      'circle-central.pem',
      'circle-trusted.pem',
      'crl',
      'database.json',
      'gateway.cert.pem',
      'gateway.key.pem',
      'receipt-keys',
      'service.cert.pem',
      'service.key.pem',
      'trust-anchor.pem',
    ]);
    assert.deepEqual(
      (await readdir(into('cdco'))).filter((name) => name.startsWith('gateway')),
      [],
    );
  });

  it('lets nobody but the owner read them', async () => {
    const names = await readdir(into('ccn2ng'), { recursive: true });
    assert.ok(names.some((name) => /^receipt-keys.\d{8}T\d{6}Z\.pem$/.test(name)));
    for (const name of names) {
      if (name.startsWith('crl')) continue;
      const found = await stat(into('ccn2ng', name));
      assert.equal(found.mode & 0o777, found.isDirectory() ? 0o700 : 0o400, name);
    }
  });

  it('names in each certificate where the platform is reached, and who it is', async () => {
    const certificate = new X509Certificate(await readFile(into('cdco', 'service.cert.pem')));
    assert.equal(certificate.checkHost('cdco'), 'cdco');
    assert.match(certificate.subjectAltName ?? '', /portorium:\/\/central\/cdco\/calls/);
  });

  it('gives another server a certificate that identifies no platform', async () => {
    const certificate = new X509Certificate(await readFile(into('keycloak', 'gateway.cert.pem')));
    assert.equal(certificate.checkHost('keycloak.invalid'), 'keycloak.invalid');
    assert.doesNotMatch(certificate.subjectAltName ?? '', /URI/);
  });

  it('gives a platform the passwords of its own components, which work', async () => {
    const connections = JSON.parse(await readFile(into('cdco', 'database.json'), 'utf8')) as Record<string, string>;
    assert.deepEqual(
      Object.keys(connections).filter((name) => ['speed2ng', 'ccn2ng', 'audit'].includes(name)),
      [],
    );
    const client = new pg.Client({ connectionString: connections['entry'] });
    await client.connect();
    const { rows } = await client.query<{ schema: string }>('select current_schema() as schema');
    await client.end();
    assert.deepEqual(rows, [{ schema: 'portorium_entry' }]);
  });

  it('changes nothing when it is run again', async () => {
    const before = await readFile(into('speed2ng', 'service.cert.pem'), 'utf8');
    const keys = await readdir(into('speed2ng', 'receipt-keys'));
    const sealingKey = await readFile(into('cdco', 'sealing-key'));
    assert.match(await prepare(), /prepared in/);
    assert.deepEqual(await readFile(into('cdco', 'sealing-key')), sealingKey);
    assert.deepEqual(await readdir(into('speed2ng', 'receipt-keys')), keys);
    assert.equal(await readFile(into('speed2ng', 'service.cert.pem'), 'utf8'), before);
  });

  it('draws no sealing key where CDCO is given one', async () => {
    await rm(into('cdco', 'sealing-key'));
    await prepare({ PORTORIUM_SEALING_KEY_FILE: '/run/secrets/not-here' });
    assert.ok(!(await readdir(into('cdco'))).includes('sealing-key'));
  });
});
