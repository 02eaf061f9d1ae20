import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive } from './process-table.ts';

const script = `
  const { testDatabase } = await import(${JSON.stringify(join(import.meta.dirname, 'test-support.ts'))});
  const { default: pg } = await import('pg');
  const { adminUrl } = await testDatabase();
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  console.log((await client.query('show data_directory')).rows[0].data_directory);
  setInterval(() => {}, 1000);`;

const endBy = async (signal: NodeJS.Signals): Promise<void> => {
  const { TEST_DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env,
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [cluster] = (await once(createInterface(child.stdout), 'line')) as [string];
  const pid = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
  assert.equal(await isAlive(pid), true);
  child.kill(signal);
  await once(child, 'exit');
  const folder = join(cluster, '..', '..');
  for (let turn = 0; turn < 200 && (existsSync(folder) || (await isAlive(pid))); turn += 1) await wait(50);
  assert.equal(await isAlive(pid), false);
  assert.equal(existsSync(folder), false);
};

describe('test server', () => {
  it('is not left behind by a test process, however that ends', () => Promise.all([endBy('SIGINT'), endBy('SIGKILL')]));
});
