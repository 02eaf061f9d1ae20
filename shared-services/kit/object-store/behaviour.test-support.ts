/** What any object store must do: run against a folder in every test run, and against a real S3 server in the optional one. */
import assert from 'node:assert/strict';
import { ObjectExists, ObjectMissing, type ObjectStore, readWhole } from './object-store.ts';

const bytes = (text: string) => Buffer.from(text);

const namesIn = async (store: ObjectStore, prefix: string) =>
  (await Array.fromAsync(store.list(prefix))).map(({ name }) => name);

export const behavesAsObjectStore = (open: () => Promise<ObjectStore>): void => {
  let store: ObjectStore;
  beforeEach(async () => {
    store = await open();
  });

  it('gives back what was put, at once and part by part', async () => {
    await store.put('a/one', bytes('one'));
    assert.equal((await readWhole(await store.get('a/one'))).toString(), 'one');
    const part = Buffer.alloc(1024 * 1024, 7);
    const parts = async function* () {
      for (let count = 0; count < 20; count += 1) yield part;
    };
    await store.put('a/large', parts());
    assert.equal((await store.find('a/large'))?.bytes, 20 * part.length);
    assert.ok((await readWhole(await store.get('a/large'))).equals(Buffer.alloc(20 * part.length, 7)));
  });

  it('shows nothing of a put that was broken off', async () => {
    const broken = async function* () {
      yield Buffer.alloc(9 * 1024 * 1024);
      throw new Error('broken off');
    };
    await assert.rejects(store.put('b/half', broken()), /broken off/);
    assert.equal(await store.find('b/half'), undefined);
    assert.deepEqual(await namesIn(store, 'b/'), []);
  });

  it('does not overwrite where it must not', async () => {
    await store.put('c/evidence', bytes('first'), { ifAbsent: true });
    await assert.rejects(store.put('c/evidence', bytes('second'), { ifAbsent: true }), ObjectExists);
    assert.equal((await readWhole(await store.get('c/evidence'))).toString(), 'first');
    await store.put('c/evidence', bytes('third'));
    assert.equal((await readWhole(await store.get('c/evidence'))).toString(), 'third');
  });

  it('lists by prefix, in the order of names', async () => {
    for (const name of ['d/b', 'd/a.1', 'd/a/2', 'd/a-0', 'e/1']) await store.put(name, bytes('x'));
    assert.deepEqual(await namesIn(store, 'd/'), ['d/a-0', 'd/a.1', 'd/a/2', 'd/b']);
    assert.deepEqual(await namesIn(store, 'd/a.'), ['d/a.1']);
  });

  it('removes, and says when there is nothing', async () => {
    await store.put('f/one', bytes('x'));
    await store.remove('f/one');
    await store.remove('f/one');
    assert.equal(await store.find('f/one'), undefined);
    await assert.rejects(store.get('f/one'), ObjectMissing);
  });

  it('takes no name that leads elsewhere', async () => {
    for (const name of ['../x', '/x', 'a//b', 'a/../b', '', '.hidden', 'a b', 'a\\b'])
      await assert.rejects(store.put(name, bytes('x')), /cannot name an object/);
  });
};
