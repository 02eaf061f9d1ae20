/** Backups of a real server into a folder: whole, killed midway, damaged. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../kit/clock.ts';
import { openFolder } from '../../kit/object-store/folder.ts';
import type { ObjectStore } from '../../kit/object-store/object-store.ts';
import { type TestDatabase, testDatabase } from '../../kit/postgres/test-support.ts';
import { keyOf } from '../seal/key.ts';
import { type BackupEntry, backupIdsIn, objectsOf, readCatalogue, removeBackup } from './catalogue.ts';
import { takeBackup } from './take.ts';
import { verifyBackup } from './verify.ts';

const key = keyOf('5a'.repeat(32));

const changeByte = async (file: string, at: number): Promise<void> => {
  const handle = await open(file, 'r+');
  const byte = Buffer.alloc(1);
  await handle.read(byte, 0, 1, at);
  byte[0] = byte[0]! ^ 1;
  await handle.write(byte, 0, 1, at);
  await handle.close();
};

describe('a backup', function () {
  this.timeout(120_000);
  let folder: string;
  let store: ObjectStore;
  let database: TestDatabase;
  let entry: BackupEntry;
  const take = (into = store) =>
    takeBackup({
      connectionString: database.adminUrl,
      store: into,
      key,
      dataDirectory: join(folder, 'data'),
      clock: systemClock,
    });

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portorium-backup-'));
    store = openFolder(join(folder, 'store'));
    await mkdir(join(folder, 'data', 'certificates'), { recursive: true });
    await writeFile(join(folder, 'data', 'certificates', 'one.pem'), 'a certificate');
    await writeFile(join(folder, 'data', 'role-secret'), 'a secret of the installation');
    database = await testDatabase();
    entry = await take();
  });
  after(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('of a working server is found in the catalogue, and sound', async () => {
    assert.deepEqual(await readCatalogue(store, key), [entry]);
    assert.equal(entry.files, 2);
    const verified = await verifyBackup(store, key, entry.id);
    assert.ok(verified.sound, JSON.stringify(verified));
    assert.ok(verified.files > 500, `${verified.files} files`);
  });

  it('shows nothing of what is in it', async () => {
    for (const name of Object.values(objectsOf(entry.id))) {
      const content = Buffer.concat(await Array.fromAsync(await store.get(name)));
      for (const secret of ['a secret of the installation', 'PG_VERSION', 'SCRAM-SHA-256', 'one.pem'])
        assert.ok(!content.includes(secret), `${name} shows ${secret}`);
    }
  });

  it('that was broken off is not offered', async () => {
    const failing: ObjectStore = {
      ...store,
      put: (name, content) =>
        name.endsWith('backup_manifest') ? Promise.reject(new Error('killed')) : store.put(name, content),
    };
    await assert.rejects(take(failing), /killed/);
    assert.deepEqual(await backupIdsIn(store), [entry.id]);
    const left = (await readdir(join(folder, 'store', 'base'))).find((id) => id !== entry.id);
    assert.ok(left !== undefined, 'the part that was written is there, to be swept up');
    await removeBackup(store, left);
  });

  it('of which one byte was changed is damaged, and the object is named', async () => {
    const damaged = await take();
    const { base, files } = objectsOf(damaged.id);
    for (const name of [base, files]) {
      const at = Math.floor(((await store.find(name))?.bytes ?? 0) / 2);
      await changeByte(join(folder, 'store', name), at);
      const verified = await verifyBackup(store, key, damaged.id);
      assert.ok(!verified.sound && verified.fault.startsWith(name), JSON.stringify(verified));
      await changeByte(join(folder, 'store', name), at);
    }
    assert.ok((await verifyBackup(store, key, damaged.id)).sound);
    await removeBackup(store, damaged.id);
  });

  it('of which an object is missing is damaged, and the object is named', async () => {
    const damaged = await take();
    await store.remove(objectsOf(damaged.id).base);
    const verified = await verifyBackup(store, key, damaged.id);
    assert.ok(!verified.sound && verified.fault.includes(objectsOf(damaged.id).base), JSON.stringify(verified));
    await removeBackup(store, damaged.id);
  });

  it('is not opened with another key, which is said', async () => {
    await assert.rejects(readCatalogue(store, keyOf('6b'.repeat(32))), /sealed with the key/);
  });
});
