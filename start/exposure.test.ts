import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../shared-services/kit/settings.ts';
import { assertNotExposed } from './exposure.ts';
import { root } from './root.ts';
import { plainDatabases } from './running/plain-databases.ts';
import { settings as known } from './settings.ts';

const check = (environment: Readonly<Record<string, string>>) => assertNotExposed(readSettings(known, environment));
const own = { PORTORIUM_CERTIFICATES: '/run/own', PORTORIUM_ISSUER: 'https://keycloak.example/realms/portorium' };

describe('a start that others than this machine could reach', () => {
  it('is none on the loopback addresses, whatever it uses', () => {
    check({});
    for (const host of ['127.0.0.1', '127.1.2.3', '::1', 'localhost']) check({ PORTORIUM_HOST: host });
  });

  it('goes on with certificates and an identity provider of the operator', () => {
    check({ ...own, PORTORIUM_HOST: '0.0.0.0', PORTORIUM_INTERNAL_HOST: '0.0.0.0' });
  });

  it('is refused with the development authority, the demonstration accounts, or tokens by plain HTTP', () => {
    for (const name of ['PORTORIUM_HOST', 'PORTORIUM_INTERNAL_HOST'])
      for (const host of ['0.0.0.0', '::', '10.0.0.1', 'localhost.example', '127.0.0.1.example']) {
        const at = { [name]: host };
        assert.throws(
          () => check(at),
          new RegExp(`${name}=${host}[\\s\\S]+PORTORIUM_CERTIFICATES[\\s\\S]+PORTORIUM_ISSUER`),
        );
        assert.throws(() => check({ ...own, ...at, PORTORIUM_CERTIFICATES: '' }), /PORTORIUM_CERTIFICATES must name/);
        assert.throws(() => check({ ...own, ...at, PORTORIUM_ISSUER: '' }), /PORTORIUM_ISSUER must name/);
        assert.throws(() => check({ ...own, ...at, PORTORIUM_ISSUER: 'http://k/realms/x' }), /begin with https/);
      }
  });

  it('is told of databases elsewhere whose connections do not check who the server is', () => {
    const url = (rest: string) => `postgresql://portorium_entry:secret@${rest}`;
    const told = plainDatabases(
      new Map([
        ['plain', url('db.example:5432/portorium?options=-c%20search_path%3Dx')],
        ['required', url('10.0.0.7/portorium?sslmode=require')],
        ['verified', url('db.example/portorium?sslmode=verify-full&sslrootcert=/ca.pem&options=x')],
        ...['localhost', '127.0.0.1:5432', '[::1]'].map((host): [string, string] => [host, url(`${host}/portorium`)]),
        ['socket', 'postgresql://postgres@/portorium?host=/run/postgresql'],
      ]),
    );
    assert.deepEqual(told, ['plain', 'required']);
  });

  for (const [program, more] of [
    [['start/main.ts'], {}],
    [['start/platform.ts', 'speed2ng'], { PORTORIUM_DATABASE_SECRETS: '/nowhere' }],
  ] as const)
    it(`is refused by ${program.join(' ')}, before anything is made`, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'portorium-exposure-'));
      const data = join(folder, 'data');
      const child = spawn(process.execPath, program, {
        cwd: root,
        env: { PATH: process.env['PATH'], PORTORIUM_DATA: data, PORTORIUM_HOST: '0.0.0.0', ...more },
      });
      let told = '';
      child.stderr.on('data', (chunk) => {
        told += chunk;
      });
      const code = await new Promise((resolve) => child.once('exit', resolve));
      assert.equal(code, 1);
      assert.match(told, /cannot start: PORTORIUM_HOST=0\.0\.0\.0 can be reached from other machines/);
      assert.equal(existsSync(data), false);
      await rm(folder, { recursive: true });
    }).timeout(20_000);
});
