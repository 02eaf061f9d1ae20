import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { behavesAsObjectStore } from './behaviour.test-support.ts';
import { openFolder } from './folder.ts';
import { s3PlaceOf } from './open.ts';

describe('objects in a folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portorium-objects-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  behavesAsObjectStore(async () => openFolder(folder));

  it('leaves no draft behind', async () => {
    const store = openFolder(folder);
    const broken = async function* () {
      yield Buffer.from('x');
      throw new Error('broken off');
    };
    await assert.rejects(store.put('one', broken()));
    await store.put('two', Buffer.from('x'));
    assert.deepEqual(await readdir(folder), ['two']);
  });
});

describe('the address of a bucket', () => {
  it('says bucket, prefix, endpoint and region, and never a password', () => {
    assert.deepEqual(s3PlaceOf('s3://backups/portorium/one?endpoint=https://s3.example:9000&region=eu-west-1'), {
      bucket: 'backups',
      prefix: 'portorium/one/',
      endpoint: 'https://s3.example:9000',
      region: 'eu-west-1',
    });
    assert.throws(() => s3PlaceOf('s3://key:secret@backups/x'), /a store is named like/);
  });
});
